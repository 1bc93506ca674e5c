import { PillionError } from '../errors/pillion-error.js';
import type { DatabaseConnection } from './connection.js';
import { watchConnection } from './connection-watch.js';
import { inTurn } from './in-turn.js';
import { pipelineRead } from './pipeline-read.js';
import { plainRead } from './plain-read.js';
import { isPostgresClient } from './postgres-client.js';
import { postgresRead } from './postgres-read.js';
import { readError } from './read-error.js';

/** One SELECT that gives exactly one row of text columns, named `r0`, `r1`, … in their order. */
export interface ReadRequest {
  /** For the full tier, where the parameters carry their types: `$1::int4`. */
  readonly text: string;
  /**
   * The same for drivers that guess a parameter's type from its JavaScript value: `$1::text::int4`. It stands alone:
   * what it needs of `settings` it brings about itself.
   */
  readonly portableText: string;
  /** In the text format of PostgreSQL's types; null is SQL NULL. */
  readonly values: readonly (string | null)[];
  /**
   * Session settings that the text output of `text` rests on, such as `['extra_float_digits', '1']`. The full tier
   * sets them in the message group of the statement and takes them back with it.
   */
  readonly settings: readonly (readonly [name: string, value: string])[];
}

export interface ReadOptions {
  readonly guard: Guard;
  /** Milliseconds; undefined leaves the session's own setting. The session's own wins where it is shorter. */
  readonly statementTimeout: number | undefined;
  /**
   * Aborted before the statement was sent, nothing is sent; later, the full tier has PostgreSQL cancel the statement.
   * Either way the read ends as `CANCELLED`, when the connection is quiescent.
   */
  readonly signal?: AbortSignal | undefined;
}

/**
 * `strict`: read-only and time-limited by PostgreSQL itself. `none`: the bare statement and nothing else on the wire;
 * then an error of it aborts the host's transaction, if one is open, as any statement's does.
 */
export type Guard = 'strict' | 'none';

/**
 * Runs the SELECT on a loan and gives the columns of its only row. Settles when the connection is quiescent: the
 * statement has ended, and nothing of it is left on the connection. Reads on one connection take turns.
 *
 * Full tier (node-postgres) with guard `strict`: one round trip that PostgreSQL itself holds to reading, outside the
 * host's transaction or inside it. Else `portableText` alone, and the host answers for the rest.
 *
 * @throws PillionError by SQLSTATE, or `LOAN_BROKEN` where the connection is not fit to be read from, `CANCELLED`.
 */
export async function read(
  connection: DatabaseConnection,
  request: ReadRequest,
  options: ReadOptions,
): Promise<readonly (string | null)[]> {
  return inTurn(connection, async () => {
    const watch = watchConnection(connection);
    try {
      refuseCancelled(options.signal);
      return await tierOf(connection, options.guard)(request, options);
    } catch (error) {
      throw readError(error, watch.failure());
    } finally {
      await watch.stop();
    }
  });
}

type Tier = (request: ReadRequest, options: ReadOptions) => Promise<readonly (string | null)[]>;

function tierOf(connection: DatabaseConnection, guard: Guard): Tier {
  if (!isPostgresClient(connection)) return (request) => plainRead(connection, request);
  if (connection.pipeline !== true) return (request, options) => postgresRead(connection, request, options);
  if (guard === 'none') return (request) => plainRead(connection, request);
  return (request, options) => pipelineRead(connection, request, options);
}

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new PillionError('CANCELLED', 'The request was cancelled before its statement.');
}
