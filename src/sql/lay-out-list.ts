import type { ConnectionFieldPlan, ConnectionPlan, EdgeFieldPlan, ObjectPlan } from '../plan/operation-plan.js';
import type { PageInfoPart } from '../typesystem/field-meaning.js';
import { pageSource, type PageSource, type RowSource, tableSource } from './compilation.js';
import type { Condition } from '../plan/condition.js';
import { all } from './all.js';
import type { AlikeRows } from './alike-rows.js';
import { compileCondition } from './compile-condition.js';
import { compileLink } from './compile-link.js';
import { compilePage, type LinkTo } from './compile-page.js';
import { type ListField, layOutObject, opaque, type RowParts, valuePiece } from './lay-out-object.js';
import type { ItemLayout, ListLayout, ListPart, Piece } from './layout.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { pageOrder } from './page-rows.js';
import { column, printedCarried, type PrintedValue } from './printed-value.js';
import { asSubselect, type Columns, createOwnColumns, type RowsCompilation, type RowsSelect } from './own-columns.js';
import { tableRows } from './table-rows.js';
import { operatorOf } from './type-name.js';

/** Whether all that is asked of a list is in its rows, and something is. */
export function isOfRows({ fields }: Pick<ConnectionPlan, 'fields'>): boolean {
  return fields.every(({ kind }) => kind === 'constant' || isRowsField(kind)) && fields.some(asksForRows);
}

function isRowsField(kind: ConnectionFieldPlan['kind']): boolean {
  return kind === 'nodes' || kind === 'edges' || kind === 'pageInfo';
}

function asksForRows(field: ConnectionFieldPlan): boolean {
  return field.kind === 'pageInfo' ? field.fields.some(({ kind }) => kind === 'part') : isRowsField(field.kind);
}

/**
 * The rows of a list, with those of the lists beside them, in order.
 * @param placed True to have the place of each row in the list as a column.
 */
export function layOutList(
  rows: RowsCompilation,
  connection: ConnectionPlan,
  linkTo: LinkTo | undefined,
  placed = false,
): { readonly select: RowsSelect; readonly list: ListLayout } {
  const { compilation } = rows;
  const page = pageSource(compilation.alias('p'), connection.table);
  const below = createBelow();
  const parts: RowParts = { rows, columns: createOwnColumns(rows), joins: [], takeBelow: below.take };
  const pieces = connection.fields.flatMap((field, index): readonly ListPart[] => [
    `${index === 0 ? '' : ','}"${field.responseKey}":`,
    ...layOutField(parts, connection, page, field),
  ]);
  const endCursor = pieces.some((part) => typeof part === 'object' && part.kind.endsWith('Cursor'));
  const cursor = endCursor ? [cursorPiece(parts, connection, page)] : undefined;
  const { direction, lookAhead, size } = connection.page;
  // Joins lose the order of the page, and a backward page has to be turned round.
  const ordered = parts.joins.length > 0 || direction === 'backward';
  const orderBy = ordered ? pageOrder(page, connection) : [];
  const place = placed ? parts.columns.add(placeOf(orderBy)) : undefined;
  const read = (columns: Columns): RowsSelect => {
    const from = sql`(${compilePage(compilation, connection, page, linkTo, undefined)}) as ${verbatim(page.alias)}`;
    return { clauses: { from: [from, ...parts.joins], orderBy }, columns };
  };
  const beside = besideRows(rows, { own: parts.columns.values, place, beside: below.taken(), read });
  return {
    select: beside.select,
    list: {
      parts: ['{', ...pieces, '}'],
      place,
      below: beside.below,
      cutAfter: lookAhead ? rows.writerSlot(size) : undefined,
      backward: direction === 'backward',
      cursor,
    },
  };
}

function placeOf(orderBy: readonly Sql[]): PrintedValue {
  const place =
    orderBy.length === 0
      ? verbatim('pg_catalog.row_number() over ()')
      : sql`pg_catalog.row_number() over (order by ${join(orderBy, ', ')})`;
  return { ...column(place, 'json', true), plain: false };
}

