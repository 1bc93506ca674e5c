import { AsyncLocalStorage } from 'node:async_hooks';
import postgres from 'postgres';
import type { DatabaseConnection } from '../../../src/database/connection.js';
import type { OpenHost } from './open-host.js';

interface Store {
  readonly connection: DatabaseConnection;
  ended?: true;
}

/** postgres.js: the transaction of `sql.begin`, or a reserved connection. It is no node-postgres, so the guard is here. */
export function postgresJsHost(url: string): OpenHost {
  const sql = postgres(url, { onnotice: () => undefined });
  const transactions = new AsyncLocalStorage<Store>();
  return {
    async withConnection(context, run) {
      const store = (context as Store | undefined) ?? transactions.getStore();
      if (store?.ended) throw new Error('The transaction of this context has ended.');
      if (store !== undefined) return run(store.connection);
      const reserved = await sql.reserve();
      try {
        return await run(connectionOf(inReadOnly(reserved)));
      } finally {
        reserved.release();
      }
    },
    transaction: <T>(work: Parameters<OpenHost['transaction']>[0]) =>
      sql.begin(async (transaction) => {
        const store: Store = { connection: connectionOf(inSavepoint(transaction)) };
        try {
          return await transactions.run(store, () => work(store, (text) => transaction.unsafe(text)));
        } finally {
          store.ended = true;
        }
      }) as Promise<T>,
    close: () => sql.end(),
  };
}

type Runner = Pick<postgres.Sql, 'unsafe'>;
/** Runs a read in a transaction or savepoint that is read-only and rolled back, whatever the read came to. */
type Guarded = <T>(read: (sql: Runner) => Promise<T>) => Promise<T>;

/** What is lent: its statements can be cancelled, and it knows when a cancel request can hit nothing any more. */
function connectionOf(guarded: Guarded): DatabaseConnection {
  let running: Cancellable | undefined;
  let cancelling: Promise<void> | undefined;
  let cancelled = false;
  return {
    query: ({ text, values = [] }) => {
      [cancelled, cancelling] = [false, undefined];
      return guarded(async (sql) => {
        if (cancelled) throw Object.assign(new Error('Cancelled before its start.'), { code: '57014' });
        const query = sql.unsafe(text, values as string[]);
        running = query as unknown as Cancellable;
        try {
          return { rows: await query };
        } finally {
          running = undefined;
          await cancelling?.catch(() => undefined);
        }
      });
    },
    // postgres.js's own `query.cancel()` does this too, and forgets the promise.
    cancel: () => {
      cancelled = true;
      cancelling = running?.canceller(running);
      return cancelling;
    },
  };
}

/** Not in the types of postgres.js: settles when the server has closed the socket of the cancel request. */
interface Cancellable {
  canceller(query: Cancellable): Promise<void>;
}

function inReadOnly(reserved: postgres.ReservedSql): Guarded {
  return async (read) => {
    await reserved`begin read only`;
    try {
      return await read(reserved);
    } finally {
      await reserved`rollback`;
    }
  };
}

/** In a savepoint that is read-only and rolled back: an error of the statement leaves the transaction as it was. */
function inSavepoint(transaction: postgres.TransactionSql): Guarded {
  let scope: Promise<postgres.TransactionSql> | undefined;
  return async (read) => {
    const sql = await (scope ??= scopeOf(transaction));
    await sql.unsafe('savepoint pillion');
    try {
      await sql`select pg_catalog.set_config('transaction_read_only', 'on', true)`;
      return await read(sql);
    } finally {
      await sql.unsafe('rollback to savepoint pillion; release savepoint pillion');
    }
  };
}

/**
 * postgres.js rolls a transaction back in which a statement has failed, even one that was caught, unless it was in a scope
 * of `savepoint`. This scope is never left, since postgres.js would roll it back then; it ends with the transaction.
 */
function scopeOf(transaction: postgres.TransactionSql): Promise<postgres.TransactionSql> {
  return new Promise((resolve, reject) => {
    const scope = transaction.savepoint((sql) => {
      resolve(sql);
      return new Promise<never>(() => undefined);
    });
    scope.catch(reject);
  });
}
