import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { fromPool } from '../../../src/database/from-pool.js';
import type { OpenHost } from './open-host.js';

interface Store {
  readonly client: pg.PoolClient;
  ended?: true;
}

/** A pool of node-postgres; in a transaction, its client. */
export function nodePostgresHost(connectionString: string): OpenHost {
  const pool = new pg.Pool({ connectionString });
  const transactions = new AsyncLocalStorage<Store>();
  const lend = fromPool(pool);
  return {
    withConnection: (context, run) => {
      const store = (context as Store | undefined) ?? transactions.getStore();
      if (store?.ended) throw new Error('The transaction of this context has ended.');
      return store === undefined ? lend(context, run) : run(store.client);
    },
    async transaction(work) {
      const client = await pool.connect();
      const store: Store = { client };
      try {
        await client.query('begin');
        const value = await transactions.run(store, () =>
          work(store, async (sql) => (await client.query<Record<string, unknown>>(sql)).rows),
        );
        await client.query('commit');
        return value;
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        store.ended = true;
        client.release();
      }
    },
    borrowed: () => pool.totalCount - pool.idleCount,
    close: () => pool.end(),
  };
}
