import type { Guard } from './read-request.js';
import type { PostgresClient, TransactionStatus } from './postgres-client.js';

/** The transaction status of a client, exact inside `submit`: pg submits when the ReadyForQuery before it has come. */
export interface TransactionStatusReader {
  current(): TransactionStatus | null;
  /** Takes off what it has put on the client. */
  stop(): void;
}

/** Undefined where it cannot be told without a query of its own, and the guard allows none. */
export function readTransactionStatus(
  client: PostgresClient,
  guard: Guard,
): TransactionStatusReader | undefined | Promise<TransactionStatusReader> {
  const tells = typeof client.getTransactionStatus === 'function';
  if (guard === 'none') return tells ? ofClient(client) : undefined;
  const reader = tells ? ofClient(client) : listening(client);
  return reader.current() === null ? afterQuery(client, reader) : reader;
}

/** An empty query is allowed even in a failed transaction, and its ReadyForQuery tells the status. */
async function afterQuery(client: PostgresClient, reader: TransactionStatusReader): Promise<TransactionStatusReader> {
  try {
    await client.query({ text: '' });
    return reader;
  } catch (error) {
    reader.stop();
    throw error;
  }
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
