import { type GraphQLFieldConfigMap, GraphQLFloat, type GraphQLInputFieldConfigMap } from 'graphql';
import type { Column, Table } from '../model/database-model.js';
import { type Space, spaceOf } from '../model/space-of.js';
import { distanceField } from '../naming/distance-field.js';
import type { Names } from '../naming/names.js';
import { meaning } from './field-meaning.js';
import type { DistanceTypes } from './filters/distance-types.js';
import { columnName, comparableColumns } from './table-names.js';

/** `embeddingDistance(to: …)`: for each vector and geometry of a row how far it is from another. */
export function distanceFields(
  table: Table,
  names: Names,
  types: DistanceTypes,
): GraphQLFieldConfigMap<unknown, unknown> {
  return byDistanceField(table, names, (column, space) => ({
    type: GraphQLFloat,
    description: `How far the value is from another${units[space]}.`,
    args: types.arguments(space),
    ...meaning({ kind: 'distance', column }),
  }));
}

/** The same as keys of an order. */
export function distanceOrders(table: Table, names: Names, types: DistanceTypes): GraphQLInputFieldConfigMap {
  return byDistanceField(table, names, (column, space) => ({
    type: types.order(space),
    description: `How far the value is from another${units[space]}.`,
    ...meaning({ kind: 'orderDistance', column }),
  }));
}

const units: Readonly<Record<Space, string>> = {
  vector: '',
  sparseVector: '',
  geometry: ', in the units of the column’s coordinates',
  geography: ', in metres on a sphere',
};

function byDistanceField<Field>(
  table: Table,
  names: Names,
  field: (column: Column, space: Space) => Field,
): Record<string, Field> {
  return Object.fromEntries(
    comparableColumns(names, table).flatMap((column) => {
      const space = spaceOf(column.type);
      return space === undefined ? [] : [[distanceField(columnName(names, column)), field(column, space)]];
    }),
  );
}
