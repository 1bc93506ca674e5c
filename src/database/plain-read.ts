import { PillionError } from '../errors/pillion-error.js';
import { sqlStateOf } from '../errors/sqlstate.js';
import type { DatabaseConnection } from './connection.js';
import { onlyRow } from './only-row.js';
import { type PlainAnswer, plainAnswer } from './plain-answer.js';
import { isPostgresClient } from './postgres-client.js';
import type { ReadOptions, ReadRequest } from './read-request.js';

/**
 * Runs the portable text with the connection's own `query`, and nothing else: the host answers for the guard. A connection
 * with `cancel` is held to the time limit (not under `none`) and to the signal; without one, the statement ends by itself.
 */
export async function plainRead(
  connection: DatabaseConnection,
  request: ReadRequest,
  options: ReadOptions,
): Promise<readonly (string | null)[]> {
  const answer = await plainAnswer(connection, statementOf(connection, request), options);
  if (answer.status === 'rejected') throw failureOf(answer, options);
  const { value } = answer;
  const rows = typeof value === 'object' && value !== null && 'rows' in value ? value.rows : undefined;
  if (!Array.isArray(rows)) throw unusable(value, 'what query resolved to');
  return columnsOf(onlyRow(rows as readonly unknown[]));
}

function statementOf(connection: DatabaseConnection, { portable }: ReadRequest): { text: string; values: unknown[] } {
  const { text: portableText, values } = portable();
  const statement = { text: portableText, values: [...values] };
  if (isPostgresClient(connection)) return forPostgresClient(statement);
  if (values.length > 0) return statement;
  // Without values, drivers (postgres.js, pg-native) take the simple protocol, which runs several statements of a text.
  const text = `SELECT * FROM (${portableText}) AS pillion WHERE $1::pg_catalog.text IS NULL`;
  return { text, values: [null] };
}

function failureOf({ reason, cancelled }: PlainAnswer & { status: 'rejected' }, options: ReadOptions): unknown {
  if (cancelled === undefined || sqlStateOf(reason) !== '57014') return reason;
  if (cancelled === 'signal') return new PillionError('CANCELLED', 'The request was cancelled.', { cause: reason });
  const message = `The statement was cancelled after ${options.statementTimeout} ms.`;
  return new PillionError('QUERY_TIMEOUT', message, { cause: reason });
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
  if (typeof row !== 'object' || row === null) throw unusable(row, 'a row');
  const columns: (string | null)[] = [];
  for (let name = 'r0'; Object.hasOwn(row, name); name = `r${columns.length}`) {
    columns.push(textOf((row as Record<string, unknown>)[name]));
  }
  if (columns.length === 0) throw unusable(row, 'a row');
  return columns;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string' || value === null) return value;
  // In binary format a text is its UTF-8 bytes.
  if (value instanceof Uint8Array)
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8');
  throw unusable(value, 'a text column');
}

function unusable(value: unknown, place: string): PillionError {
  const got = typeof value === 'object' && value !== null ? 'an object of another shape' : nameOf(value);
  const wanted = 'query must resolve to { rows }, its rows objects by column name, text columns as strings';
  return new PillionError('LOAN_INVALID', `The lent connection gave ${got} for ${place}: ${wanted}.`);
}

function nameOf(value: unknown): string {
  return value === null || value === undefined ? String(value) : `a ${typeof value}`;
}

function asItCame(value: unknown): unknown {
  return value;
}
