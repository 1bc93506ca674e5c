import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { fromPool } from '../../../src/database/from-pool.js';
import type { OpenHost } from './open-host.js';

/** One for each transaction; the first connection that is asked for within it is the transaction's. */
export interface Noted {
  client?: pg.PoolClient;
  ended?: true;
}

const transactions = new AsyncLocalStorage<Noted>();

/** A pool for ORMs that keep their client to themselves: it notes what it gives out in a transaction. */
export class NotingPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void;
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | undefined {
    if (callback !== undefined) {
      super.connect(callback);
      return undefined;
    }
    const store = transactions.getStore();
    return super.connect().then((client) => {
      if (store !== undefined) store.client ??= client;
      return client;
    });
  }
}

/** Opens a transaction within a store of its own; at its end nothing may be lent from it any more. */
export async function noted<T>(open: (store: Noted) => Promise<T>): Promise<T> {
  const store: Noted = {};
  try {
    return await transactions.run(store, () => open(store));
  } finally {
    store.ended = true;
  }
}

export function lendNoted(pool: NotingPool): OpenHost['withConnection'] {
  const lend = fromPool(pool);
  return (context, run) => {
    const store = (context as Noted | undefined) ?? transactions.getStore();
    if (store?.ended) throw new Error('The transaction of this context has ended.');
    return store?.client === undefined ? lend(context, run) : run(store.client);
  };
}
