import { aggregateOf, countKind } from './aggregates.js';
import type { Kind } from './kinds.js';
import type { Row, Table } from './model.js';

/** Order, distinct rows and pages of a list. */
export interface Page {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export interface KeyOf {
  readonly kind: Kind;
  readonly direction: string;
  readonly valueOf: (row: Row) => unknown;
}

type Args = Readonly<Record<string, unknown>>;
export type Order = Readonly<Record<string, unknown>>;

/** Cursors that the gateway gave, by the order they are for: the row of each, or its place in a list without a key. */
export class Cursors {
  readonly #places = new Map<string, Row | number>();
  readonly #tokens = new Map<string, Row | number>();

  /** A token that stands for the cursor in the expected answer. */
  remember(place: Row | number): string {
    const token = String(this.#tokens.size);
    this.#tokens.set(token, place);
    return token;
  }
  /** The gateway's own text for a token. */
  learn(token: string, cursor: string): void {
    const place = this.#tokens.get(token);
    if (place !== undefined) this.#places.set(cursor, place);
  }
  placeOf(cursor: string): Row | number {
    const place = this.#places.get(cursor);
    if (place === undefined) throw new Error('A cursor that no answer held.');
    return place;
  }
}

export interface List {
  readonly rows: readonly Row[];
  page(): Page;
  /** What a cursor of the row stands for. */
  cursorOf(row: Row): Row | number;
}

export function listOf(table: Table, matching: readonly Row[], args: Args, cursors: Cursors): List {
  const distinct = (args.distinctOn as string[] | null | undefined) ?? [];
  const isPositional = table.isKeyless && distinct.length === 0;
  const keys = keysOf(table, args);
  const compare = comparisonOf(keys);
  const sorted = keys.length > 0 ? [...matching].sort(compare) : matching;
  const rows =
    distinct.length === 0
      ? sorted
      : sorted.filter((row, index) => index === 0 || !isAlike(table, distinct, row, sorted[index - 1]));
  // Among distinct rows those that are alike have one place, and so have those of another list that are like them.
  const compareTo = distinct.length === 0 ? compare : comparisonOf(keys.slice(0, new Set(distinct).size), false);
  const isBehind = (row: Row, index: number, cursor: unknown): boolean => {
    const place = cursors.placeOf(cursor as string);
    return typeof place === 'number' ? index > place : compareTo(row, place) > 0;
  };
  const isBefore = (row: Row, cursor: unknown): boolean => compareTo(row, cursors.placeOf(cursor as string) as Row) < 0;
  return {
    rows,
    cursorOf: (row) => (isPositional ? rows.indexOf(row) : row),
    page: () => {
      const { after, before, offset, first, last } = args as Readonly<Record<string, number | null | undefined>>;
      const between = rows.filter(
        (row, index) => (after == null || isBehind(row, index, after)) && (before == null || isBefore(row, before)),
      );
      if (last != null || (before != null && first == null && after == null)) {
        const size = last ?? defaultSize;
        const page = size === 0 ? [] : between.slice(-size);
        return {
          rows: page,
          hasNextPage: before != null,
          hasPreviousPage: after != null || between.length > page.length,
        };
      }
      const start = offset ?? 0;
      const page = between.slice(start, start + (first ?? defaultSize));
      return {
        rows: page,
        // Where the page ends at a row, that row is there.
        hasNextPage: before != null || between.length > start + page.length,
        hasPreviousPage: after != null || start > 0,
      };
    },
  };
}

/** Rows of a page for which no size was given. */
export const defaultSize = 100;

/** relationships.md: distinct columns lead, in the direction and sequence in which the order names them. */
function keysOf(table: Table, args: Args): readonly KeyOf[] {
  const orders = (args.orderBy as Order[] | null | undefined) ?? [];
  const distinct = (args.distinctOn as string[] | null | undefined) ?? [];
  const leads = (order: Order): boolean => distinct.some((name) => typeof order[name] === 'string');
  const named = orders.filter(leads);
  const missing = distinct
    .filter((name) => !named.some((order) => name in order))
    .map((name): Order => ({ [name]: 'ASC' }));
  const keys = [...named, ...missing, ...orders.filter((order) => !leads(order))];
  // What comes again has nothing left to order.
  const paths = keys.map((order) => JSON.stringify(order, (_, part: unknown) => (isDirection(part) ? '' : part)));
  return keys.filter((_, index) => paths.indexOf(paths[index] ?? '') === index).map((order) => keyOf(table, order));
}

const isDirection = (part: unknown): boolean => typeof part === 'string' && /^(ASC|DESC)/.test(part);

function keyOf(table: Table, order: Order): KeyOf {
  const [[name, inner] = ['', undefined]] = Object.entries(order);
  const column = table.columns.get(name);
  if (column !== undefined) {
    return {
      kind: column.kind,
      direction: inner as string,
      valueOf: (row) => row.cells[name]?.value ?? null,
    };
  }
  const relationship = table.relationships.get(name.replace(/Aggregate$/, ''));
  if (relationship === undefined) throw new Error(`No order by ${name}.`);
  if (name === relationship.field) {
    const key = keyOf(relationship.target, inner as Order);
    return {
      ...key,
      valueOf: (row) => {
        const [far] = relationship.rowsOf(row);
        return far === undefined ? null : key.valueOf(far);
      },
    };
  }
  return aggregateKey(relationship.target, inner as Order, relationship.rowsOf);
}

/** `{ count: ASC }` or `{ sum: { price: DESC } }`. */
export function aggregateKey<Item>(
  table: Table,
  order: Order,
  rowsOf: (item: Item) => readonly Row[],
): Omit<KeyOf, 'valueOf'> & { valueOf(item: Item): unknown } {
  const [[name, inner] = ['', undefined]] = Object.entries(order);
  if (typeof inner === 'string') {
    return { kind: countKind, direction: inner, valueOf: (item) => rowsOf(item).length };
  }
  const [[column, direction] = ['', '']] = Object.entries(inner as Record<string, string>);
  return {
    kind: aggregateOf(table, name, column, []).kind,
    direction,
    valueOf: (item) => aggregateOf(table, name, column, rowsOf(item)).cell?.value ?? null,
  };
}

/** Manual 7.5: nulls are above all values unless told otherwise. */
export function compareBy(kind: Kind, direction: string, a: unknown, b: unknown): number {
  const isDescending = direction.startsWith('DESC');
  if (a === null || b === null) {
    if (a === b) return 0;
    const nullsFirst = direction.endsWith('NULLS_FIRST') || (isDescending && !direction.endsWith('NULLS_LAST'));
    return (a === null) === nullsFirst ? -1 : 1;
  }
  const result = kind.compare(a, b);
  return isDescending ? -result : result;
}

/** By the keys, and among rows that are alike by the primary key, in the direction of the last key. */
function comparisonOf(keys: readonly KeyOf[], hasTiebreak = true): (a: Row, b: Row) => number {
  const values = new Map<Row, unknown[]>();
  const valuesOf = (row: Row): unknown[] => {
    let found = values.get(row);
    if (found === undefined) values.set(row, (found = keys.map((key): unknown => key.valueOf(row))));
    return found;
  };
  const isReversed = keys.at(-1)?.direction.startsWith('DESC') === true;
  return (a, b) => {
    const [x, y] = [valuesOf(a), valuesOf(b)];
    for (const [index, { kind, direction }] of keys.entries()) {
      const result = compareBy(kind, direction, x[index], y[index]);
      if (result !== 0) return result;
    }
    if (!hasTiebreak) return 0;
    return isReversed ? b.place - a.place : a.place - b.place;
  };
}

function isAlike(table: Table, names: readonly string[], a: Row, b: Row | undefined): boolean {
  return names.every((name) => {
    const [x, y] = [a.cells[name], b?.cells[name]];
    if (x == null || y == null) return x == null && y == null;
    return table.columns.get(name)?.kind.compare(x.value, y.value) === 0;
  });
}
