import type { ConnectionPlan } from '../plan/operation-plan.js';
import { attributeNames } from '../plan/routine-call.js';
import { compileCondition } from './compile-condition.js';
import { compileRowsOf } from './compile-call.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { distinctValues, type LinkTo, orderTerms } from './compile-page.js';
import { groupingOf } from './grouping.js';
import { type Sql, sql, verbatim } from './knex.js';
import { joinedOrderValues } from './order-values.js';
import { orderedSource } from './related-aggregate.js';
import { select } from './select.js';

/** FROM and WHERE for all rows of a list, on whatever page they stand. */
export interface ListRows {
  readonly source: RowSource;
  readonly from: readonly Sql[];
  readonly where: readonly Sql[];
}

/**
 * @param near The row that the list belongs to, for lists that a function of that row gives.
 * @param isLimited True if only some of the rows will be read.
 */
export function listRows(
  compilation: Compilation,
  connection: ConnectionPlan,
  linkTo: LinkTo | undefined,
  near: RowSource | undefined,
  isLimited = false,
): ListRows {
  const { from, source } = compileRowsOf(compilation, connection, near, connection.distinctOn > 0);
  const link = linkTo?.(source);
  const where = link === undefined ? [] : [link.condition];
  const groups: Sql[] = [];
  const groupedInto = groupingOf(connection, linkTo, isLimited, groups);
  const rowsToFilter = { ...source, groupedInto };
  if (connection.where !== undefined) where.push(compileCondition(compilation, rowsToFilter, connection.where));
  const rows: ListRows = { source, from: [from, ...(link?.joins ?? []), ...groups], where };
  return connection.distinctOn === 0 ? rows : distinctRows(compilation, connection, rows);
}

/** Of the rows that are alike in the leading terms of the order, the first. */
function distinctRows(
  compilation: Compilation,
  connection: ConnectionPlan,
  { source, from, where }: ListRows,
): ListRows {
  const joins: Sql[] = [];
  const ordered = orderedSource(compilation, source, connection.order, joins);
  const values = joinedOrderValues(compilation, ordered, joins);
  const orderBy = orderTerms(values, connection.order);
  const rows = select({
    columns: columnsOf(connection, source),
    distinctOn: distinctValues(values, connection),
    from: [...from, ...joins],
    where,
    orderBy,
  });
  const alias = compilation.alias('d');
  return { source: tableSource(alias), from: [sql`(${rows}) as ${verbatim(alias)}`], where: [] };
}

/** The rows of a function bear their place too, by which they are ordered. */
function columnsOf({ call }: ConnectionPlan, source: RowSource): readonly Sql[] {
  if (call === undefined) return [source.row()];
  return attributeNames(call.routine.returns.type).map((name) => source.column({ name }));
}
