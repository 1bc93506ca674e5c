import { PillionError } from '../errors/pillion-error.js';
import { guardSteps } from './guard-steps.js';
import { onlyRow } from './only-row.js';
import { columnsOf, forPostgresClient } from './plain-read.js';
import type { PostgresClient } from './postgres-client.js';
import type { ReadOptions, ReadRequest } from './read-request.js';
import { failedTransaction } from './failed-transaction.js';

/**
 * The guarded read on a client with `pipeline: true` (pg 8.23), which takes no message groups of ours: the same steps
 * as queries of their own, queued in one tick. Each has its own Sync, so the undo runs whatever became of the SELECT.
 *
 * What the host queues next is on the wire before ours has ended, so a cancel request could hit that: none is sent, and
 * `light`, whose only limit that would be, is `strict` here.
 */
export async function pipelineRead(
  client: PostgresClient,
  request: ReadRequest,
  options: ReadOptions,
): Promise<readonly (string | null)[]> {
  // The status is that of the last answer: this one's comes when all that the host has queued is answered.
  await client.query({ text: '' });
  const status = client.getTransactionStatus?.();
  if (status !== 'I' && status !== 'T') throw failedTransaction();
  // What comes of a query of pg's is an array of rows; the portable text gives the one row.
  const oneRow =
    request.rows === undefined ? request : { ...request.portable(), portable: request.portable, settings: [] };
  const { steps, selectIndex } = guardSteps(status, oneRow, { ...options, guard: 'strict' });
  const results = await Promise.allSettled(
    steps.map(({ text, values }) => client.query(forPostgresClient({ text, values: [...values] }))),
  );
  const failed = results.findIndex(({ status }) => status === 'rejected');
  const failure = results[failed];
  if (failure?.status === 'rejected') {
    if (failed <= selectIndex) throw failure.reason;
    throw new PillionError('LOAN_BROKEN', 'The connection could not be restored. Discard it.', {
      cause: failure.reason,
    });
  }
  const selected = results[selectIndex];
  return columnsOf(onlyRow(selected?.status === 'fulfilled' ? selected.value.rows : []));
}
