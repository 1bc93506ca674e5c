import { randomBytes } from 'node:crypto';
import { PillionError } from '../errors/pillion-error.js';
import { messageOf } from './conformance-audit.js';
import type { ConformanceHost, HostStatement } from './conformance-host.js';

/** A host that has transactions. */
export type TransactionHost<Context> = ConformanceHost<Context> &
  Required<Pick<ConformanceHost<Context>, 'inTransaction'>>;

/** Runs `work` in a transaction of the host's that is rolled back, and gives what it gave. */
export async function rolledBack<Context, T>(
  host: TransactionHost<Context>,
  work: (context: Context, execute: HostStatement) => Promise<T>,
): Promise<T> {
  const end: { value?: { readonly given: T } } = {};
  const undo = new Error(
    `Thrown by the audit, so that the transaction rolls back (${randomBytes(4).toString('hex')}).`,
  );
  try {
    await host.inTransaction(async (context, execute) => {
      end.value = { given: await work(context, execute) };
      throw undo;
    });
  } catch (error) {
    // Some wrap what they pass on. A fault that was found goes before what the end of the transaction made of it.
    const isUndo = messageOf(error).includes(undo.message);
    if (!isUndo && end.value?.given === undefined) throw error;
  }
  if (end.value !== undefined) return end.value.given;
  throw new PillionError('CONFIGURATION', 'inTransaction resolved without having awaited work(context, execute).');
}

/** Runs `work` with the name of a committed table of its own, `(id int)`, which is dropped at the end. */
export async function withTable<Context, T>(
  host: TransactionHost<Context>,
  work: (table: string) => Promise<T>,
): Promise<T> {
  const table = newTableName(host);
  await host.inTransaction(async (_context, execute) => {
    await execute(`create table ${table} (id int)`);
  });
  try {
    return await work(table);
  } finally {
    await host.inTransaction(async (_context, execute) => {
      await execute("set local lock_timeout = '3s'");
      await execute(`drop table ${table}`);
    });
  }
}

/** The ids of the rows that a new transaction sees, in their order: `1,2`. */
export async function committedIds<Context>(host: TransactionHost<Context>, table: string): Promise<string | null> {
  return host.inTransaction((_context, execute) => valueOf(execute, idsOf(table)));
}

export function idsOf(table: string): string {
  return `select coalesce(pg_catalog.string_agg(id::pg_catalog.text, ',' order by id), '') from ${table}`;
}

export function newTableName<Context>(host: ConformanceHost<Context>): string {
  return `${quoted(host.namespace ?? 'public')}.pillion_audit_${randomBytes(6).toString('hex')}`;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What an SQL expression is for the host itself, as text. */
export async function valueOf(execute: HostStatement, expression: string): Promise<string | null> {
  const rows: unknown = await execute(`select (${expression})::text as value`);
  const row: unknown = Array.isArray(rows) ? rows[0] : undefined;
  if (typeof row === 'object' && row !== null && 'value' in row)
    return row.value === null ? null : (row.value as string);
  const wanted = 'the execute that inTransaction passes on has to give the rows of a statement as objects';
  throw new PillionError('CONFIGURATION', `The audits cannot read the answer of the host's own statement: ${wanted}.`);
}
