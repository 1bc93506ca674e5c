import { AsyncLocalStorage } from 'node:async_hooks';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { DatabaseConnection } from '../../../src/database/connection.js';
import type { OpenHost } from './open-host.js';

interface Store {
  readonly connection: DatabaseConnection;
  ended?: true;
}

/** PGlite: one connection, in this process. It is no node-postgres, so the guard is here. */
export async function pgliteHost(_url: string, sql: string): Promise<OpenHost> {
  const database = await PGlite.create();
  await database.exec(sql);
  const transactions = new AsyncLocalStorage<Store>();
  const outside: DatabaseConnection = {
    query: ({ text, values }) =>
      database.transaction(async (transaction) => {
        await transaction.exec('set transaction read only');
        return transaction.query(text, values);
      }),
  };
  return {
    withConnection: async (context, run) => {
      const store = (context as Store | undefined) ?? transactions.getStore();
      if (store?.ended) throw new Error('The transaction of this context has ended.');
      return run(store?.connection ?? outside);
    },
    transaction: (work) =>
      database.transaction(async (transaction) => {
        const store: Store = { connection: within(transaction) };
        try {
          return await transactions.run(store, () => work(store, async (text) => (await transaction.query(text)).rows));
        } finally {
          store.ended = true;
        }
      }),
    close: () => database.close(),
  };
}

/** In a savepoint that is read-only and rolled back: an error of the statement leaves the transaction as it was. */
function within(transaction: Transaction): DatabaseConnection {
  return {
    query: async ({ text, values }) => {
      await transaction.exec('savepoint pillion');
      try {
        await transaction.exec(`select pg_catalog.set_config('transaction_read_only', 'on', true)`);
        return await transaction.query(text, values);
      } finally {
        await transaction.exec('rollback to savepoint pillion; release savepoint pillion');
      }
    },
  };
}
