import { GraphQLEnumType } from 'graphql';
import type { Column, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { meaning } from './field-meaning.js';
import { isOrderable } from './order-by-types.js';
import { columnName, tableNames } from './table-names.js';

/** `AlbumColumn`: the columns that have an order, by the names of their fields. Undefined where there is none. */
export function columnEnum(table: Table, names: Names): GraphQLEnumType | undefined {
  if (!table.columns.some((column) => isOrderable(column.type))) return undefined;
  const { columnEnum: name, type } = tableNames(names, table);
  return new GraphQLEnumType({
    name,
    description: `A column of ${type}.`,
    values: () =>
      Object.fromEntries(
        [...columnsByValue(table, names)].map(([value, { comment }]) => [value, { value, description: comment }]),
      ),
    ...meaning({ decidesPlan: true }),
  });
}

/** The columns that `AlbumColumn` stands for, by its values. */
export function columnsByValue(table: Table, names: Names): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>();
  for (const column of table.columns) {
    if (isOrderable(column.type)) columns.set(valueName(columnName(names, column), table, names), column);
  }
  return columns;
}

/** GraphQL has no enum values of these names. */
function valueName(field: string, table: Table, names: Names): string {
  if (!['true', 'false', 'null'].includes(field)) return field;
  let value = `${field}_`;
  while (table.columns.some((column) => columnName(names, column) === value)) value += '_';
  return value;
}
