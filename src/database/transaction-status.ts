import type { Guard } from './read-request.js';
import type { PostgresClient, TransactionStatus } from './postgres-client.js';

/** The transaction status of a client, exact inside `submit`: pg submits when the ReadyForQuery before it has come. */
export interface TransactionStatusReader {
  current(): TransactionStatus | null;
  /** Takes off what it has put on the client. */
  stop(): void;
}

/** Undefined where it cannot be told without a query of its own, and the guard allows none. */
export async function readTransactionStatus(
  client: PostgresClient,
  guard: Guard,
): Promise<TransactionStatusReader | undefined> {
  if (guard === 'none') return typeof client.getTransactionStatus === 'function' ? ofClient(client) : undefined;
  const reader = typeof client.getTransactionStatus === 'function' ? ofClient(client) : listening(client);
  if (reader.current() === null) {
    try {
      // An empty query is allowed even in a failed transaction, and its ReadyForQuery tells the status.
      await client.query({ text: '' });
    } catch (error) {
      reader.stop();
      throw error;
    }
  }
  return reader;
}

function ofClient(client: PostgresClient): TransactionStatusReader {
  return { current: () => client.getTransactionStatus?.() ?? null, stop: () => undefined };
}

/** For pg before 8.21. Prepended, since pg's own listener submits the next query: one behind it is a step late. */
function listening(client: PostgresClient): TransactionStatusReader {
  let status: TransactionStatus | null = null;
  const listener = (message: { readonly status?: string }): void => {
    status = (message.status ?? null) as TransactionStatus | null;
  };
  client.connection.prependListener('readyForQuery', listener);
  return { current: () => status, stop: () => client.connection.removeListener('readyForQuery', listener) };
}
