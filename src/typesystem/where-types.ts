import { GraphQLInputObjectType, type GraphQLInputFieldConfigMap, GraphQLList, GraphQLNonNull } from 'graphql';
import type { Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { meaning } from './field-meaning.js';
import type { FilterTypes } from './filter-types.js';
import { columnName, tableNames } from './table-names.js';

/**
 * `AlbumWhere`: a field for each column, and `and`, `or`, `not`.
 * @param more Conditions beside those on columns.
 */
export function whereType(
  table: Table,
  names: Names,
  filterTypes: FilterTypes,
  more: () => GraphQLInputFieldConfigMap,
): GraphQLInputObjectType {
  const { where, type } = tableNames(names, table);
  const self: GraphQLInputObjectType = new GraphQLInputObjectType({
    name: where,
    description: `Conditions on ${type}; all that are given must hold.`,
    fields: () => {
      const fields: GraphQLInputFieldConfigMap = {};
      for (const column of table.columns) {
        fields[columnName(names, column)] = {
          type: filterTypes.of(column.type),
          ...meaning({ kind: 'conditions', column }),
        };
      }
      Object.assign(fields, more());
      const list = new GraphQLList(new GraphQLNonNull(self));
      fields.and = {
        type: list,
        ...meaning({ kind: 'connective', connective: 'and' }),
        description: 'All of these hold.',
      };
      fields.or = {
        type: list,
        ...meaning({ kind: 'connective', connective: 'or' }),
        description: 'At least one of these holds; of an empty list, none does.',
      };
      fields.not = {
        type: self,
        ...meaning({ kind: 'connective', connective: 'not' }),
        description: 'This does not hold.',
      };
      return fields;
    },
  });
  return self;
}
