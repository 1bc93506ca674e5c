import type { Column, Table } from '../model/database-model.js';
import { isSearchable } from '../model/is-searchable.js';
import type { NameClaim } from './name-scope.js';
import type { Names } from './names.js';
import { owner } from './owner.js';
import { routinesOfTable } from './routines-of-table.js';

/** The field and the order that tell how well a document matches a search: `documentRank`. */
export function rankField(name: string): string {
  return `${name}Rank`;
}

/** The names that the full-text search of a table claims: its documents, and the rank of each and of each `tsvector`. */
export function searchClaims(table: Table, names: Names): readonly NameClaim[] {
  const nameOf = (column: Column): string => names.columns.get(column) ?? '';
  return [
    ...(table.documents ?? []).flatMap((document) =>
      [document.name, rankField(document.name)].map((name) => ({
        name,
        owner: () => `document ${document.name} of the ${owner.table(table)}`,
        remedy: 'another name in the tag "@search …"',
      })),
    ),
    ...[...table.columns, ...computedColumns(table, names)].filter(isSearchable).map((column) => ({
      name: rankField(nameOf(column)),
      owner: () => `rank of the ${owner.column(column, table)}`,
      remedy: 'the tag "@name …" in its comment',
    })),
  ];
}

/** The values that functions give of the rows of a table. */
export function computedColumns(table: Table, { routines }: Names): readonly Column[] {
  return routinesOfTable(routines, table).flatMap(([{ computes }]) => computes?.column ?? []);
}
