import { binOf, type Decimal, parseDecimal, printDecimal } from './decimal.js';
import { dayText, type Kind, parseDate } from './kinds.js';
import { aggregateKey, compareBy, defaultSize, type Order } from './lists.js';
import type { Cell, Column, Row, Table } from './model.js';

export interface Group {
  /** By their paths, such as `route.origin.name`. */
  readonly keys: Readonly<Record<string, Cell | null>>;
  readonly rows: readonly Row[];
}

/** A part of `by`: a column of the row, or of the row that relationships lead to. */
interface Key {
  readonly path: string;
  readonly kind: Kind;
  readonly cellOf: (row: Row) => Cell | null;
}

type By = readonly Readonly<Record<string, unknown>>[];

/** Rows that are alike in their keys; nulls are alike. */
export function groupRows(table: Table, rows: readonly Row[], by: By): readonly Group[] {
  const parts = by.map((part) => keyOf(table, part));
  const groups = new Map<string, { keys: Group['keys']; rows: Row[] }>();
  for (const row of rows) {
    const cells = parts.map(({ cellOf }) => cellOf(row));
    const id = parts.map(({ kind }, index) => printKey(kind, cells[index] ?? null)).join('\u0001');
    const group = groups.get(id);
    if (group !== undefined) group.rows.push(row);
    else {
      const keys = Object.fromEntries(parts.map(({ path }, index) => [path, cells[index] ?? null]));
      groups.set(id, { keys, rows: [row] });
    }
  }
  return [...groups.values()];
}

export function pageOfGroups(
  table: Table,
  groups: readonly Group[],
  by: By,
  args: Readonly<Record<string, unknown>>,
): readonly Group[] {
  const parts = by.map((part) => keyOf(table, part));
  const orders = (args.orderBy as { readonly keys?: Order; readonly aggregate?: Order }[] | null | undefined) ?? [];
  const named: string[] = [];
  const byKey = (path: string, direction: string) => {
    const kind = parts.find((part) => part.path === path)?.kind;
    if (kind === undefined) throw new Error(`No key ${path}.`);
    named.push(path);
    return { kind, direction, valueOf: (group: Group): unknown => group.keys[path]?.value ?? null };
  };
  const asked = orders.map(({ keys, aggregate = {} }) =>
    keys === undefined ? aggregateKey(table, aggregate, (group: Group) => group.rows) : byKey(...leafOf(keys)),
  );
  const rest = parts.flatMap(({ path }) => (named.includes(path) ? [] : [byKey(path, 'ASC')]));
  const keys = [...asked, ...rest];
  const keyed = groups.map((group) => ({ group, values: keys.map((key): unknown => key.valueOf(group)) }));
  keyed.sort((a, b) => {
    for (const [index, { kind, direction }] of keys.entries()) {
      const result = compareBy(kind, direction, a.values[index], b.values[index]);
      if (result !== 0) return result;
    }
    return 0;
  });
  const start = (args.offset as number | null | undefined) ?? 0;
  const size = (args.first as number | null | undefined) ?? defaultSize;
  return keyed.slice(start, start + size).map(({ group }) => group);
}

/** `{ route: { name: ASC } }` is `route.name`, ASC. */
function leafOf(order: Order): [path: string, direction: string] {
  const [[name, inner] = ['', undefined]] = Object.entries(order);
  if (typeof inner === 'string') return [name, inner];
  const [path, direction] = leafOf(inner as Order);
  return [`${name}.${path}`, direction];
}

function keyOf(table: Table, part: Readonly<Record<string, unknown>>): Key {
  const { column: name, truncate, bin, ...related } = part;
  const [[field, inner] = ['', {}]] = Object.entries(related);
  const relationship = table.relationships.get(field);
  if (relationship !== undefined) {
    const far = keyOf(relationship.target, inner as Readonly<Record<string, unknown>>);
    const cellOf = (row: Row): Cell | null => {
      const [target] = relationship.rowsOf(row);
      return target === undefined ? null : far.cellOf(target);
    };
    return { path: `${field}.${far.path}`, kind: far.kind, cellOf };
  }
  const column = table.columns.get(name as string);
  if (column === undefined) throw new Error(`No column ${String(name)}.`);
  const { kind } = column;
  const cellOf = (row: Row): Cell | null =>
    stepOf(column, row, truncate as string | null | undefined, bin as string | null | undefined);
  return { path: column.name, kind, cellOf };
}

function stepOf(
  { name, kind }: Column,
  row: Row,
  truncate: string | null | undefined,
  bin: string | null | undefined,
): Cell | null {
  const cell = row.cells[name] ?? null;
  if (cell === null) return null;
  if (truncate != null) {
    const text = truncated(cell.text, truncate, kind.family === 'date');
    return { text, value: kind.parse(text) };
  }
  if (bin == null) return cell;
  const { digits, scale, special } = binOf(parseDecimal(cell.text), parseDecimal(bin));
  const text =
    kind.family === 'integer'
      ? String(digits / 10n ** BigInt(scale))
      : printDecimal({ digits, scale, ...(special && { special }) });
  return { text, value: kind.parse(text) };
}

/** date_trunc of what `2026-03-01 12:30:00+00` shows, in UTC; weeks begin on Monday. */
function truncated(text: string, unit: string, isDate: boolean): string {
  if (text.endsWith('infinity')) return text;
  const [, day = '', hour = '00', zone = '', era = ''] = /^([\d-]+)(?: (\d\d)[^+ ]*(\+00)?)?( BC)?$/.exec(text) ?? [];
  const days = parseDate(day + era);
  const months = { MONTH: 1, QUARTER: 3, YEAR: 12 }[unit];
  const start =
    months !== undefined
      ? dayText(days, months)
      : // 1970 began on a Thursday.
        dayText(unit === 'WEEK' ? days - ((((days + 3) % 7) + 7) % 7) : days);
  const clock = isDate ? '' : ` ${unit === 'HOUR' ? hour : '00'}:00:00${zone}`;
  return start.endsWith(' BC') ? `${start.slice(0, -3)}${clock} BC` : `${start}${clock}`;
}

/** The same text for values that are equal. */
function printKey(kind: Kind, cell: Cell | null): string {
  if (cell === null) return 'null';
  if (kind.family === 'text') return `=${kind.name === 'bpchar' ? cell.text.replace(/ +$/, '') : cell.text}`;
  if (kind.family === 'json' || kind.family === 'inet' || kind.family === 'timetz') return `=${cell.text}`;
  if (kind.family !== 'numeric') return `=${String(cell.value)}`;
  const { digits, scale, special } = cell.value as Decimal;
  return special ?? printDecimal({ digits, scale }).replace(scale > 0 ? /\.?0+$/ : /$^/, '');
}
