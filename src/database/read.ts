import type { DatabaseConnection } from './connection.js';

/** One SELECT that gives exactly one row of text columns. */
export interface ReadRequest {
  /** For the full tier, where the parameters carry their types: `$1::int4`. */
  readonly text: string;
  /** The same for drivers that guess a parameter's type from its JavaScript value: `$1::text::int4`. */
  readonly portableText: string;
  /** In the text format of PostgreSQL's types; null is SQL NULL. */
  readonly values: readonly (string | null)[];
}

export interface ReadOptions {
  readonly guard: Guard;
  /** Milliseconds; undefined leaves the session's own setting. The session's own wins where it is shorter. */
  readonly statementTimeout: number | undefined;
}

/** `strict`: read-only and time-limited by PostgreSQL itself. `none`: the bare statement and nothing else on the wire. */
export type Guard = 'strict' | 'none';

/** Runs the SELECT on a loan and gives the columns of its only row. Settles when the connection is quiescent. */
export declare function read(
  connection: DatabaseConnection,
  request: ReadRequest,
  options: ReadOptions,
): Promise<readonly (string | null)[]>;
