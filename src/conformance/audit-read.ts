import type { DatabaseConnection } from '../database/connection.js';
import { read } from '../database/read.js';
import type { ReadOptions } from '../database/read-request.js';
import { withLoan } from '../database/with-loan.js';
import type { ConformanceHost } from './conformance-host.js';

/** One operation's worth: borrows a connection as the gateway does, and reads one SQL expression on it, as text. */
export function auditRead<Context>(
  host: ConformanceHost<Context>,
  context: Context,
  expression: string,
  options: Partial<ReadOptions> = {},
): Promise<string | null> {
  return auditLoan(host, context, (connection) => readOn(host, connection, expression, options));
}

/** A loan as the gateway takes it. */
export function auditLoan<Context, T>(
  host: ConformanceHost<Context>,
  context: Context,
  run: (connection: DatabaseConnection) => Promise<T>,
): Promise<T> {
  return withLoan(host.withConnection, context, run, { loanTimeout: host.loanTimeout });
}

/** Reads one SQL expression on a lent connection, with the guard and the time limit of the host's gateway. */
export async function readOn<Context>(
  host: ConformanceHost<Context>,
  connection: DatabaseConnection,
  expression: string,
  options: Partial<ReadOptions> = {},
): Promise<string | null> {
  const text = `select (${expression})::pg_catalog.text as r0`;
  const request = { text, values: [], portable: () => ({ text, values: [] }), settings: [] };
  const { guard = 'strict' } = host;
  const columns = await read(connection, request, { guard, statementTimeout: timeLimitOf(host), ...options });
  return columns[0] ?? null;
}

/** Milliseconds. */
export function timeLimitOf<Context>(host: ConformanceHost<Context>): number {
  return host.statementTimeout ?? 250;
}

/** For reads that look at the connection itself: what a guard sets around a statement is not the host's. */
export const unguarded: ReadOptions = { guard: 'none', statementTimeout: undefined };

export const backend = 'pg_catalog.pg_backend_pid()';
/** The database refuses it when the statement has begun. */
export const failing = '1 / (pg_catalog.random() * 0)::pg_catalog.int4';

/** Sleeps longer than the time limit of the host. */
export function sleeping<Context>(host: ConformanceHost<Context>): string {
  return `pg_catalog.pg_sleep(${(timeLimitOf(host) + 1500) / 1000})`;
}
