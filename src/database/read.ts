import { PillionError } from '../errors/pillion-error.js';
import type { DatabaseConnection } from './connection.js';
import { watchConnection } from './connection-watch.js';
import { inTurn } from './in-turn.js';
import { pipelineRead } from './pipeline-read.js';
import { plainRead } from './plain-read.js';
import { isPostgresClient } from './postgres-client.js';
import { postgresRead } from './postgres-read.js';
import { readError } from './read-error.js';
import type { Guard, ReadOptions, ReadRequest } from './read-request.js';
import { refuseReleased } from './refuse-released.js';

/**
 * Runs the SELECT on a loan and gives the columns of its only row. Settles when the connection is quiescent: the
 * statement has ended, and nothing of it is left on the connection. Reads on one connection take turns.
 *
 * Full tier (node-postgres) with guard `strict`: one round trip that PostgreSQL itself holds to reading, outside the
 * host's transaction or inside it. Else `portableText` alone, and the host answers for the rest.
 *
 * @throws PillionError by SQLSTATE, or a code of the loan (`LOAN_…`) where the connection is not fit to be read from, `CANCELLED`.
 */
export async function read(
  connection: DatabaseConnection,
  request: ReadRequest,
  options: ReadOptions,
): Promise<readonly (string | null)[]> {
  return inTurn(sessionOf(connection), async () => {
    const watch = watchConnection(connection);
    try {
      refuseCancelled(options.signal);
      refuseReleased(connection);
      return await tierOf(connection, options.guard)(request, options);
    } catch (error) {
      throw readError(error, watch.failure());
    } finally {
      await watch.stop();
    }
  });
}

/** What takes turns: a host may wrap one client anew for each loan, but its wire stays the same. */
function sessionOf(connection: DatabaseConnection): object {
  return isPostgresClient(connection) ? connection.connection : connection;
}

type Tier = (request: ReadRequest, options: ReadOptions) => Promise<readonly (string | null)[]>;

function tierOf(connection: DatabaseConnection, guard: Guard): Tier {
  if (!isPostgresClient(connection)) return (request, options) => plainRead(connection, request, options);
  if (connection.pipeline !== true) return (request, options) => postgresRead(connection, request, options);
  if (guard === 'none') return (request, options) => plainRead(connection, request, options);
  return (request, options) => pipelineRead(connection, request, options);
}

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new PillionError('CANCELLED', 'The request was cancelled before its statement.');
}
