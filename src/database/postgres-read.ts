import { PillionError } from '../errors/pillion-error.js';
import { fromDatabaseError, sqlStateOf } from '../errors/sqlstate.js';
import { startAnswerDeadline } from './answer-deadline.js';
import { CancelRequest } from './cancel-request.js';
import { failedTransaction } from './failed-transaction.js';
import type { Messages } from './frontend-messages.js';
import { type GuardSteps, guardSteps } from './guard-steps.js';
import { MessageGroup } from './message-group.js';
import type { NamedStatements } from './named-statements.js';
import { onlyRow } from './only-row.js';
import type { PostgresClient, Submittable, TransactionStatus } from './postgres-client.js';
import type { ReadOptions, ReadRequest } from './read-request.js';
import { lostName, maybeStalePlan } from './stale-plan.js';
import { TakenRows } from './taken-rows.js';
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
  const reading = readTransactionStatus(client, options.guard);
  const status = reading instanceof Promise ? await reading : reading;
  try {
    const first = await attempt(client, request, limited, status);
    const attempted = needsAnother(first) ? await attempt(client, request, limited, status) : first;
    return rowOf(attempted, options);
  } finally {
    status?.stop();
  }
}

interface Attempt {
  readonly read: MessageGroup;
  readonly restored: MessageGroup;
  readonly guard: GuardSteps | undefined;
  /** Where the SELECT gave any number of rows. */
  readonly taken: TakenRows | undefined;
  readonly messages: Messages | undefined;
  readonly names: NamedStatements | undefined;
  /** The milliseconds after which our own timer had the statement cancelled, if it did. */
  readonly timedOut: number | undefined;
  /** Whether a cancel request may still be on its way. */
  readonly doubtful: boolean;
}

function attempt(
  client: PostgresClient,
  request: ReadRequest,
  options: ReadOptions,
  status: TransactionStatusReader | undefined,
): Promise<Attempt> {
  const { guard: kind, signal, statementTimeout } = options;
  const cancel = new CancelRequest(client);
  const names = options.prepared?.of(client);
  let before: TransactionStatus | null = null;
  let guard: GuardSteps | undefined;
  let messages: Messages | undefined;
  let timer: NodeJS.Timeout | undefined;
  let timedOut: number | undefined;
  let stopDeadline: (() => void) | undefined;
  let taken: TakenRows | undefined;

  const decide = (): Messages | Error => {
    if (signal?.aborted === true) return cancelled();
    before = status?.current() ?? null;
    if (before === 'E' || (before === null && kind !== 'none')) return failedTransaction();
    guard = guardSteps(before ?? undefined, request, options);
    if (guard.givesRows && request.rows !== undefined) {
      taken = new TakenRows(request.rows, guard.selectIndex, kind === 'none' ? undefined : () => cancel.send());
    }
    messages = names?.naming(guard.steps) ?? { close: [], steps: guard.steps };
    if (kind === 'light' && statementTimeout !== undefined) {
      timer = setTimeout(() => {
        timedOut = statementTimeout;
        cancel.send();
      }, statementTimeout);
    }
    if (kind !== 'none' && statementTimeout !== undefined) {
      stopDeadline = startAnswerDeadline(client, statementTimeout, () => cancel.send());
    }
    return messages;
  };
  const decideUndo = (): Messages | Error =>
    guard === undefined || status?.current() === before ? nothingToUndo : undo(guard);
  let group: MessageGroup | undefined;
  const abort = (): void => {
    // Until the group is sent, what runs on the client is the host's; and what follows the SELECT is as good as done.
    if (guard !== undefined && group !== undefined && group.completed <= guard.selectIndex) cancel.send();
  };

  return new Promise((resolve) => {
    const stopWaiting = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    const done = (): void => {
      const { doubtful } = cancel;
      resolve({ read, restored, guard, taken, messages, names, timedOut, doubtful });
    };
    const read = new MessageGroup(decide, stopWaiting, undefined, (step, fields) => taken?.take(step, fields) === true);
    group = read;
    // It comes after the read in pg's queue, so when it is done, both are.
    const restored = new MessageGroup(
      decideUndo,
      () => {
        stopDeadline?.();
        const ending = cancel.ended();
        if (ending === undefined) done();
        else void ending.then(done);
      },
      () => cancel.ended(),
    );
    try {
      enqueue(client, read);
      enqueue(client, restored);
      signal?.addEventListener('abort', abort);
    } catch (error) {
      stopWaiting();
      throw error;
    }
  });
}

/** Keeps count of the prepared statements, and tells whether one of them is the reason of a failure. */
function needsAnother({ read: { error }, restored, messages, names }: Attempt): boolean {
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

function rowOf(attempted: Attempt, { signal }: ReadOptions): readonly (string | null)[] {
  const { read, restored, guard, taken, timedOut, doubtful } = attempted;
  const error = taken?.stopped === true && sqlStateOf(read.error) === queryCanceled ? undefined : read.error;
  throwFailure({ error, restored, timedOut, doubtful }, signal);
  if (taken !== undefined) return taken.reader.columns();
  return onlyRow(read.rows[guard?.selectIndex ?? 0] ?? []);
}

/** Throws what a read came to, unless it went well: first what is wrong with the connection, then with the statement. */
export function throwFailure(
  {
    error: failed,
    restored,
    timedOut,
    doubtful,
  }: Pick<Attempt, 'restored' | 'timedOut' | 'doubtful'> & { error: unknown },
  signal: ReadOptions['signal'],
): void {
  if (restored.sent && restored.error !== undefined) {
    const error = fromDatabaseError(restored.error);
    if (error.code === 'UNAVAILABLE') throw error;
    const why = `After a failed statement the connection could not be restored: ${error.message}`;
    throw new PillionError('LOAN_BROKEN', `${why} Discard it.`, { cause: failed ?? restored.error });
  }
  if (doubtful) {
    const why = 'The server took a cancel request and did not answer it, so that it may hit a later statement.';
    throw new PillionError('LOAN_BROKEN', `${why} Discard the connection.`, { cause: failed });
  }
  if (sqlStateOf(failed) === queryCanceled) {
    if (signal?.aborted === true) throw cancelled();
    if (timedOut !== undefined) {
      throw new PillionError('QUERY_TIMEOUT', `The statement was cancelled after ${timedOut} ms.`, { cause: failed });
    }
  }
  if (failed !== undefined) throw failed as Error;
}

/** What restores the connection after a failure, as a group decides it. */
export function undo({ undo: steps }: GuardSteps): Messages | Error {
  return steps.length === 0 ? nothingToUndo : { close: [], steps };
}

/** Where the host limits its queries on the client's side, PostgreSQL keeps that limit for ours. */
export function withHostTimeout(options: ReadOptions, client: PostgresClient): ReadOptions {
  const host = Number(client.connectionParameters?.query_timeout ?? 0);
  if (!(host > 0)) return options;
  return { ...options, statementTimeout: Math.min(host, options.statementTimeout ?? host) };
}

export function enqueue(client: PostgresClient, group: Submittable & { query_timeout: number | undefined }): void {
  // pg would give up on the answer and go on with a connection that is still busy.
  if (client.connectionParameters?.query_timeout) group.query_timeout = longestTimer;
  client.query(group);
}

export function cancelled(): PillionError {
  return new PillionError('CANCELLED', 'The request was cancelled.');
}

export const nothingToUndo = new Error('Nothing to undo.');
const queryCanceled = '57014';
const longestTimer = 2 ** 31 - 1;
