import {
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
import type { Declare } from './declare.js';
import { meaning } from './field-meaning.js';
import type { GroupKeyTypes } from './group-key-types.js';
import { tableNames } from './table-names.js';

/** What a field of type `AlbumConnection` is declared with. */
export interface ListType {
  readonly connection: GraphQLObjectType;
  readonly connectionArguments: GraphQLFieldConfigArgumentMap;
}

/**
 * The field `groupBy` of a connection.
 * @param rows The type of the list of a group's rows.
 */
export function groupByField(
  table: Table,
  names: Names,
  aggregate: GraphQLObjectType,
  inputs: AggregateInputs,
  keys: GroupKeyTypes,
  rows: () => ListType,
  declare: Declare,
): GraphQLFieldConfig<unknown, unknown> {
  return {
    type: new GraphQLNonNull(groupsType(table, names, keys, aggregate, rows, declare)),
    description: 'The rows on all pages together, in groups of those that have the same keys.',
    args: groupByArguments(table, names, inputs, keys, declare),
    ...meaning({ kind: 'connection', part: 'groupBy' }),
  };
}

function groupByArguments(
  table: Table,
  names: Names,
  { having, orderBy }: AggregateInputs,
  keys: GroupKeyTypes,
  declare: Declare,
): GraphQLFieldConfigArgumentMap {
  const { type, aggregates } = tableNames(names, table);
  const groupOrderBy = new GraphQLInputObjectType({
    name: aggregates.groupOrderBy,
    description: `One key to order groups of ${type} by.`,
    isOneOf: true,
    fields: () => ({
      keys: { type: keys.orderBy, ...meaning({ kind: 'groupOrder', part: 'keys' }) },
      aggregate: { type: orderBy, ...meaning({ kind: 'groupOrder', part: 'aggregate' }) },
    }),
  });
  declare(groupOrderBy);
  return {
    by: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(keys.groupBy))),
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
  { keys }: GroupKeyTypes,
  aggregate: GraphQLObjectType,
  rows: () => ListType,
  declare: Declare,
): GraphQLObjectType {
  const { type, aggregates } = tableNames(names, table);
  const group = new GraphQLObjectType({
    name: aggregates.group,
    description: `Rows of ${type} with the same keys.`,
    fields: () => {
      const { connection, connectionArguments } = rows();
      return {
        keys: { type: new GraphQLNonNull(keys), ...meaning({ kind: 'group', part: 'keys' }) },
        aggregate: { type: new GraphQLNonNull(aggregate), ...meaning({ kind: 'group', part: 'aggregate' }) },
        rows: {
          type: new GraphQLNonNull(connection),
          description: 'The rows of the group, a list of their own.',
          args: connectionArguments,
          ...meaning({ kind: 'group', part: 'rows' }),
        },
      };
    },
  });
  const groups = new GraphQLObjectType({
    name: aggregates.groups,
    description: `Groups of ${type}.`,
    fields: () => ({
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
    }),
  });
  declare(groups);
  declare(group);
  return groups;
}