/** The row of a table for which a condition holds, with those of the list beside it. */
export function layOutSingleRow(
  rows: RowsCompilation,
  object: ObjectPlan,
  where: Condition,
): { readonly select: RowsSelect; readonly item: ItemLayout } {
  const { compilation } = rows;
  const alias = compilation.alias('t');
  const source = tableSource(alias);
  const below = createBelow();
  const parts: RowParts = { rows, columns: createOwnColumns(rows), joins: [], takeBelow: below.take };
  const pieces = layOutObject(parts, source, object);
  const read = (own: Columns): RowsSelect => ({
    clauses: {
      from: [tableRows(compilation, object.table, alias), ...parts.joins],
      where: [compileCondition(compilation, source, where)],
      limit: verbatim('1'),
    },
    columns: own,
  });
  const { values: own } = parts.columns;
  const beside = besideRows(rows, { own, place: undefined, beside: below.taken(), read });
  return { select: beside.select, item: { pieces, below: beside.below } };
}

/**
 * The rows with several keys, each with the place of its key's root field as its first column.
 * @returns The layout of one of them.
 */
export function layOutAlikeRows(
  rows: RowsCompilation,
  { object, columns, keys }: AlikeRows,
): { readonly select: RowsSelect; readonly item: ItemLayout } {
  const { compilation } = rows;
  const alias = compilation.alias('t');
  const source = tableSource(alias);
  const key = compilation.alias('k');
  const below = createBelow();
  const parts: RowParts = { rows, columns: createOwnColumns(rows), joins: [], takeBelow: below.take };
  const root = verbatim(`${key}.root`);
  const place = parts.columns.add({ ...column(root, 'json', true), printed: (value) => value });
  const pieces = layOutObject(parts, source, object);
  const read = (own: Columns): RowsSelect => {
    const names = columns.map((_, index) => `v${index + 1}`);
    const values = keys.map(({ root, slots }) => {
      return sql`(${verbatim(String(root))}, ${join(
        slots.map((slot) => compilation.slot(slot)),
        ', ',
      )})`;
    });
    const list = sql`(values ${join(values, ', ')}) as ${verbatim(`${key} (root, ${names.join(', ')})`)}`;
    const matches = columns.map((keyColumn, index) => {
      const equal = verbatim(operatorOf(keyColumn.type, '='));
      return sql`${source.column(keyColumn)} ${equal} ${verbatim(`${key}.v${index + 1}`)}`;
    });
    const found = sql`join ${tableRows(compilation, object.table, alias)} on ${all(matches)}`;
    // Whatever way the rows are found, a subselect with an order is read before lists are joined to it.
    return { clauses: { from: [list, found, ...parts.joins], orderBy: [root] }, columns: own };
  };
  const { values: own } = parts.columns;
  const beside = besideRows(rows, { own, place, beside: below.taken(), read });
  return { select: beside.select, item: { pieces, below: beside.below } };
}

/** A list, and the row that it belongs to. */
interface Beside {
  readonly field: ListField;
  readonly near: RowSource;
}

/** Only one list can come beside a row: of two, each row of the one would meet each of the other. */
function createBelow(): { readonly take: RowParts['takeBelow']; readonly taken: () => Beside | undefined } {
  let taken: Beside | undefined;
  return {
    taken: () => taken,
    take(field, near) {
      if (taken !== undefined || !isOfRows(field.connection)) return false;
      taken = { field, near };
      return true;
    },
  };
}

/** The rows that a list may come beside. */
interface NearRows {
  readonly own: Columns;
  /** Which of the columns is their own place, and stands in every row. */
  readonly place: number | undefined;
  readonly beside: Beside | undefined;
  readonly read: (columns: Columns) => RowsSelect;
}

/**
 * Rows with those of a list beside them: each as often as it has rows in the list, and once where it has none. Its columns
 * are there once only. The rows are read in a subselect that cannot be joined in another order, and the list, which is
 * limited, can only be read for one of them after the other; so the order stays.
 */
function besideRows(
  rows: RowsCompilation,
  { own, place, beside, read }: NearRows,
): { readonly select: RowsSelect; readonly below: ListLayout | undefined } {
  if (beside === undefined) return { select: read(own), below: undefined };
  const { compilation } = rows;
  const { relationship, connection } = beside.field;
  const alias = compilation.alias('r');
  const { source, exported } = exportedColumns(beside.near, alias);
  const linkTo: LinkTo = (far) => compileLink(compilation, relationship, source, far);
  const { select: listed, list: below } = layOutList(rows, connection, linkTo, true);
  const far = asSubselect(listed, compilation.alias('r'));
  const near = asSubselect(read(own), alias, exported());
  const first = isFirst(below, far.columns);
  const once = [...near.columns].map(([index, value]): readonly [number, PrintedValue] => [
    index,
    index === place ? value : { ...value, onlyWhere: first },
  ]);
  return {
    select: {
      clauses: { from: [near.from, sql`left join lateral ${far.from} on true`] },
      columns: new Map([...once, ...far.columns]),
    },
    below,
  };
}

