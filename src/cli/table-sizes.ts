import type { WithConnection } from '../database/connection.js';

/** Rows by table, `public.film`, as PostgreSQL's statistics have them. */
export type TableSizes = ReadonlyMap<string, number>;

/** Tables that were never analysed are left out. */
export async function readTableSizes(withConnection: WithConnection): Promise<TableSizes> {
  const { rows } = await withConnection(
    undefined,
    async (connection) => await connection.query({ text: sizes, values: [] }),
  );
  return new Map(
    (rows as readonly { readonly name: string; readonly rows: string }[]).map((row) => [row.name, Number(row.rows)]),
  );
}

const sizes = `
SELECT pg_catalog.concat(n.nspname, '.', c.relname) AS name, c.reltuples::pg_catalog.int8::pg_catalog.text AS rows
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.reltuples >= 0 AND c.relkind IN ('r', 'm', 'p', 'f')`;
