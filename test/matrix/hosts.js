import { createRequire } from 'node:module';
import knexFactory from 'knex';
import { fromPool } from 'pillion';

const require = createRequire(import.meta.url);
const KnexPostgres = require('knex/lib/dialects/postgres/index.js');

/** A pool of one version of node-postgres; the context of an operation inside of a transaction holds its client. */
export function poolHost(pg, connectionString) {
  const pool = new pg.Pool({ connectionString });
  pool.on('error', () => undefined);
  const lend = fromPool(pool);
  return {
    withConnection: (transaction, run) => {
      if (transaction?.ended) throw new Error('The transaction of this context has ended.');
      return transaction === undefined ? lend(transaction, run) : run(transaction.client);
    },
    async inTransaction(work) {
      const client = await pool.connect();
      const transaction = { client, ended: false };
      try {
        await client.query('begin');
        const value = await work(transaction, async (sql) => (await client.query(sql)).rows);
        await client.query('commit');
        return value;
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        transaction.ended = true;
        client.release();
      }
    },
    borrowed: () => pool.totalCount - pool.idleCount,
    close: () => pool.end(),
  };
}

/** knex on the same version: it would load the `pg` beside itself, so its driver is given to it. */
export function knexHost(pg, connectionString) {
  class Client extends KnexPostgres {
    _driver() {
      return pg;
    }
  }
  const knex = knexFactory({ client: Client, connection: connectionString });
  return {
    async withConnection(trx, run) {
      if (trx?.isCompleted()) throw new Error('The transaction of this context has ended.');
      const { client } = trx ?? knex;
      const connection = await client.acquireConnection();
      try {
        return await run(connection);
      } finally {
        await client.releaseConnection(connection);
      }
    },
    inTransaction: (work) => knex.transaction((trx) => work(trx, async (sql) => (await trx.raw(sql)).rows)),
    borrowed: () => knex.client.pool.numUsed(),
    close: () => knex.destroy(),
  };
}
