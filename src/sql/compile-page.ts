import type { ConnectionPlan, OrderTerm } from '../plan/operation-plan.js';
import type { Compilation, OrderValues, PageSource, RowSource } from './compilation.js';
import { compileCondition } from './compile-condition.js';
import { reverse, rowsAfter } from './rows-after.js';
import type { Link } from './compile-link.js';
import { compileRowsOf } from './compile-call.js';
import { groupingOf, mayComeFromIndex } from './grouping.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { joinedOrderValues } from './order-values.js';
import { keysOfPage, rowsByKeys } from './page-keys.js';
import { type Limits, pageLimits } from './page-limits.js';
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
  near: RowSource | undefined,
): Sql {
  const { reading, cut } = pageLimits(compilation, connection.page);
  const keys = linkTo === undefined ? keysOfPage(connection) : undefined;
  const rows =
    keys === undefined
      ? compileReading(compilation, connection, page, { linkTo, near, limits: reading })
      : rowsByKeys(compilation, keys, (where) =>
          compileReading(compilation, connection, page, { linkTo, near, limits: reading, where }),
        );
  if (cut === undefined) return rows;
  const alias = compilation.alias('q');
  return select({ columns: [verbatim(`${alias}.*`)], from: [sql`(${rows}) as ${verbatim(alias)}`], ...cut });
}

interface Reading {
  readonly linkTo: LinkTo | undefined;
  readonly near: RowSource | undefined;
  readonly limits: Limits;
  /** Instead of the condition of the list. */
  readonly where?: (source: RowSource) => readonly Sql[];
}

/** The first rows of a list, or those after a cursor. */
function compileReading(
  compilation: Compilation,
  connection: ConnectionPlan,
  page: PageSource,
  { linkTo, near, limits, where }: Reading,
): Sql {
  const { order, page: plan } = connection;
  const { keyset } = plan;
  const { from, source: rows } = compileRowsOf(compilation, connection, near, true);
  const joins: Sql[] = [];
  const groupedInto = groupingOf(connection, linkTo, mayComeFromIndex(connection), joins);
  const source = orderedSource(compilation, { ...rows, groupedInto }, order, joins);
  const link = linkTo?.(source);
  const values = joinedOrderValues(compilation, source, joins);
  const readOrder = orderTerms(values, readingOrder(connection));
  const isAggregate = (name: string): boolean =>
    order.some(({ aggregate, column }) => aggregate !== undefined && column.name === name);
  const columns = [
    ...[...page.asked].map(([name, write]) => (isAggregate(name) ? named(name, write(source)) : write(source))),
    ...[...page.askedValues].map(([name, term]) => named(name, values.value(term))),
  ];
  if (page.positionAsked()) {
    const position = sql`pg_catalog.row_number() over (order by ${join(readOrder, ', ')})`;
    columns.push(named(page.positionName, position));
  }
  const conditions = link === undefined ? [] : [link.condition];
  if (where !== undefined) conditions.push(...where(source));
  else if (connection.where !== undefined) conditions.push(compileCondition(compilation, source, connection.where));
  if (!plan.positional && plan.after !== undefined) conditions.push(rowsAfter(compilation, values, keyset, plan.after));
  if (!plan.positional && plan.before !== undefined) {
    conditions.push(rowsAfter(compilation, values, reverse(keyset), plan.before));
  }
  return select({
    columns,
    distinctOn: distinctValues(values, connection),
    from: [from, ...(link?.joins ?? []), ...joins],
    where: conditions,
    orderBy: readOrder,
    ...limits,
  });
}

function named(name: string, value: Sql): Sql {
  return sql`${value} as ${verbatim(quoteIdentifier(name))}`;
}

/**
 * The order in which a page is read: backward pages from their end. Which of the rows that are alike in the columns of
 * `distinctOn` is the first stays as it is.
 */
function readingOrder({ order, distinctOn, page }: ConnectionPlan): readonly OrderTerm[] {
  if (page.direction === 'forward') return order;
  if (distinctOn === 0) return reverse(order);
  return [...reverse(order.slice(0, distinctOn)), ...order.slice(distinctOn)];
}

/** The values of the `distinctOn` terms of a list. */
export function distinctValues(values: OrderValues, { order, distinctOn }: ConnectionPlan): readonly Sql[] {
  return order.slice(0, distinctOn).map((term) => values.value(term));
}

/**
 * `t1."name"`, `t1."id" desc`; nulls are mentioned where they do not stand where PostgreSQL puts them. Types without an
 * order, which only tell rows of lists without a key apart, go by their text.
 */
export function orderTerms(source: OrderValues, order: readonly OrderTerm[]): readonly Sql[] {
  return order.map((orderTerm) => {
    const { column, notNull, descending, nullsFirst } = orderTerm;
    const value = source.value(orderTerm);
    const term = isOrderable(column.type) ? value : sql`${value}::pg_catalog.text`;
    const nulls = notNull || nullsFirst === descending ? '' : ` nulls ${nullsFirst ? 'first' : 'last'}`;
    const way = `${descending ? ' desc' : ''}${nulls}`;
    return way === '' ? term : sql`${term} ${verbatim(way.trim())}`;
  });
}
