import type { Column, TextDocument } from '../model/database-model.js';
import type { Rank, TextSearch } from '../plan/text-search.js';
import type { TextSearchMode } from '../typesystem/field-meaning.js';
import { configurationText } from '../typesystem/filters/text-search-filter.js';
import type { Compilation, RowSource } from './compilation.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { quoteLiteral } from './quote.js';

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

/**
 * The document that a tag makes of columns, written so that PostgreSQL finds an index on
 * `to_tsvector('english', coalesce(title, '') || ' ' || coalesce(body, ''))` to be on the same expression.
 */
export function documentValue({ configuration, columns }: TextDocument, column: (column: Column) => Sql): Sql {
  const values = columns.map(column);
  const text =
    values.length === 1
      ? join(values, '')
      : join(
          values.map((value) => sql`coalesce(${value}, '')`),
          " operator(pg_catalog.||) ' ' operator(pg_catalog.||) ",
        );
  const config = verbatim(`${quoteLiteral(configurationText(configuration))}::pg_catalog.regconfig`);
  return sql`pg_catalog.to_tsvector(${config}, ${text})`;
}
