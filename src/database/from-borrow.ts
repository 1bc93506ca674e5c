import type { DatabaseConnection, WithConnection } from './connection.js';
import { isConnection, lentConnection } from './lent-connection.js';

/** A connection and how to give it back. */
export interface Lease {
  readonly connection: DatabaseConnection;
  /** Called once, when the operation is done with the connection; `error` is what the operation failed with, if so. */
  release?(error?: unknown): void | PromiseLike<void>;
}

/** Gives the connection to use: bare where there is nothing to give back, else as a lease. */
export type Borrow<Context = unknown> = (
  context: Context,
) => DatabaseConnection | Lease | PromiseLike<DatabaseConnection | Lease>;

/**
 * For hosts that think in "use this one": the connection of an open transaction, or one to be released afterwards.
 *
 * @example
 * const withConnection = fromBorrow((context) => context.transaction.client);
 * @throws PillionError `LOAN_INVALID` when what the host gives is no connection.
 */
export function fromBorrow<Context = unknown>(borrow: Borrow<Context>): WithConnection<Context> {
  return async (context, run) => {
    const lent = await borrow(context);
    // A pg.Client has a `connection` too, its wire: what can query is the connection itself.
    if (isConnection(lent) || !isLease(lent)) return run(lentConnection(lent));
    let failed: unknown;
    try {
      return await run(lentConnection(lent.connection));
    } catch (error) {
      failed = error;
      throw error;
    } finally {
      await lent.release?.(failed);
    }
  };
}

/** Hosts in plain JavaScript may give anything. */
function isLease(value: unknown): value is Lease {
  return typeof value === 'object' && value !== null && 'connection' in value;
}
