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
import type { Declare } from './declare.js';
import { type ColumnFunction, meaning } from './field-meaning.js';
import type { OutputTypes } from './output-types.js';
import { columnName, tableNames } from './table-names.js';

/** `AlbumAggregate`, with a type for each family of functions that has columns. */
export function aggregateObject(
  table: Table,
  names: Names,
  outputTypes: OutputTypes,
  declare: Declare,
): GraphQLObjectType {
  const { type, aggregates } = tableNames(names, table);
  const objects = families.flatMap(([family, functions]) => {
    const object = familyObject(table, names, outputTypes, family, functions[0]);
    return object === undefined ? [] : [{ functions, object }];
  });
  const aggregate = new GraphQLObjectType({
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
      for (const { functions, object } of objects) {
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
  declare(aggregate);
  for (const { object } of objects) declare(object);
  return aggregate;
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

/** True for tables with a column that the function goes over. */
export function isAggregated({ columns }: Table, name: ColumnFunction): boolean {
  const bit = bitOf.get(name) ?? 0;
  return columns.some(({ type }) => (functionsOf(type) & bit) !== 0);
}

const bitOf: ReadonlyMap<ColumnFunction, number> = new Map(
  Object.values(functionFamilies)
    .flat()
    .map((name, index) => [name, 1 << index]),
);

/** Thousands of columns have the same few types. */
const functionsByType = new WeakMap<DataType, number>();

function functionsOf(type: DataType): number {
  let functions = functionsByType.get(type);
  if (functions === undefined) {
    functions = 0;
    for (const [name, bit] of bitOf) if (aggregateType(name, type) !== undefined) functions |= bit;
    functionsByType.set(type, functions);
  }
  return functions;
}

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
  if (!isAggregated(table, name)) return undefined;
  const { type: row, aggregates } = tableNames(names, table);
  return new GraphQLObjectType({
    name: aggregates[`${family}Aggregate`],
    description: `A value for each column of ${row} that has one.`,
    fields: () =>
      Object.fromEntries(
        aggregatedColumns(table, name).map(({ column, type }) => [
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
