import { AsyncLocalStorage } from 'node:async_hooks';
import knexModule, { type Knex } from 'knex';
import type { DatabaseConnection } from '../../../src/database/connection.js';
import type { Execute, OpenHost } from './open-host.js';

/** What of knex's client a loan needs; it is not in its types, and has been there since its beginning. */
interface KnexClient {
  readonly pool: { numUsed(): number };
  acquireConnection(): Promise<DatabaseConnection>;
  releaseConnection(connection: DatabaseConnection): Promise<void>;
}

export const clientOf = (knex: Knex): KnexClient => knex.client as KnexClient;

/** knex, and Objection on it: a transaction has a client of its own, whose release does nothing. */
export function knexHost(connectionString: string): OpenHost {
  const knex = knexModule({ client: 'pg', connection: connectionString });
  return { ...hostOnKnex(knex, (work) => knex.transaction(work)), close: () => knex.destroy() };
}

type Transaction = <T>(work: (trx: Knex.Transaction) => Promise<T>) => Promise<T>;

export function hostOnKnex(knex: Knex, open: Transaction): Omit<OpenHost, 'close'> {
  const transactions = new AsyncLocalStorage<Knex.Transaction>();
  return {
    async withConnection(context, run) {
      const trx = (context as Knex.Transaction | undefined) ?? transactions.getStore();
      // After its end a transaction would still hand out the connection, which is the pool's again.
      if (trx?.isCompleted()) throw new Error('The transaction of this context has ended.');
      const client = clientOf(trx ?? knex);
      const connection = await client.acquireConnection();
      try {
        return await run(connection);
      } finally {
        await client.releaseConnection(connection);
      }
    },
    transaction: (work) =>
      open((trx) => {
        const execute: Execute = async (sql) => (await trx.raw<{ rows: unknown[] }>(sql)).rows;
        return transactions.run(trx, () => work(trx, execute));
      }),
    borrowed: () => clientOf(knex).pool.numUsed(),
  };
}
