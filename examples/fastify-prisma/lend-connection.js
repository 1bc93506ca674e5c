import { AsyncLocalStorage } from 'node:async_hooks';
import { fromPool } from 'pillion';
import pg from 'pg';

/** One store a transaction: `{ client }` while it is open. */
const openTransaction = new AsyncLocalStorage();

/** Prisma keeps the client of its transactions to itself, so its pool notes the first that it gives out within a store. */
export class NotingPool extends pg.Pool {
  async connect(callback) {
    if (callback !== undefined) return super.connect(callback);
    const client = await super.connect();
    const store = openTransaction.getStore();
    if (store !== undefined) store.client ??= client;
    return client;
  }
}

/** To be called in place of `prisma.$transaction`. */
export function inTransaction(prisma, work, options) {
  const store = {};
  return openTransaction.run(store, () => prisma.$transaction(work, options)).finally(() => (store.ended = true));
}

/**
 * All that Pillion needs: inside an open transaction it reads on the transaction's own connection, and so sees the rows
 * that are not committed yet; outside it gets one from the pool and gives it back.
 */
export function lendFrom(pool) {
  const fromThePool = fromPool(pool);
  return (context, run) => {
    const store = openTransaction.getStore();
    if (store?.ended) throw new Error('The transaction of this request has ended.');
    return store?.client === undefined ? fromThePool(context, run) : run(store.client);
  };
}
