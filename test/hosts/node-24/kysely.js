import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { fromPool } from 'pillion';
import { noted, NotingPool, transactions } from './noting-pool.js';

/** Kysely 0.29, whose client is private: the pool notes it. */
export function kyselyHost(connectionString) {
  const pool = new NotingPool({ connectionString });
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  const lend = fromPool(pool);
  return {
    withConnection: (context, run) => {
      const store = context ?? transactions.getStore();
      if (store?.ended) throw new Error('The transaction of this context has ended.');
      return store?.client === undefined ? lend(context, run) : run(store.client);
    },
    transaction: (work) =>
      noted((store) =>
        db
          .transaction()
          .execute((trx) => work(store, async (sql) => (await trx.executeQuery(CompiledQuery.raw(sql))).rows)),
      ),
    borrowed: () => pool.totalCount - pool.idleCount,
    close: () => db.destroy(),
  };
}
