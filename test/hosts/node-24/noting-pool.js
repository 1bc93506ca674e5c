import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** One store for each transaction; its first connection is the transaction's. */
export const transactions = new AsyncLocalStorage();

/** A pool for ORMs that keep their client to themselves: it notes what it gives out within a store. */
export class NotingPool extends pg.Pool {
  async connect(callback) {
    if (callback !== undefined) return super.connect(callback);
    const client = await super.connect();
    const store = transactions.getStore();
    if (store !== undefined) store.client ??= client;
    return client;
  }
}

/** Opens a transaction within a store of its own. The client is forgotten at its end: nothing may be lent from it then. */
export function noted(open) {
  const store = {};
  return transactions.run(store, () => open(store)).finally(() => (store.ended = true));
}
