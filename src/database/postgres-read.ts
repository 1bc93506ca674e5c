import { PillionError } from '../errors/pillion-error.js';
import { fromDatabaseError, sqlStateOf } from '../errors/sqlstate.js';
import { CancelRequest } from './cancel-request.js';
import { failedTransaction } from './failed-transaction.js';
import { type GuardSteps, guardSteps } from './guard-steps.js';
import { type GroupOutcome, MessageGroup, type Messages } from './message-group.js';
import type { NamedStatements } from './named-statements.js';
import { onlyRow } from './only-row.js';
import type { PostgresClient, TransactionStatus } from './postgres-client.js';
import type { ReadOptions, ReadRequest } from './read-request.js';
import { lostName, maybeStalePlan } from './stale-plan.js';
import { readTransactionStatus, type TransactionStatusReader } from './transaction-status.js';

/**
 * Runs the SELECT on a node-postgres client in one round trip: guard, SELECT and undo go as one message group. Where
 * one of them fails, a second group restores the connection; it is queued in the same tick, so that no statement of
 * the host's can come between. Where the reason is a prepared statement that is gone or out of date, all of it is done
 * once more: the connection is as it was before.
 */
export async function postgresRead(
  client: PostgresClient,
  request: ReadRequest,
  options: ReadOptions,
): Promise<readonly (string | null)[]> {
  const limited = withHostTimeout(options, client);
  const status = await readTransactionStatus(client, options.guard);
  try {
    const first = await attempt(client, request, limited, status);
    const attempted = needsAnother(first) ? await attempt(client, request, limited, status) : first;
    return rowOf(attempted, options);
  } finally {
    status?.stop();
  }
}

interface Attempt {
  readonly outcome: GroupOutcome;
  readonly restored: GroupOutcome;
  readonly guard: GuardSteps | undefined;
  readonly messages: Messages | undefined;
  readonly names: NamedStatements | undefined;
  /** The milliseconds after which our own timer had the statement cancelled, if it did. */
  readonly timedOut: number | undefined;
  /** Whether a cancel request may still be on its way. */
  readonly doubtful: boolean;
}

async function attempt(
  client: PostgresClient,
  request: ReadRequest,
  options: ReadOptions,
  status: TransactionStatusReader | undefined,
): Promise<Attempt> {
  const cancel = new CancelRequest(client);
  const names = options.prepared?.of(client);
  let before: TransactionStatus | null = null;
  let guard: GuardSteps | undefined;
  let messages: Messages | undefined;
  let timer: NodeJS.Timeout | undefined;
  let timedOut: number | undefined;

  const reading = new MessageGroup(() => {
    if (options.signal?.aborted === true) return cancelled();
    before = status?.current() ?? null;
    if (before === 'E' || (before === null && options.guard !== 'none')) return failedTransaction();
    guard = guardSteps(before ?? undefined, request, options);
    messages = names?.naming(guard.steps) ?? { close: [], steps: guard.steps };
    if (options.guard === 'light' && options.statementTimeout !== undefined) {
      timer = setTimeout(() => {
        timedOut = options.statementTimeout;
        cancel.send();
      }, options.statementTimeout);
    }
    return messages;
  });
  const restoring = new MessageGroup(
    () => (guard === undefined || status?.current() === before ? nothingToUndo : undo(guard)),
    () => cancel.ended(),
  );
  const abort = (): void => {
    // Until the group is sent, what runs on the client is the host's.
    if (guard !== undefined) cancel.send();
  };

  try {
    enqueue(client, reading);
    enqueue(client, restoring);
    options.signal?.addEventListener('abort', abort);
    const outcome = await reading.outcome;
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', abort);
    const restored = await restoring.outcome;
    await cancel.ended();
    return { outcome, restored, guard, messages, names, timedOut, doubtful: cancel.doubtful };
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', abort);
  }
}

/** Keeps count of the prepared statements, and tells whether one of them is the reason of a failure. */
function needsAnother({ outcome: { error }, restored, messages, names }: Attempt): boolean {
  if (names === undefined || messages === undefined) return false;
  if (error === undefined) {
    names.succeeded(messages.steps);
    return false;
  }
  if (restored.sent && restored.error !== undefined) return false;
  const reused = messages.steps.some(({ name, parse }) => name !== undefined && parse === false);
  if (!reused) return false;
  if (lostName(error)) {
    names.lost();
    return true;
  }
  if (!maybeStalePlan(error)) return false;
  names.doubt(messages.steps);
  return true;
}

function rowOf(
  { outcome, restored, guard, timedOut, doubtful }: Attempt,
  { signal }: ReadOptions,
): readonly (string | null)[] {
  if (restored.sent && restored.error !== undefined) {
    const error = fromDatabaseError(restored.error);
    if (error.code === 'UNAVAILABLE') throw error;
    const why = `After a failed statement the connection could not be restored: ${error.message}`;
    throw new PillionError('LOAN_BROKEN', `${why} Discard it.`, { cause: outcome.error ?? restored.error });
  }
  if (doubtful) {
    const why = 'The server took a cancel request and did not answer it, so that it may hit a later statement.';
    throw new PillionError('LOAN_BROKEN', `${why} Discard the connection.`, { cause: outcome.error });
  }
  if (sqlStateOf(outcome.error) === queryCanceled) {
    if (signal?.aborted === true) throw cancelled();
    if (timedOut !== undefined) {
      throw new PillionError('QUERY_TIMEOUT', `The statement was cancelled after ${timedOut} ms.`, {
        cause: outcome.error,
      });
    }
  }
  if (outcome.error !== undefined || guard === undefined) throw outcome.error;
  return onlyRow(outcome.rows[guard.selectIndex] ?? []);
}

function undo({ undo: steps }: GuardSteps): Messages | Error {
  return steps.length === 0 ? nothingToUndo : { close: [], steps };
}

/** Where the host limits its queries on the client's side, PostgreSQL keeps that limit for ours. */
function withHostTimeout(options: ReadOptions, client: PostgresClient): ReadOptions {
  const host = Number(client.connectionParameters?.query_timeout ?? 0);
  if (!(host > 0)) return options;
  return { ...options, statementTimeout: Math.min(host, options.statementTimeout ?? host) };
}

function enqueue(client: PostgresClient, group: MessageGroup): void {
  // pg would give up on the answer and go on with a connection that is still busy.
  if (client.connectionParameters?.query_timeout) group.query_timeout = longestTimer;
  client.query(group);
}

function cancelled(): PillionError {
  return new PillionError('CANCELLED', 'The request was cancelled.');
}

const nothingToUndo = new Error('Nothing to undo.');
const queryCanceled = '57014';
const longestTimer = 2 ** 31 - 1;
