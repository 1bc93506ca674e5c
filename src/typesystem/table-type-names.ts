import type { DatabaseModel, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { orderNames } from './aggregate-inputs.js';
import { families, isAggregated } from './aggregate-object.js';
import { hasOrder, isOrderable } from './order-by-types.js';
import { tableNames } from './table-names.js';
import type { TableUses } from './table-uses.js';
import { hasComparableColumns } from './where-types.js';

/**
 * The names of the types that a table is published as, without making them: what a client's document is checked against
 * is names, of all tables, where the types of a few are needed.
 */
export function tableTypeNames(table: Table, model: DatabaseModel, names: Names, uses: TableUses): ReadonlySet<string> {
  const { aggregates, ...own } = tableNames(names, table);
  const related = uses.related.has(table);
  const groups = table.columns.some(({ type }) => isOrderable(type));
  const functions = families.flatMap(([family, [name]]) => (isAggregated(table, name) ? [family] : []));
  return new Set([
    own.type,
    ...rowTypeNames(table, model, names),
    own.connection,
    own.edge,
    ...(uses.tree.has(table) ? [own.treeNode] : []),
    own.where,
    ...(groups && hasComparableColumns(table) ? [own.columnComparison] : []),
    ...(hasOrder(table, names) ? [own.orderBy] : []),
    ...(groups ? [own.columnEnum] : []),
    ...(related ? [own.listFilter] : []),
    aggregates.aggregate,
    ...functions.map((family) => aggregates[`${family}Aggregate`]),
    ...(groups || related ? [aggregates.having, ...functions.map((family) => aggregates[`${family}Having`])] : []),
    ...(related ? [aggregates.relatedAggregate] : []),
    ...(groups || uses.relatedOrder.has(table)
      ? [aggregates.aggregateOrderBy, ...functions.map((family) => aggregates[orderNames[family]])]
      : []),
    ...(groups
      ? [
          aggregates.groupBy,
          aggregates.groupKeys,
          aggregates.groupKeyOrderBy,
          aggregates.groupOrderBy,
          aggregates.groups,
          aggregates.group,
        ]
      : []),
  ]);
}

function rowTypeNames(table: Table, { polymorphisms }: DatabaseModel, { rowTypes }: Names): readonly string[] {
  const types = polymorphisms.filter((one) => one.table === table).flatMap((one) => [...one.types, one.other]);
  return types.flatMap((type) => (type.joined === undefined ? (rowTypes.get(type) ?? []) : []));
}
