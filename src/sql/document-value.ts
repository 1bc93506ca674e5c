import type { Column, TextDocument } from '../model/database-model.js';
import { configurationText } from '../typesystem/filters/text-search-types.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { quoteLiteral } from './quote.js';

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
