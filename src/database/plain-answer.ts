import type { DatabaseConnection } from './connection.js';
import { isNodePostgres } from './postgres-client.js';
import type { ReadOptions } from './read-request.js';

/** What a connection's own `query` came to, and what it was cancelled for, if it was. */
export type PlainAnswer = PromiseSettledResult<unknown> & { readonly cancelled: 'time' | 'signal' | undefined };

/**
 * Runs one statement and has it cancelled when its time is up or its request is aborted, where the connection can.
 * Settles when both the statement and what `cancel` gave have: until then a cancel could hit what the host runs next.
 */
export async function plainAnswer(
  connection: DatabaseConnection,
  statement: { readonly text: string; values: unknown[] },
  { guard, statementTimeout, signal }: ReadOptions,
): Promise<PlainAnswer> {
  const asked = settled(() => connection.query(statement));
  if (!canCancel(connection)) return { ...(await asked), cancelled: undefined };
  let cancelled: 'time' | 'signal' | undefined;
  let cancelling: Promise<unknown> | undefined;
  const cancel = (reason: 'time' | 'signal'): void => {
    if (cancelling !== undefined) return;
    cancelled = reason;
    // One that fails cancels nothing, and then the statement ends by itself.
    cancelling = settled(() => connection.cancel());
  };
  const abort = (): void => cancel('signal');
  const limited = guard !== 'none' && statementTimeout !== undefined;
  const timer = limited ? setTimeout(() => cancel('time'), Math.min(statementTimeout, longestTimer)) : undefined;
  signal?.addEventListener('abort', abort);
  const answer = await asked;
  clearTimeout(timer);
  signal?.removeEventListener('abort', abort);
  await cancelling;
  return { ...answer, cancelled };
}

/** What node-postgres calls `cancel`, in both its kinds, is another thing: without its argument it drops the host's last query. */
function canCancel(connection: DatabaseConnection): connection is Required<DatabaseConnection> {
  return typeof connection.cancel === 'function' && !isNodePostgres(connection);
}

const longestTimer = 2 ** 31 - 1;

/** `run` may throw at once, or give no promise at all. */
async function settled(run: () => unknown): Promise<PromiseSettledResult<unknown>> {
  const [result] = await Promise.allSettled([new Promise((resolve) => resolve(run()))]);
  return result;
}
