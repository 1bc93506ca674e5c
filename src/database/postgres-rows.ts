import { CancelRequest } from './cancel-request.js';
import { failedTransaction } from './failed-transaction.js';
import { type GuardSteps, guardSteps } from './guard-steps.js';
import { MessageGroup } from './message-group.js';
import type { PostgresClient, TransactionStatus } from './postgres-client.js';
import { cancelled, enqueue, nothingToUndo, throwFailure, undo, withHostTimeout } from './postgres-read.js';
import type { ReadOptions, ReadRequest } from './read-request.js';
import { RowsGroup, type TakeRows } from './rows-group.js';
import { readTransactionStatus, type TransactionStatusReader } from './transaction-status.js';

/**
 * Reads the rows of a SELECT on a node-postgres client in portions, guarded and undone as `postgresRead` does. Settles
 * when the connection is quiescent, with the rows that were read last.
 */
export async function postgresRows(
  client: PostgresClient,
  request: ReadRequest,
  options: ReadOptions,
  take: TakeRows,
): Promise<readonly string[]> {
  const limited: ReadOptions = { ...withHostTimeout(options, client), guard: 'strict' };
  const status = await readTransactionStatus(client, 'strict');
  try {
    const { rows, restored, doubtful } = await portions(client, request, limited, status, take);
    throwFailure({ error: rows.error, restored, timedOut: undefined, doubtful }, options.signal);
    return rows.rest;
  } finally {
    status?.stop();
  }
}

interface Portions {
  readonly rows: RowsGroup;
  readonly restored: MessageGroup;
  /** Whether a cancel request may still be on its way. */
  readonly doubtful: boolean;
}

function portions(
  client: PostgresClient,
  request: ReadRequest,
  options: ReadOptions,
  status: TransactionStatusReader | undefined,
  take: TakeRows,
): Promise<Portions> {
  const { signal } = options;
  const cancel = new CancelRequest(client);
  let before: TransactionStatus | null = null;
  let guard: GuardSteps | undefined;
  const decide = (): GuardSteps | Error => {
    if (signal?.aborted === true) return cancelled();
    before = status?.current() ?? null;
    if (before === 'E' || before === null) return failedTransaction();
    guard = guardSteps(before, request, options);
    return guard;
  };
  return new Promise((resolve) => {
    const rows = new RowsGroup(decide, take, () => signal?.removeEventListener('abort', abort));
    const abort = (): void => {
      if (rows.reading) cancel.send();
    };
    const done = (): void => resolve({ rows, restored, doubtful: cancel.doubtful });
    const restored = new MessageGroup(
      () => (guard === undefined || status?.current() === before ? nothingToUndo : undo(guard)),
      () => {
        const ending = cancel.ended();
        if (ending === undefined) done();
        else void ending.then(done);
      },
      () => cancel.ended(),
    );
    enqueue(client, rows);
    enqueue(client, restored);
    signal?.addEventListener('abort', abort);
  });
}
