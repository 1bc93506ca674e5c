import { GraphQLInputObjectType } from 'graphql';
import type { Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { meaning, type Quantifier } from './field-meaning.js';
import { tableNames } from './table-names.js';

/** `TrackListFilter`: conditions on the rows that a relationship leads to, the same from wherever it starts. */
export function listFilterType(table: Table, names: Names, where: GraphQLInputObjectType): GraphQLInputObjectType {
  const { listFilter, type } = tableNames(names, table);
  const quantifiers: readonly (readonly [Quantifier, string])[] = [
    ['some', 'This holds for at least one row; {}: there is a row.'],
    ['every', 'This holds for all rows, and where there is no row.'],
    ['none', 'This holds for no row; {}: there is no row.'],
  ];
  return new GraphQLInputObjectType({
    name: listFilter,
    description: `Conditions on a list of ${type}; all that are given must hold.`,
    fields: () =>
      Object.fromEntries(
        quantifiers.map(([quantifier, description]) => [
          quantifier,
          { type: where, description, ...meaning({ kind: 'quantifier', quantifier }) },
        ]),
      ),
  });
}
