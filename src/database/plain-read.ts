import { PillionError } from '../errors/pillion-error.js';
import type { DatabaseConnection } from './connection.js';
import { onlyRow } from './only-row.js';
import { isPostgresClient } from './postgres-client.js';
import type { ReadRequest } from './read-request.js';

/** Runs `portableText` with the connection's own `query`, and nothing else: the host answers for guard and limits. */
export async function plainRead(
  connection: DatabaseConnection,
  request: ReadRequest,
): Promise<readonly (string | null)[]> {
  const statement = { text: request.portableText, values: [...request.values] };
  const { rows } = await connection.query(isPostgresClient(connection) ? forPostgresClient(statement) : statement);
  return columnsOf(onlyRow(rows));
}

/**
 * node-postgres sends a statement without values by the simple protocol, which runs several of them, unless told
 * otherwise; and it would let the host's type parsers change our text.
 */
export function forPostgresClient<Statement extends { readonly text: string; values?: unknown[] }>(
  statement: Statement,
): Statement {
  return { ...statement, queryMode: 'extended', rowMode: 'array', types: { getTypeParser: () => asItCame } };
}

/** The columns of a row: in array mode as they come, else by their names, since an object may reorder its keys. */
export function columnsOf(row: unknown): readonly (string | null)[] {
  if (Array.isArray(row)) return row.map(textOf);
  if (typeof row !== 'object' || row === null) throw unusableRow(row);
  const columns: (string | null)[] = [];
  for (let name = 'r0'; Object.hasOwn(row, name); name = `r${columns.length}`) {
    columns.push(textOf((row as Record<string, unknown>)[name]));
  }
  if (columns.length === 0) throw unusableRow(row);
  return columns;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string' || value === null) return value;
  // In binary format a text is its UTF-8 bytes.
  if (value instanceof Uint8Array)
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8');
  throw unusableRow(value);
}

function unusableRow(value: unknown): PillionError {
  const got = typeof value === 'object' ? 'an object of another shape' : `a ${typeof value}`;
  const wanted = 'query must resolve to { rows }, its rows objects by column name, text columns as strings';
  return new PillionError('LOAN_BROKEN', `The lent connection gave ${got} for a text column: ${wanted}.`);
}

function asItCame(value: unknown): unknown {
  return value;
}
