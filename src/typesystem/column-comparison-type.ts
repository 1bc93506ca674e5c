import { type GraphQLEnumType, GraphQLInputObjectType, GraphQLNonNull } from 'graphql';
import type { Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { type ColumnOperator, meaning } from './field-meaning.js';
import { tableNames } from './table-names.js';

/** `AlbumColumnComparison`: a column against others of the same row. */
export function columnComparisonType(table: Table, names: Names, columns: GraphQLEnumType): GraphQLInputObjectType {
  const { columnComparison, type } = tableNames(names, table);
  return new GraphQLInputObjectType({
    name: columnComparison,
    description: `A column of ${type} against other columns of the same row; all that are given must hold.`,
    fields: () => ({
      column: {
        type: new GraphQLNonNull(columns),
        description: 'The column on the left side.',
        ...meaning({ kind: 'comparedColumn' }),
      },
      ...Object.fromEntries(
        Object.entries(operators).map(([operator, description]) => [
          operator,
          { type: columns, description, ...meaning({ kind: 'operator', operator: operator as ColumnOperator }) },
        ]),
      ),
    }),
  });
}

const operators: Readonly<Record<ColumnOperator, string>> = {
  eq: 'Equal to this column.',
  ne: 'Not equal to this column. Null is neither equal nor unequal to anything.',
  gt: 'Greater than this column.',
  gte: 'Greater than or equal to this column.',
  lt: 'Less than this column.',
  lte: 'Less than or equal to this column.',
  isDistinctFrom: 'Not equal to this column, where null counts as a value of its own.',
  isNotDistinctFrom: 'Equal to this column, where null counts as a value of its own.',
};
