import {
  GraphQLEnumType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
} from 'graphql';
import type { Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import type { AggregateInputs } from './aggregate-inputs.js';
import { columnsByValue } from './column-enum.js';
import { meaning } from './field-meaning.js';
import type { OutputTypes } from './output-types.js';
import { decimalScalar } from './scalars/decimal.js';
import { columnName, tableNames } from './table-names.js';

/** The units to which moments are cut. */
export const timeUnit = new GraphQLEnumType({
  name: 'TimeUnit',
  description: 'A unit of the calendar or the clock.',
  values: {
    HOUR: {},
    DAY: {},
    WEEK: { description: 'Starts on Monday, as ISO 8601 has it.' },
    MONTH: {},
    QUARTER: {},
    YEAR: {},
  },
  ...meaning({ decidesPlan: true }),
});

/** The field `groupBy` of a connection; undefined where no column can be grouped by. */
export function groupByField(
  table: Table,
  names: Names,
  outputTypes: OutputTypes,
  aggregate: GraphQLObjectType,
  inputs: AggregateInputs,
  columns: GraphQLEnumType | undefined,
): GraphQLFieldConfig<unknown, unknown> | undefined {
  if (columns === undefined || inputs.columnOrderBy === undefined) return undefined;
  return {
    type: new GraphQLNonNull(groupsType(table, names, outputTypes, aggregate)),
    description: 'The rows on all pages together, in groups of those that have the same keys.',
    args: groupByArguments(table, names, inputs, inputs.columnOrderBy, columns),
    ...meaning({ kind: 'connection', part: 'groupBy' }),
  };
}

function groupByArguments(
  table: Table,
  names: Names,
  { having, orderBy }: AggregateInputs,
  columnOrderBy: GraphQLInputObjectType,
  columns: GraphQLEnumType,
): GraphQLFieldConfigArgumentMap {
  const { type, aggregates } = tableNames(names, table);
  const groupBy = new GraphQLInputObjectType({
    name: aggregates.groupBy,
    description: `A key to group ${type} by: a column as it is, cut to a unit of time, or put into bins of a width.`,
    fields: {
      column: { type: new GraphQLNonNull(columns) },
      truncate: {
        type: timeUnit,
        description: 'For dates and timestamps: the start of the unit, of `DateTime` in UTC.',
      },
      bin: {
        type: decimalScalar,
        description: 'For numbers: the width of a bin. The key is the lower end of the bin, which belongs to it.',
      },
    },
  });
  const groupOrderBy = new GraphQLInputObjectType({
    name: aggregates.groupOrderBy,
    description: `One key to order groups of ${type} by.`,
    isOneOf: true,
    fields: {
      keys: { type: columnOrderBy, ...meaning({ kind: 'groupOrder', part: 'keys' }) },
      aggregate: { type: orderBy, ...meaning({ kind: 'groupOrder', part: 'aggregate' }) },
    },
  });
  return {
    by: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(groupBy))),
      description: 'The keys, each column once.',
    },
    having: { type: having, description: 'Only groups for which this holds.' },
    orderBy: {
      type: new GraphQLList(new GraphQLNonNull(groupOrderBy)),
      description: 'The order, most important key first; at last by the keys.',
    },
    first: { type: GraphQLInt, description: 'The number of groups.' },
    offset: { type: GraphQLInt, description: 'Groups to skip at the start.' },
  };
}

function groupsType(
  table: Table,
  names: Names,
  outputTypes: OutputTypes,
  aggregate: GraphQLObjectType,
): GraphQLObjectType {
  const { type, aggregates } = tableNames(names, table);
  const keys = new GraphQLObjectType({
    name: aggregates.groupKeys,
    description: `What the rows of a group of ${type} have in common. Ask for the columns that are grouped by.`,
    fields: Object.fromEntries(
      [...columnsByValue(table, names).values()].map((column) => [
        columnName(names, column),
        { type: outputTypes.of(column.type), ...meaning({ kind: 'groupKey', column }) },
      ]),
    ),
  });
  const group = new GraphQLObjectType({
    name: aggregates.group,
    description: `Rows of ${type} with the same keys.`,
    fields: {
      keys: { type: new GraphQLNonNull(keys), ...meaning({ kind: 'group', part: 'keys' }) },
      aggregate: { type: new GraphQLNonNull(aggregate), ...meaning({ kind: 'group', part: 'aggregate' }) },
    },
  });
  return new GraphQLObjectType({
    name: aggregates.groups,
    description: `Groups of ${type}.`,
    fields: {
      nodes: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(group))),
        description: 'The groups.',
        ...meaning({ kind: 'groups', part: 'nodes' }),
      },
      totalCount: {
        type: new GraphQLNonNull(GraphQLInt),
        description: 'The number of groups, without regard to `first` and `offset`.',
        ...meaning({ kind: 'groups', part: 'totalCount' }),
      },
    },
  });
}
