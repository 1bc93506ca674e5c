import type { ConnectionPlan, OrderTerm } from '../plan/operation-plan.js';
import type { Slot } from '../plan/slot.js';
import { type Compilation, type PageSource, type RowSource, tableSource } from './compilation.js';
import { compileCondition } from './compile-condition.js';
import { reverse, rowsAfter } from './compile-keyset.js';
import { type Link, tableAs } from './compile-relationship.js';
import { join, select, type Sql, sql, verbatim } from './knex.js';
import { quoteIdentifier } from './quote.js';

/** Ties the rows of a list to the row that the list belongs to. */
export type LinkTo = (far: RowSource) => Link;

/**
 * The rows of a page, before anything is joined to them: only the columns that were asked of `page`, one row more than
 * the page shows where the answer says whether the list goes on. Backward pages come in reverse order.
 */
export function compilePage(
  compilation: Compilation,
  connection: ConnectionPlan,
  page: PageSource,
  linkTo: LinkTo | undefined,
): Sql {
  const { table, order, page: plan } = connection;
  const alias = compilation.alias('t');
  const source = tableSource(alias);
  const link = linkTo?.(source);
  const readOrder = plan.direction === 'forward' ? order : reverse(order);
  const columns = [...page.asked].map((name) => source.column({ name }));
  if (page.positionAsked()) {
    const position = sql`pg_catalog.row_number() over (${orderBy(source, readOrder)})`;
    columns.push(sql`${position} as ${verbatim(quoteIdentifier(page.positionName))}`);
  }
  const from = join([tableAs(table, alias), ...(link?.joins ?? [])], ' ');
  const rows = select(columns.length === 0 ? [verbatim('1 as "-"')] : columns).from(from);
  if (link !== undefined) void rows.whereRaw(link.condition);
  if (connection.where !== undefined) void rows.whereRaw(compileCondition(compilation, source, connection.where));
  if (!plan.positional && plan.after !== undefined) {
    void rows.whereRaw(rowsAfter(compilation, source, order, plan.after));
  }
  if (!plan.positional && plan.before !== undefined) {
    void rows.whereRaw(rowsAfter(compilation, source, reverse(order), plan.before));
  }
  const limit = compilation.slot(plan.lookAhead ? oneMore(plan.size) : plan.size);
  const offset = compileOffset(compilation, connection);
  const limited = sql`${rows} ${orderBy(source, readOrder)} limit ${limit}`;
  return offset === undefined ? limited : sql`${limited} offset ${offset}`;
}

/** The rows before the page: `offset`, and in a list without a key the position in the cursor. */
export function compileOffset(compilation: Compilation, { page }: ConnectionPlan): Sql | undefined {
  const position = page.positional ? page.after?.values[0] : undefined;
  const parts = [position, page.offset].flatMap((slot) => (slot === undefined ? [] : compilation.slot(slot)));
  return parts.length === 0 ? undefined : sql`(${join(parts, ' operator(pg_catalog.+) ')})`;
}

/** `order by t1."name", t1."id" desc`; nulls are mentioned where they do not stand where PostgreSQL puts them. */
export function orderBy(source: RowSource, order: readonly OrderTerm[]): Sql {
  const terms = order.map(({ column, descending, nullsFirst }) => {
    const nulls = column.notNull || nullsFirst === descending ? '' : ` nulls ${nullsFirst ? 'first' : 'last'}`;
    return sql`${source.column(column)}${verbatim(`${descending ? ' desc' : ''}${nulls}`)}`;
  });
  return terms.length === 0 ? verbatim('') : sql`order by ${join(terms, ', ')}`;
}

function oneMore(size: Slot): Slot {
  return size.encoding.kind === 'rows' ? { ...size, encoding: { ...size.encoding, plus: 1 } } : size;
}
