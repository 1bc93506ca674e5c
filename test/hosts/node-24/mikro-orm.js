import { MikroORM } from '@mikro-orm/postgresql';
import { EntitySchema } from '@mikro-orm/core';
import { fromPool } from 'pillion';
import { noted, transactions } from './noting-pool.js';

const Item = new EntitySchema({
  name: 'Item',
  tableName: 'item',
  properties: { id: { type: 'number', primary: true }, name: { type: 'string', nullable: true } },
});

/** MikroORM 7: its own pool is made to note what it gives out, when it is created. */
export async function mikroOrmHost(connectionString) {
  const orm = await MikroORM.init({
    entities: [Item],
    clientUrl: connectionString,
    allowGlobalContext: true,
    driverOptions: { onPoolCreated: noteConnections },
  });
  const pool = await orm.em.getConnection().getNativeClient();
  const lend = fromPool(pool);
  return {
    withConnection: (context, run) => {
      const store = context ?? transactions.getStore();
      if (store?.ended) throw new Error('The transaction of this context has ended.');
      return store?.client === undefined ? lend(context, run) : run(store.client);
    },
    transaction: (work) =>
      noted((store) =>
        orm.em
          .fork()
          .transactional((em) =>
            work(store, (sql) => em.getConnection().execute(sql, [], 'all', em.getTransactionContext())),
          ),
      ),
    borrowed: () => pool.totalCount - pool.idleCount,
    close: () => orm.close(true),
  };
}

function noteConnections(pool) {
  const connect = pool.connect.bind(pool);
  pool.connect = async (callback) => {
    if (callback !== undefined) return connect(callback);
    const client = await connect();
    const store = transactions.getStore();
    if (store !== undefined) store.client ??= client;
    return client;
  };
}
