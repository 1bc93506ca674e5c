import type { WithConnection } from '../database/connection.js';
import { read } from '../database/read.js';
import { withLoan } from '../database/with-loan.js';
import { PillionError } from '../errors/pillion-error.js';
import type { PgEnumRows } from './catalog.js';
import type { ReadCatalogOptions } from './read-catalog.js';

/** A table whose rows are the values of an enum, and the columns that hold the value and what it means. */
export interface EnumTableColumns {
  readonly relid: number;
  readonly nspname: string;
  readonly relname: string;
  readonly value: string;
  readonly description: string | undefined;
}

const mostRows = 1000;

/**
 * Reads the rows of all these tables in one round trip, in the order of their values; none without a table.
 *
 * @throws PillionError `CONFIGURATION` for a table of more than 1,000 rows; whatever a loan throws.
 */
export async function readEnumRows<Context>(
  withConnection: WithConnection<Context>,
  tables: readonly EnumTableColumns[],
  { guard = 'strict', statementTimeout, loanTimeout }: ReadCatalogOptions = {},
): Promise<readonly PgEnumRows[]> {
  if (tables.length === 0) return [];
  const text = `select pg_catalog.json_build_array(${tables.map(rowsOf).join(', ')})::pg_catalog.text as r0`;
  const request = { text, values: [], portable: () => ({ text, values: [] }), settings: [] };
  const [answer] = await withLoan(
    withConnection,
    undefined as Context,
    (connection) => read(connection, request, { guard, statementTimeout }),
    { loanTimeout },
  );
  // Our own SELECT gives one list for each table.
  const lists = JSON.parse(answer ?? '[]') as readonly PgEnumRows['rows'][];
  return tables.map(({ relid, nspname, relname }, index) => {
    const rows = lists[index] ?? [];
    if (rows.length <= mostRows) return { relid, rows };
    const reason = `The table ${nspname}.${relname} has more than ${mostRows} rows: that is no enum.`;
    throw new PillionError('CONFIGURATION', `${reason} Take the tag @enum away.`);
  });
}

function rowsOf({ nspname, relname, value, description }: EnumTableColumns): string {
  const meaning = description === undefined ? 'null' : `t.${quoted(description)}::pg_catalog.text`;
  return `(select coalesce(pg_catalog.json_agg(row), '[]') from (
    select t.${quoted(value)}::pg_catalog.text as value, ${meaning} as description
    from ${quoted(nspname)}.${quoted(relname)} as t 
    order by t.${quoted(value)}::pg_catalog.text collate pg_catalog."C" limit ${mostRows + 1}
  ) as row)`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
