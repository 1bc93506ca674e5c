import {
  type GraphQLEnumType,
  GraphQLInputObjectType,
  type GraphQLInputFieldConfig,
  type GraphQLInputFieldConfigMap,
  GraphQLList,
  GraphQLNonNull,
} from 'graphql';
import type { Relationship, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { meaning } from './field-meaning.js';
import { columnComparisonType } from './column-comparison-type.js';
import type { Declare } from './declare.js';
import { areComparable } from './comparable.js';
import type { FilterTypes } from './filter-types.js';
import type { TableInputTypes } from './table-inputs.js';
import { documentFilters } from './rank-fields.js';
import { columnName, comparableColumns, relationshipName, tableNames } from './table-names.js';

/**
 * `AlbumWhere`: a field for each column and each relationship, and `and`, `or`, `not`.
 * @param more Conditions beside these.
 */
export function whereType(
  table: Table,
  names: Names,
  filterTypes: FilterTypes,
  columns: GraphQLEnumType | undefined,
  inputTypes: TableInputTypes,
  more: () => GraphQLInputFieldConfigMap,
  declare: Declare,
): GraphQLInputObjectType {
  const { where, type } = tableNames(names, table);
  const comparison =
    columns !== undefined && hasComparableColumns(table) ? columnComparisonType(table, names, columns) : undefined;
  const self: GraphQLInputObjectType = new GraphQLInputObjectType({
    name: where,
    description: `Conditions on ${type}; all that are given must hold.`,
    fields: () => {
      const fields: GraphQLInputFieldConfigMap = {};
      for (const column of comparableColumns(names, table)) {
        fields[columnName(names, column)] = {
          type: filterTypes.of(column.type),
          ...meaning({ kind: 'conditions', column }),
        };
      }
      Object.assign(fields, documentFilters(table, names, filterTypes.textSearch));
      for (const relationship of inputTypes.relationshipsOf(table)) {
        fields[relationshipName(names, relationship)] = relationshipField(relationship, inputTypes);
      }
      if (comparison !== undefined) {
        fields.compareColumns = {
          type: new GraphQLList(new GraphQLNonNull(comparison)),
          ...meaning({ kind: 'columnComparisons', table }),
          description: 'Columns against each other.',
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
  declare(self);
  if (comparison !== undefined) declare(comparison);
  return self;
}

function relationshipField(relationship: Relationship, inputTypes: TableInputTypes): GraphQLInputFieldConfig {
  const { where, listFilter } = inputTypes.of(relationship.to);
  if (relationship.cardinality === 'many')
    return { type: listFilter, ...meaning({ kind: 'relatedRows', relationship }) };
  return {
    type: where,
    description: 'There is such a row, and this holds for it; {} asks no more.',
    ...meaning({ kind: 'relatedRow', relationship }),
  };
}

/** True for tables with two columns that can be compared with each other. */
export function hasComparableColumns({ columns }: Table): boolean {
  return columns.some((left, index) => columns.slice(index + 1).some((right) => areComparable(left.type, right.type)));
}
