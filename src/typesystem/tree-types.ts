import { type GraphQLFieldConfig, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType } from 'graphql';
import type { TreeRelationship } from '../model/is-tree.js';
import type { TableNames } from '../naming/names.js';
import { meaning, type RowGraphQLType } from './field-meaning.js';
import type { TableInputs } from './table-inputs.js';

/** `EmployeeTreeNode`: a row, and how far it is. */
export function treeNodeType(names: TableNames, rowType: () => RowGraphQLType): GraphQLObjectType {
  return new GraphQLObjectType({
    name: names.treeNode,
    description: `A ${names.type} above or below another one.`,
    fields: () => ({
      depth: {
        type: new GraphQLNonNull(GraphQLInt),
        description: 'The number of steps to it: 1 for a parent or child.',
        ...meaning({ kind: 'treeNode', part: 'depth' }),
      },
      node: { type: new GraphQLNonNull(rowType()), ...meaning({ kind: 'treeNode', part: 'node' }) },
    }),
  });
}

/** `descendantsByReportsTo(maxDepth: Int = 32, first: Int, …): [EmployeeTreeNode!]!` */
export function treeField(
  tree: TreeRelationship,
  node: GraphQLObjectType,
  { where, orderBy }: TableInputs,
): GraphQLFieldConfig<unknown, unknown> {
  const columns = tree.foreignKey.columns.map((column) => `\`${column}\``).join(', ');
  return {
    type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(node))),
    args: {
      maxDepth: {
        type: new GraphQLNonNull(GraphQLInt),
        defaultValue: defaultDepth,
        description: `Steps to go at most, from 0 to ${greatestDepth}.`,
      },
      first: { type: GraphQLInt, description: 'The number of rows; all of them without it.' },
      offset: { type: GraphQLInt, description: 'Rows to skip at the start.' },
      where: { type: where, description: 'Only rows for which this holds; the way goes on through the others.' },
      ...(orderBy && {
        orderBy: {
          type: new GraphQLList(new GraphQLNonNull(orderBy)),
          description: 'The order, most important key first, in place of the nearest first.',
        },
      }),
    },
    description:
      tree.kind === 'referenced'
        ? `The row that ${columns} refers to, the one that this refers to, and so on; the nearest first.`
        : `The rows whose ${columns} refers to this row, those that refer to them, and so on; the nearest first.`,
    ...meaning({ kind: 'tree', tree }),
  };
}

const defaultDepth = 32;
export const greatestDepth = 1000;
