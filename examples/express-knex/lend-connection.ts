import type { Knex } from 'knex';
import type { DatabaseConnection, WithConnection } from 'pillion';

/** The context of an operation: of one that reads inside of a transaction, that transaction. */
export interface RequestContext {
  readonly transaction?: Knex.Transaction;
}

/** What knex's types leave out; in a transaction it gives out the transaction's own connection, and takes nothing back. */
interface KnexClient {
  acquireConnection(): Promise<DatabaseConnection>;
  releaseConnection(connection: DatabaseConnection): Promise<void>;
}

/**
 * All that Pillion needs: inside an open transaction it reads on the transaction's own connection, and so sees the rows
 * that are not committed yet; outside it gets one from knex's pool and gives it back.
 */
export function lendFrom(knex: Knex): WithConnection<RequestContext | undefined> {
  return async (context, run) => {
    const transaction = context?.transaction;
    if (transaction?.isCompleted()) throw new Error('The transaction of this context has ended.');
    const client = (transaction ?? knex).client as KnexClient;
    const connection = await client.acquireConnection();
    try {
      return await run(connection);
    } finally {
      await client.releaseConnection(connection);
    }
  };
}
