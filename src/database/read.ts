import { PillionError } from '../errors/pillion-error.js';
import type { CancelSignal } from './cancel-signal.js';
import type { DatabaseConnection } from './connection.js';
import { watchConnection } from './connection-watch.js';
import { inTurn } from './in-turn.js';
import { pipelineRead } from './pipeline-read.js';
import { plainRead } from './plain-read.js';
import { isPostgresClient, type PostgresClient } from './postgres-client.js';
import { postgresRead } from './postgres-read.js';
import { readError } from './read-error.js';
import type { ReadOptions, ReadRequest } from './read-request.js';
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
export function read(
  connection: DatabaseConnection,
  request: ReadRequest,
  options: ReadOptions,
): Promise<readonly (string | null)[]> {
  const client = isPostgresClient(connection) ? connection : undefined;
  // What takes turns is the wire: a host may wrap one client anew for each loan.
  return inTurn(client?.connection ?? connection, async () => {
    const watch = watchConnection(connection);
    try {
      refuseCancelled(options.signal);
      refuseReleased(connection);
      return await (client === undefined
        ? plainRead(connection, request, options)
        : clientRead(client, request, options));
    } catch (error) {
      throw readError(error, watch.failure());
    } finally {
      const stopping = watch.stop();
      if (stopping !== undefined) await stopping;
    }
  });
}

function clientRead(
  client: PostgresClient,
  request: ReadRequest,
  options: ReadOptions,
): Promise<readonly (string | null)[]> {
  if (client.pipeline !== true) return postgresRead(client, request, options);
  return options.guard === 'none' ? plainRead(client, request, options) : pipelineRead(client, request, options);
}

function refuseCancelled(signal: CancelSignal | undefined): void {
  if (signal?.aborted === true) throw new PillionError('CANCELLED', 'The request was cancelled before its statement.');
}
