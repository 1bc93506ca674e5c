import type { Index, Relationship } from '../model/database-model.js';
import type { Condition } from '../plan/condition.js';
import type { ConnectionPlan } from '../plan/operation-plan.js';
import type { RowSource } from './compilation.js';
import { canGroup, referringKey } from './grouped-link.js';
import type { Link } from './compile-link.js';
import type { Sql } from './knex.js';

/**
 * Says for which relationships of a list's rows it is better to compute what the far rows come to for all rows at once,
 * one group for each, and to join that, than to compute it row by row.
 *
 * It is where every row of the list is looked at anyway. A page whose order comes out of an index ends after few rows,
 * and groups of all would be too much, unless no index finds the far rows of one.
 *
 * @param linkTo Set for a list that belongs to a row: it has few rows.
 * @param endsEarly True if the rows may be limited before all are looked at.
 * @param joins Gets the groups.
 */
export function groupingOf(
  { call, where }: ConnectionPlan,
  linkTo: ((far: RowSource) => Link) | undefined,
  endsEarly: boolean,
  joins: Sql[],
): RowSource['groupedInto'] {
  if (call !== undefined || linkTo !== undefined || !asksOnlyForAggregates(where)) return undefined;
  return (relationship) => (canGroup(relationship) && !(endsEarly && mayFindByIndex(relationship)) ? joins : undefined);
}

/**
 * Whether an index may have the order of a page. What indexes there are is not known of those behind a view, nor of those
 * over the values of functions.
 */
export function mayComeFromIndex({ table, order: [first] }: ConnectionPlan): boolean {
  if (first === undefined) return true;
  if (first.aggregate !== undefined) return false;
  const { column, path, measure } = first;
  if (path.length > 0 || measure !== undefined || column.computedBy !== undefined || table.kind === 'view') return true;
  return table.indexes.some((index) => isOrdered(index) && index.columns[0] === column.name);
}

/** Any other condition may leave so few rows that groups of all would be too much. */
function asksOnlyForAggregates(condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.conditions.every(asksOnlyForAggregates);
    case 'not':
      return asksOnlyForAggregates(condition.condition);
    default:
      return condition.kind === 'relatedAggregate';
  }
}

function mayFindByIndex(relationship: Relationship): boolean {
  const { table, columns } = referringKey(relationship);
  if (table.kind === 'view') return true;
  return table.indexes.some(({ partial, columns: [leading] }) => !partial && columns.some((name) => name === leading));
}

function isOrdered({ method, partial }: Index): boolean {
  return method === 'btree' && !partial;
}
