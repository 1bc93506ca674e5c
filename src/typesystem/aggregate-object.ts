import {
  GraphQLFloat,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
} from 'graphql';
import type { DataType } from '../model/data-type.js';
import type { Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import {
  aggregateType,
  type FunctionFamily,
  functionDescriptions,
  functionFamilies,
  isPercentile,
} from './aggregate-type.js';
import { aggregateColumnMeaning } from './column-meaning.js';
import { type ColumnFunction, meaning } from './field-meaning.js';
import type { OutputTypes } from './output-types.js';
import { columnName, tableNames } from './table-names.js';

/** `AlbumAggregate`, with a type for each family of functions that has columns. */
export function aggregateObject(table: Table, names: Names, outputTypes: OutputTypes): GraphQLObjectType {
  const { type, aggregates } = tableNames(names, table);
  return new GraphQLObjectType({
    name: aggregates.aggregate,
    description: `What many rows of ${type} come to.`,
    fields: () => {
      const fields: GraphQLFieldConfigMap<unknown, unknown> = {
        count: {
          type: new GraphQLNonNull(GraphQLInt),
          description: functionDescriptions.count,
          ...meaning({ kind: 'aggregate', function: 'count' }),
        },
      };
      for (const [family, functions] of families) {
        const object = familyObject(table, names, outputTypes, family, functions[0]);
        if (object === undefined) continue;
        for (const name of functions) {
          fields[name] = {
            type: new GraphQLNonNull(object),
            description: functionDescriptions[name],
            ...(isPercentile(name) && { args: fractionArgument }),
            ...meaning({ kind: 'aggregate', function: name }),
          };
        }
      }
      return fields;
    },
  });
}

const fractionArgument: GraphQLFieldConfigArgumentMap = {
  fraction: {
    type: new GraphQLNonNull(GraphQLFloat),
    description: 'From 0, the least value, to 1, the greatest.',
  },
};

/** The families with their functions, which all have the same columns and types. */
export const families = Object.entries(functionFamilies) as readonly (readonly [
  FunctionFamily,
  readonly [ColumnFunction, ...ColumnFunction[]],
])[];

/** The columns that a function goes over, each with the type of its value. */
export function aggregatedColumns(table: Table, name: ColumnFunction) {
  return table.columns.flatMap((column) => {
    const type = aggregateType(name, column.type);
    return type === undefined ? [] : [{ column, type }];
  });
}

function familyObject(
  table: Table,
  names: Names,
  outputTypes: OutputTypes,
  family: FunctionFamily,
  name: ColumnFunction,
): GraphQLObjectType | undefined {
  const columns = aggregatedColumns(table, name);
  if (columns.length === 0) return undefined;
  const { type: row, aggregates } = tableNames(names, table);
  return new GraphQLObjectType({
    name: aggregates[`${family}Aggregate`],
    description: `A value for each column of ${row} that has one.`,
    fields: Object.fromEntries(
      columns.map(({ column, type }) => [
        columnName(names, column),
        { type: valueType(outputTypes, family, type), ...aggregateColumnMeaning(column) },
      ]),
    ),
  });
}

/** Over no rows there is still a count, and nothing else. */
function valueType(outputTypes: OutputTypes, family: FunctionFamily, type: DataType) {
  return family === 'distinct' ? new GraphQLNonNull(GraphQLInt) : outputTypes.of(type);
}
