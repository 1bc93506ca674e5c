import {
  GraphQLBoolean,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
} from 'graphql';
import type { TableNames } from '../naming/names.js';
import { countModeArguments } from './count-mode.js';
import type { Declare } from './declare.js';
import { meaning, type PageInfoPart, type RowGraphQLType } from './field-meaning.js';
import type { TableInputs } from './table-inputs.js';

const pageInfoPart = (part: PageInfoPart, type: typeof GraphQLBoolean | typeof GraphQLString, description: string) => ({
  type: type === GraphQLBoolean ? new GraphQLNonNull(type) : type,
  description,
  ...meaning({ kind: 'pageInfo', part }),
});

/** Relay's `PageInfo`. */
export const pageInfoType = new GraphQLObjectType({
  name: 'PageInfo',
  description: 'Where a page stands in the whole list.',
  fields: {
    hasNextPage: pageInfoPart('hasNextPage', GraphQLBoolean, 'True if more rows follow this page.'),
    hasPreviousPage: pageInfoPart('hasPreviousPage', GraphQLBoolean, 'True if rows come before this page.'),
    startCursor: pageInfoPart('startCursor', GraphQLString, 'The cursor of the first row, for `before`.'),
    endCursor: pageInfoPart('endCursor', GraphQLString, 'The cursor of the last row, for `after`.'),
  },
});

/**
 * `AlbumConnection` and `AlbumEdge`.
 * @param summaries The fields over all pages together, beside `totalCount`.
 */
export function connectionType(
  names: TableNames,
  rowType: () => RowGraphQLType,
  summaries: () => GraphQLFieldConfigMap<unknown, unknown>,
  declare: Declare,
): GraphQLObjectType {
  const edge = new GraphQLObjectType({
    name: names.edge,
    description: `A ${names.type} and its place in the list.`,
    fields: () => ({
      node: { type: new GraphQLNonNull(rowType()), ...meaning({ kind: 'edge', part: 'node' }) },
      cursor: {
        type: new GraphQLNonNull(GraphQLString),
        description: 'For `after` and `before`, with the same `orderBy`.',
        ...meaning({ kind: 'edge', part: 'cursor' }),
      },
    }),
  });
  const connection = new GraphQLObjectType({
    name: names.connection,
    description: `A page of a list of ${names.type}.`,
    fields: () => ({
      nodes: {
        type: nonNullList(rowType()),
        description: 'The rows.',
        ...meaning({ kind: 'connection', part: 'nodes' }),
      },
      edges: {
        type: nonNullList(edge),
        description: 'The rows, each with its cursor.',
        ...meaning({ kind: 'connection', part: 'edges' }),
      },
      pageInfo: { type: new GraphQLNonNull(pageInfoType), ...meaning({ kind: 'connection', part: 'pageInfo' }) },
      totalCount: {
        type: new GraphQLNonNull(GraphQLInt),
        description: 'The number of rows on all pages together.',
        args: countModeArguments,
        ...meaning({ kind: 'connection', part: 'totalCount' }),
      },
      ...summaries(),
    }),
  });
  declare(connection);
  declare(edge);
  return connection;
}

/** The arguments of everything that is a list. */
export function connectionArguments({ where, orderBy, columns }: TableInputs): GraphQLFieldConfigArgumentMap {
  return {
    first: { type: GraphQLInt, description: 'The size of the page, counted from the start or from `after`.' },
    after: { type: GraphQLString, description: 'Start behind the row with this cursor.' },
    last: { type: GraphQLInt, description: 'The size of the page, counted from the end or from `before`.' },
    before: { type: GraphQLString, description: 'End before the row with this cursor.' },
    offset: { type: GraphQLInt, description: 'Rows to skip at the start.' },
    where: { type: where, description: 'Only rows for which this holds.' },
    ...(orderBy && {
      orderBy: {
        type: new GraphQLList(new GraphQLNonNull(orderBy)),
        description: 'The order, most important key first.',
      },
    }),
    ...(columns && {
      distinctOn: {
        type: new GraphQLList(new GraphQLNonNull(columns)),
        description: 'Of rows alike in these columns only the first; they lead the order.',
      },
    }),
  };
}

function nonNullList(type: RowGraphQLType): GraphQLNonNull<GraphQLList<GraphQLNonNull<RowGraphQLType>>> {
  return new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)));
}
