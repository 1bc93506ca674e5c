import { PillionError } from '../errors/pillion-error.js';
import type { CancelSignal } from './cancel-signal.js';
import type { DatabaseConnection } from './connection.js';
import { watchConnection } from './connection-watch.js';
import { inTurn } from './in-turn.js';
import { pipelineRead } from './pipeline-read.js';
import { plainRead } from './plain-read.js';
import { isPostgresClient, type PostgresClient } from './postgres-client.js';
import { postgresRead } from './postgres-read.js';
import { postgresRows } from './postgres-rows.js';
import { readError } from './read-error.js';
import type { ReadOptions, ReadRequest } from './read-request.js';
import { refuseReleased } from './refuse-released.js';
import type { TakeRows } from './rows-group.js';

/**
 * Runs the SELECT on a loan and gives the columns of its only row. Settles when the connection is quiescent: the
 * statement has ended, and nothing of it is left on the connection. Reads on one connection take turns.
 *
 * Full tier (node-postgres) with guard `strict`: one round trip that PostgreSQL itself holds to reading, outside the
 * host's transaction or inside it. Else the portable text alone, and the host answers for the rest.
 *
 * @throws PillionError by SQLSTATE, or a code of the loan (`LOAN_…`) where the connection is not fit to be read from, `CANCELLED`.
 */
export function read(
  connection: DatabaseConnection,
  request: ReadRequest,
  options: ReadOptions,
): Promise<readonly (string | null)[]> {
  return onLoan(connection, options.signal, (client) =>
    client === undefined ? plainRead(connection, request, options) : clientRead(client, request, options),
  );
}

/**
 * Runs the SELECT, of one text column, and hands its rows on in portions, no faster than `take` wants them. Settles as
 * `read` does, with the last of the rows: their reader needs no connection any more. Always under the guard `strict`, whose time limit is for each portion; on node-postgres only.
 */
export function readRows(
  connection: DatabaseConnection,
  request: ReadRequest,
  options: ReadOptions,
  take: TakeRows,
): Promise<readonly string[]> {
  return onLoan(connection, options.signal, (client) => {
    if (client === undefined || client.pipeline === true) throw cannotStream();
    return postgresRows(client, request, options, take);
  });
}

function onLoan<T>(
  connection: DatabaseConnection,
  signal: CancelSignal | undefined,
  run: (client: PostgresClient | undefined) => Promise<T>,
): Promise<T> {
  const client = isPostgresClient(connection) ? connection : undefined;
  // What takes turns is the wire: a host may wrap one client anew for each loan.
  return inTurn(client?.connection ?? connection, async () => {
    const watch = watchConnection(connection);
    try {
      refuseCancelled(signal);
      refuseReleased(connection);
      return await run(client);
    } catch (error) {
      throw readError(error, watch.failure());
    } finally {
      const stopping = watch.stop();
      if (stopping !== undefined) await stopping;
    }
  });
}

function cannotStream(): PillionError {
  const wanted = 'a client of node-postgres without its option pipeline';
  return new PillionError('LOAN_INVALID', `Rows can only be streamed over ${wanted}, and the host lent another.`);
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
