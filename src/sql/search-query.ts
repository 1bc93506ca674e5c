import type { Rank, TextSearch } from '../plan/text-search.js';
import type { TextSearchMode } from '../typesystem/field-meaning.js';
import type { Compilation, RowSource } from './compilation.js';
import { type Sql, sql, verbatim } from './knex.js';

/** `pg_catalog.websearch_to_tsquery($1, $2)` */
export function searchQuery(compilation: Compilation, { mode, configuration, query }: TextSearch): Sql {
  return sql`${verbatim(queryFunctions[mode])}(${compilation.slot(configuration)}, ${compilation.slot(query)})`;
}

const queryFunctions: Readonly<Record<TextSearchMode, string>> = {
  PLAIN: 'pg_catalog.plainto_tsquery',
  PHRASE: 'pg_catalog.phraseto_tsquery',
  WEBSEARCH: 'pg_catalog.websearch_to_tsquery',
  RAW: 'pg_catalog.to_tsquery',
};

/** How well a document of a row matches a search. */
export function compileRank(compilation: Compilation, source: RowSource, { document, search }: Rank): Sql {
  return sql`pg_catalog.ts_rank(${source.column(document)}, ${searchQuery(compilation, search)})`;
}
