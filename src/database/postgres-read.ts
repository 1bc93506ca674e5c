import { PillionError } from '../errors/pillion-error.js';
import { fromDatabaseError, sqlStateOf } from '../errors/sqlstate.js';
import { CancelRequest } from './cancel-request.js';
import { failedTransaction } from './failed-transaction.js';
import { bareSteps, type GuardSteps, guardSteps } from './guard-steps.js';
import { type GroupOutcome, MessageGroup } from './message-group.js';
import type { PostgresClient, TransactionStatus } from './postgres-client.js';
import type { ReadOptions, ReadRequest } from './read-request.js';
import { refuseReleased } from './refuse-released.js';
import { onlyRow } from './only-row.js';
import { readTransactionStatus } from './transaction-status.js';

/**
 * Runs the SELECT on a node-postgres client in one round trip: guard, SELECT and undo go as one message group. Where
 * one of them fails, a second group restores the connection; it is queued in the same tick, so that no statement of
 * the host's can come between. With guard `none` the group is the SELECT alone.
 */
export async function postgresRead(
  client: PostgresClient,
  request: ReadRequest,
  options: ReadOptions,
): Promise<readonly (string | null)[]> {
  refuseReleased(client);
  const status = options.guard === 'none' ? undefined : await readTransactionStatus(client);
  const cancel = new CancelRequest(client);
  let before: TransactionStatus | null = null;
  let guard: GuardSteps | undefined;

  const reading = new MessageGroup(() => {
    if (options.signal?.aborted === true) return cancelled();
    if (status === undefined) {
      guard = bareSteps(request);
    } else {
      before = status.current();
      if (before === null || before === 'E') return failedTransaction();
      guard = guardSteps(before, request, withHostTimeout(options, client));
    }
    return guard.steps;
  });
  const restoring = new MessageGroup(
    () => (guard === undefined || status === undefined || status.current() === before ? nothingToUndo : guard.undo),
    () => cancel.underWay(),
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
    options.signal?.removeEventListener('abort', abort);
    const restored = await restoring.outcome;
    await cancel.underWay();
    return rowOf(outcome, guard, restored, options);
  } finally {
    options.signal?.removeEventListener('abort', abort);
    status?.stop();
  }
}

function rowOf(
  outcome: GroupOutcome,
  guard: GuardSteps | undefined,
  restored: GroupOutcome,
  options: ReadOptions,
): readonly (string | null)[] {
  if (restored.sent && restored.error !== undefined) {
    const error = fromDatabaseError(restored.error);
    if (error.code === 'UNAVAILABLE') throw error;
    const why = `After a failed statement the connection could not be restored: ${error.message}`;
    throw new PillionError('LOAN_BROKEN', `${why} Discard it.`, { cause: outcome.error ?? restored.error });
  }
  if (options.signal?.aborted === true && sqlStateOf(outcome.error) === queryCanceled) throw cancelled();
  if (outcome.error !== undefined || guard === undefined) throw outcome.error;
  return onlyRow(outcome.rows[guard.selectIndex] ?? []);
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
