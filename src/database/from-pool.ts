import { PillionError } from '../errors/pillion-error.js';
import { fromDatabaseError } from '../errors/sqlstate.js';
import type { DatabaseConnection, WithConnection } from './connection.js';
import { watchConnection } from './connection-watch.js';
import { lentConnection } from './lent-connection.js';

/** A `pg.Pool`, or anything that connects and releases as it does. */
export interface ConnectionPool {
  connect(): PromiseLike<PooledConnection>;
}

export interface PooledConnection extends DatabaseConnection {
  /** With an error: the pool destroys the connection instead of taking it back. */
  release(error?: Error): void;
}

/**
 * Lends a connection of a pool for each operation. One that died, or could not be restored, is destroyed.
 *
 * @example
 * const gateway = await createGateway({ withConnection: fromPool(new pg.Pool()) });
 * @throws PillionError `UNAVAILABLE` when the pool gives no connection.
 */
export function fromPool(pool: ConnectionPool): WithConnection {
  return async (_context, run) => {
    const connection = await connect(pool);
    const watch = watchConnection(connection);
    let failed: unknown;
    try {
      return await run(connection);
    } catch (error) {
      failed = isBroken(error) ? error : undefined;
      throw error;
    } finally {
      const failure = watch.failure() ?? failed;
      const stopping = watch.stop();
      if (stopping !== undefined) await stopping;
      connection.release(failure === undefined ? undefined : asError(failure));
    }
  };
}

async function connect(pool: ConnectionPool): Promise<PooledConnection> {
  try {
    const connection = await pool.connect();
    lentConnection(connection);
    return connection;
  } catch (thrown) {
    const error = fromDatabaseError(thrown);
    if (error.code !== 'INTERNAL') throw error;
    throw new PillionError('UNAVAILABLE', `The pool gave no connection: ${error.message}`, { cause: thrown });
  }
}

function isBroken(error: unknown): boolean {
  return error instanceof PillionError && broken.has(error.code);
}

const broken: ReadonlySet<string> = new Set(['LOAN_BROKEN', 'LOAN_ABORTED', 'LOAN_ENDED', 'UNAVAILABLE']);

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error('The connection failed.', { cause: failure });
}
