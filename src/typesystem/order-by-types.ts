import { type GraphQLInputFieldConfigMap, GraphQLInputObjectType } from 'graphql';
import { baseOf, type DataType } from '../model/data-type.js';
import type { Table } from '../model/database-model.js';
import { spaceOf } from '../model/space-of.js';
import type { Names } from '../naming/names.js';
import { distanceOrders } from './distance-fields.js';
import { meaning } from './field-meaning.js';
import type { FilterTypes } from './filter-types.js';
import { orderDirection } from './order-direction.js';
import { rankOrders } from './rank-fields.js';
import type { TableInputTypes } from './table-inputs.js';
import { columnName, comparableColumns, relationshipName, tableNames } from './table-names.js';

/**
 * `AlbumOrderBy`, a `@oneOf` object: the list of them is the precedence. Undefined where no column has an order.
 * Relationships that lead to one row order by what stands in that row.
 *
 * @param more Keys beside these.
 */
export function orderByType(
  table: Table,
  names: Names,
  inputTypes: TableInputTypes,
  { textSearch, distances }: Pick<FilterTypes, 'textSearch' | 'distances'>,
  more: () => GraphQLInputFieldConfigMap,
): GraphQLInputObjectType | undefined {
  if (!hasOrder(table, names)) return undefined;
  const { orderBy, type } = tableNames(names, table);
  return new GraphQLInputObjectType({
    name: orderBy,
    description: `One key to order ${type} by.`,
    isOneOf: true,
    fields: () => {
      const fields: GraphQLInputFieldConfigMap = {};
      for (const column of comparableColumns(names, table)) {
        if (!isOrderable(column.type)) continue;
        fields[columnName(names, column)] = { type: orderDirection, ...meaning({ kind: 'orderColumn', column }) };
      }
      for (const relationship of inputTypes.relationshipsOf(table)) {
        const target = inputTypes.of(relationship.to).orderBy;
        if (relationship.cardinality !== 'one' || target === undefined) continue;
        fields[relationshipName(names, relationship)] = {
          type: target,
          ...meaning({ kind: 'orderRelationship', relationship }),
        };
      }
      return {
        ...fields,
        ...rankOrders(table, names, textSearch),
        ...distanceOrders(table, names, distances),
        ...more(),
      };
    },
  });
}

/** True for tables with a column that has an order. */
export function hasOrder(table: Table, names: Names): boolean {
  return comparableColumns(names, table).some((column) => isOrderable(column.type));
}

/** True for types with a default B-tree operator class whose values a cursor can carry; what has distances has no use of it. */
export function isOrderable(type: DataType): boolean {
  const base = baseOf(type);
  return (
    base.kind === 'enum' ||
    (base.kind === 'base' && base.orderingNamespace !== undefined && spaceOf(base) === undefined)
  );
}
