import type { ConnectionPlan, OrderTerm } from '../plan/operation-plan.js';
import type { Slot } from '../plan/slot.js';
import { type Compilation, type PageSource, type RowSource, tableSource } from './compilation.js';
import { compileCondition } from './compile-condition.js';
import { reverse, rowsAfter } from './rows-after.js';
import { type Link, tableAs } from './compile-link.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { quoteIdentifier } from './quote.js';
import { isOrderable } from '../typesystem/order-by-types.js';
import { orderedSource } from './related-aggregate.js';
import { select } from './select.js';

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
  const joins: Sql[] = [];
  const source = orderedSource(compilation, tableSource(alias), order, joins);
  const link = linkTo?.(source);
  const readOrder = plan.direction === 'forward' ? order : reverse(order);
  const columns = [...page.asked].map((name) => source.column({ name }));
  if (page.positionAsked()) {
    const position = sql`pg_catalog.row_number() over (order by ${join(orderTerms(source, readOrder), ', ')})`;
    columns.push(sql`${position} as ${verbatim(quoteIdentifier(page.positionName))}`);
  }
  const conditions = link === undefined ? [] : [link.condition];
  if (connection.where !== undefined) conditions.push(compileCondition(compilation, source, connection.where));
  if (!plan.positional && plan.after !== undefined) conditions.push(rowsAfter(compilation, source, order, plan.after));
  if (!plan.positional && plan.before !== undefined) {
    conditions.push(rowsAfter(compilation, source, reverse(order), plan.before));
  }
  return select({
    columns,
    from: [tableAs(table, alias), ...(link?.joins ?? []), ...joins],
    where: conditions,
    orderBy: orderTerms(source, readOrder),
    limit: compilation.slot(plan.lookAhead ? oneMore(plan.size) : plan.size),
    offset: compileOffset(compilation, connection),
  });
}

/** The rows before the page: `offset`, and in a list without a key the position in the cursor. */
function compileOffset(compilation: Compilation, { page }: ConnectionPlan): Sql | undefined {
  const position = page.positional ? page.after?.values[0] : undefined;
  const parts = [position, page.offset].flatMap((slot) => (slot === undefined ? [] : compilation.slot(slot)));
  return parts.length === 0 ? undefined : sql`(${join(parts, ' operator(pg_catalog.+) ')})`;
}

/**
 * `t1."name"`, `t1."id" desc`; nulls are mentioned where they do not stand where PostgreSQL puts them. Types without an
 * order, which only tell rows of lists without a key apart, go by their text.
 */
export function orderTerms(source: RowSource, order: readonly OrderTerm[]): readonly Sql[] {
  return order.map(({ column, descending, nullsFirst }) => {
    const value = source.column(column);
    const term = isOrderable(column.type) ? value : sql`${value}::pg_catalog.text`;
    const nulls = column.notNull || nullsFirst === descending ? '' : ` nulls ${nullsFirst ? 'first' : 'last'}`;
    const way = `${descending ? ' desc' : ''}${nulls}`;
    return way === '' ? term : sql`${term} ${verbatim(way.trim())}`;
  });
}

function oneMore(size: Slot): Slot {
  return size.encoding.kind === 'rows' ? { ...size, encoding: { ...size.encoding, plus: 1 } } : size;
}
