import { AsyncLocalStorage } from 'node:async_hooks';
import { Emitter } from '@adonisjs/core/events';
import { AppFactory } from '@adonisjs/core/factories/app';
import { LoggerFactory } from '@adonisjs/core/factories/logger';
import { URL } from 'node:url';
import { Database } from '@adonisjs/lucid/database';

/** Lucid 22: knex below, so a transaction and a connection are lent in the same way. */
export function lucidHost(connectionString) {
  const application = new AppFactory().create(new URL('./', import.meta.url));
  const db = new Database(
    {
      connection: 'main',
      connections: { main: { client: 'pg', connection: connectionString, pool: { min: 0, max: 10 } } },
    },
    new LoggerFactory().create(),
    new Emitter(application),
  );
  const transactions = new AsyncLocalStorage();
  const reader = () => db.connection().getReadClient().client;
  return {
    withConnection: async (context, run) => {
      const trx = (context ?? transactions.getStore())?.trx;
      if (trx?.isCompleted) throw new Error('The transaction of this context has ended.');
      const client = trx === undefined ? reader() : trx.knexClient.client;
      const connection = await client.acquireConnection();
      try {
        return await run(connection);
      } finally {
        await client.releaseConnection(connection);
      }
    },
    transaction: (work) =>
      db.transaction((trx) =>
        transactions.run({ trx }, () => work({ trx }, async (sql) => (await trx.rawQuery(sql)).rows)),
      ),
    borrowed: () => reader().pool.numUsed(),
    close: () => db.manager.closeAll(),
  };
}