/** The columns of a row that a subselect has to give so that others can be joined to it. */
function exportedColumns(
  near: RowSource,
  alias: string,
): { readonly source: RowSource; readonly exported: () => readonly Sql[] } {
  const exported = new Map<string, Sql>();
  const names = new Map<string, string>();
  const column: RowSource['column'] = (asked) => {
    const name = names.get(asked.name) ?? `k${names.size + 1}`;
    names.set(asked.name, name);
    exported.set(name, sql`${near.column(asked)} as ${verbatim(name)}`);
    return verbatim(`${alias}.${name}`);
  };
  const row = (): Sql => {
    throw new Error('A relationship is made of columns.');
  };
  return { source: { column, row }, exported: () => [...exported.values()] };
}

/** Whether a row of the result is the first of those that the row above the list comes with. */
function isFirst({ place, below }: ListLayout, columns: Columns): Sql {
  const value = columns.get(place ?? -1)?.value ?? verbatim('null');
  const isOne = sql`${value} operator(pg_catalog.=) 1`;
  return sql`(${value} is null or ${below === undefined ? isOne : sql`${isOne} and ${isFirst(below, columns)}`})`;
}

function layOutField(
  parts: RowParts,
  connection: ConnectionPlan,
  page: PageSource,
  field: ConnectionFieldPlan,
): readonly ListPart[] {
  switch (field.kind) {
    case 'constant':
      return [field.json];
    case 'nodes':
      return ['[', { kind: 'items', pieces: layOutObject(parts, page, field.object) }, ']'];
    case 'edges': {
      const members = field.fields.map((edge, index): readonly Piece[] => [
        `${index === 0 ? '' : ','}"${edge.responseKey}":`,
        ...layOutEdge(parts, connection, page, edge),
      ]);
      return ['[', { kind: 'items', pieces: ['{', ...members.flat(), '}'] }, ']'];
    }
    case 'pageInfo': {
      const members = field.fields.map((part, index): readonly ListPart[] => [
        `${index === 0 ? '' : ','}"${part.responseKey}":`,
        part.kind === 'constant' ? part.json : pageInfoPart(parts, connection, part.part),
      ]);
      return ['{', ...members.flat(), '}'];
    }
    default:
      throw new Error(`${field.kind} is not in the rows of a list.`);
  }
}

function layOutEdge(
  parts: RowParts,
  connection: ConnectionPlan,
  page: PageSource,
  field: EdgeFieldPlan,
): readonly Piece[] {
  switch (field.kind) {
    case 'constant':
      return [field.json];
    case 'cursor':
      return [cursorPiece(parts, connection, page)];
    case 'node':
      return layOutObject(parts, page, field.object);
  }
}

/** What `compileCursor` writes in SQL. */
function cursorPiece(parts: RowParts, { page: { orderDigest, positional, keyset } }: ConnectionPlan, page: PageSource) {
  const { compilation } = parts.rows;
  const values = positional
    ? [column(page.position(), 'json', true)]
    : keyset.map((term) => printedCarried(compilation, term.column.type, page.value(term)));
  return opaque(
    orderDigest,
    values.map((value) => valuePiece(parts, value)),
  );
}

function pageInfoPart({ rows }: RowParts, { page }: ConnectionPlan, part: PageInfoPart): ListPart {
  switch (part) {
    case 'hasNextPage':
      if (page.before !== undefined) return 'true';
      return page.direction === 'forward' ? { kind: 'isCutOff' } : 'false';
    case 'hasPreviousPage':
      if (page.after !== undefined) return 'true';
      if (page.direction === 'backward') return { kind: 'isCutOff' };
      return page.offset === undefined ? 'false' : { kind: 'isOffset', offset: rows.writerSlot(page.offset) };
    case 'startCursor':
      return { kind: 'firstCursor' };
    case 'endCursor':
      return { kind: 'lastCursor' };
  }
}
