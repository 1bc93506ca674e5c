import type { ConnectionPlan } from '../plan/operation-plan.js';
import { compileCondition } from './compile-condition.js';
import { compileRowsOf } from './compile-call.js';
import { type Compilation, pageSource, type RowSource } from './compilation.js';
import { distinctValues, type LinkTo, orderTerms } from './compile-page.js';
import { groupingOf } from './grouping.js';
import { type Sql, sql, verbatim } from './knex.js';
import { joinedOrderValues } from './order-values.js';
import { orderedSource } from './related-aggregate.js';
import { select } from './select.js';

/** FROM and WHERE for all rows of a list, on whatever page they stand. */
export interface ListRows {
  readonly source: RowSource;
  /** To be read once everything has been asked of `source`. */
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
  const kept = pageSource(compilation.alias('d'), connection.table);
  return {
    source: kept,
    get from() {
      // A role that may not read all columns may read those that are asked for.
      const columns = [...kept.asked.values()].map((write) => write(source));
      const rows = select({
        columns,
        distinctOn: distinctValues(values, connection),
        from: [...from, ...joins],
        where,
        orderBy,
      });
      return [sql`(${rows}) as ${verbatim(kept.alias)}`];
    },
    where: [],
  };
}
