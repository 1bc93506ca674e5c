import { setTimeout as delay } from 'node:timers/promises';
import { PillionError } from '../errors/pillion-error.js';
import { auditLoan, auditRead, backend, failing, readOn, sleeping, timeLimitOf, unguarded } from './audit-read.js';
import { type ConformanceAudit, defineAudit, type Finding, messageOf } from './conformance-audit.js';
import type { ConformanceHost } from './conformance-host.js';
import { listenerCount } from './listener-count.js';
import { sessionSnapshot, snapshotDifference } from './session-snapshot.js';

/** What a connection is held to while it is lent, and what is left on it, outside of any transaction. */
export function sessionAudits<Context>(host: ConformanceHost<Context>): readonly ConformanceAudit[] {
  const context = host.context as Context;
  return [
    defineAudit('loan-read-only', 'MUST be held to reading by PostgreSQL', () => isReadOnly(host, context)),
    defineAudit('loan-time-limit', 'SHOULD be held to the time limit by PostgreSQL', () =>
      isTimeLimited(host, context),
    ),
    defineAudit('loan-cancel', 'SHOULD end at once when the request is cancelled', () => isCancelled(host, context)),
    defineAudit('loan-leaves-no-transaction', 'MUST end a transaction that it opens for the loan', () =>
      leavesNoTransaction(host, context),
    ),
    defineAudit('loan-keeps-session', 'MUST find the role and the settings of its connections unchanged', () =>
      keepsSession(host, context),
    ),
    defineAudit('loan-no-listeners', 'MUST NOT add listeners to a connection with each loan', () =>
      addsNoListeners(host, context),
    ),
  ];
}

async function isReadOnly<Context>(host: ConformanceHost<Context>, context: Context): Promise<Finding> {
  const setting = await auditRead(host, context, "pg_catalog.current_setting('transaction_read_only')");
  if (setting === 'on') return undefined;
  const { guard = 'strict' } = host;
  if (guard !== 'strict')
    return { untried: `With the guard "${guard}", PostgreSQL does not hold the gateway to reading.` };
  return (
    'A statement of the gateway could write: the connection is none of node-postgres, so the host answers for the guard.' +
    ' Let the query of the shim run it in a transaction that is READ ONLY.'
  );
}

async function isTimeLimited<Context>(host: ConformanceHost<Context>, context: Context): Promise<Finding> {
  const limit = timeLimitOf(host);
  try {
    await auditRead(host, context, sleeping(host));
  } catch (error) {
    if (error instanceof PillionError && error.code === 'QUERY_TIMEOUT') return undefined;
    return `A statement over the time limit ended with: ${messageOf(error)}.`;
  }
  return (
    `A statement ran on for ${limit + 1500} ms, with a limit of ${limit} ms. Where the connection is none of node-postgres,` +
    ' the host answers for the limit: let the query of the shim set statement_timeout for the transaction it runs in.'
  );
}

async function isCancelled<Context>(host: ConformanceHost<Context>, context: Context): Promise<Finding> {
  const code = await cancelledRead(host, context);
  if (code === 'CANCELLED') return undefined;
  return (
    `The request was cancelled, and its statement ended by itself (${code}). Only node-postgres connections over TCP or a` +
    ' unix socket can be cancelled; on others an abandoned request holds its connection until the time limit.'
  );
}

/** Cancels a read that is running; gives the code that it ended with, or `no error`. */
export async function cancelledRead<Context>(host: ConformanceHost<Context>, context: Context): Promise<string> {
  const request = new AbortController();
  const reading = auditLoan(host, context, async (connection) => {
    const options = { signal: request.signal, statementTimeout: 10_000 };
    const running = readOn(host, connection, sleeping(host), options);
    await Promise.race([delay(100), running.catch(() => undefined)]);
    request.abort();
    return running;
  });
  return reading.then(
    () => 'no error',
    (error: unknown) => (error instanceof PillionError ? error.code : messageOf(error)),
  );
}

async function leavesNoTransaction<Context>(host: ConformanceHost<Context>, context: Context): Promise<Finding> {
  const open =
    'A loan left a transaction open on its connection, for whoever gets that next. End what withConnection begins, in' +
    ' the finally around run: ROLLBACK, then give the connection back.';
  const at = `pg_catalog.now()::text || ' of ' || ${backend}`;
  const first = await auditRead(host, context, at, unguarded);
  const pid = first?.split(' of ')[1] ?? '0';
  const idle =
    `select pg_catalog.count(*) from pg_catalog.pg_stat_activity where pid = ${pid}` +
    ` and pid <> ${backend} and state like 'idle in transaction%'`;
  for (let loan = 0; loan < 3; loan += 1) {
    // now() is the time at which the transaction began.
    if ((await auditRead(host, context, at, unguarded)) === first) return open;
    if ((await auditRead(host, context, idle)) !== '0') return open;
  }
  return undefined;
}

async function keepsSession<Context>(host: ConformanceHost<Context>, context: Context): Promise<Finding> {
  const snapshot = (): Promise<string | null> =>
    auditRead(host, undefined as Context, sessionSnapshot(host), unguarded);
  const before = await snapshot();
  for (const expression of [backend, failing, backend])
    await auditRead(host, context, expression).catch(() => undefined);
  // One after another, a pool lends the connection of before again, or others of its kind.
  for (let loan = 0; loan < 3; loan += 1) {
    const difference = snapshotDifference(before, await snapshot());
    if (difference === undefined) continue;
    return (
      `After a request, its connection goes to others with another session: ${difference}. Set what is the request's only` +
      ' within a transaction, SET LOCAL or set_config(…, true), and roll that back.'
    );
  }
  return undefined;
}

async function addsNoListeners<Context>(host: ConformanceHost<Context>, context: Context): Promise<Finding> {
  return listenersStay(() =>
    auditLoan(host, context, async (connection) => {
      const count = listenerCount(connection);
      await readOn(host, connection, backend);
      return { connection, count };
    }),
  );
}

/** Takes loans one after another; a connection that comes again must have the listeners it had. */
export async function listenersStay(
  loan: () => Promise<{ readonly connection: object; readonly count: string }>,
): Promise<Finding> {
  const counts = new Map<object, string>();
  for (let taken = 0; taken < 8; taken += 1) {
    const { connection, count } = await loan();
    const before = counts.get(connection);
    // The first loan may be the one for which the connection was opened.
    if (taken > 1) counts.set(connection, before ?? count);
    if (before === undefined || before === count) continue;
    return `The listeners of a connection were "${before}", and "${count}" some loans later. Remove what a loan adds.`;
  }
  return undefined;
}
