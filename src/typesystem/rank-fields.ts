import { type GraphQLFieldConfigMap, GraphQLFloat, type GraphQLInputFieldConfigMap, GraphQLNonNull } from 'graphql';
import { isSearchable } from '../model/is-searchable.js';
import type { Column, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { rankField } from '../naming/rank-field.js';
import { meaning } from './field-meaning.js';
import type { TextSearchTypes } from './filters/text-search-types.js';
import { columnName, comparableColumns } from './table-names.js';

/** `documentRank(search: …)`: for each document of a row how well it matches a search. */
export function rankFields(
  table: Table,
  names: Names,
  types: TextSearchTypes,
): GraphQLFieldConfigMap<unknown, unknown> {
  return byRankField(table, names, (column) => ({
    type: GraphQLFloat,
    description: 'How well the document matches the search: the more, the better; 0 where it does not.',
    args: { search: { type: new GraphQLNonNull(types.input(column)), description: 'The search.' } },
    ...meaning({ kind: 'rank', column, configurations: types.configurations }),
  }));
}

/** The same as keys of an order. */
export function rankOrders(table: Table, names: Names, types: TextSearchTypes): GraphQLInputFieldConfigMap {
  return byRankField(table, names, (column) => ({
    type: types.rankOrder(column),
    description: 'How well the document matches a search.',
    ...meaning({ kind: 'orderRank', column, configurations: types.configurations }),
  }));
}

/** The conditions on documents that tags make of columns. */
export function documentFilters(table: Table, names: Names, types: TextSearchTypes): GraphQLInputFieldConfigMap {
  return Object.fromEntries(
    (table.documents ?? []).map((column) => [
      columnName(names, column),
      { type: types.documentFilter, ...meaning({ kind: 'conditions', column }) },
    ]),
  );
}

function byRankField<Field>(table: Table, names: Names, field: (column: Column) => Field): Record<string, Field> {
  const columns = [...comparableColumns(names, table).filter(isSearchable), ...(table.documents ?? [])];
  return Object.fromEntries(columns.map((column) => [rankField(columnName(names, column)), field(column)]));
}
