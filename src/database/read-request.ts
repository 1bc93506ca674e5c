import type { CancelSignal } from './cancel-signal.js';
import type { PreparedStatements } from './prepared-statements.js';

/** One SELECT, whose answer is the columns of one row. */
export interface ReadRequest {
  /** For the full tier, where the parameters carry their types: `$1::int4`. It gives exactly one row, unless `rows` is set. */
  readonly text: string;
  /** In the text format of PostgreSQL's types; null is SQL NULL. */
  readonly values: readonly (string | null)[];
  /** The same question for drivers that guess a parameter's type from its JavaScript value. */
  readonly portable: () => PortableRead;
  readonly rows?: RowsRead | undefined;
  /**
   * Session settings that the text output of `text` rests on, such as `['extra_float_digits', '1']`. The full tier
   * sets them in the message group of the statement and takes them back with it.
   */
  readonly settings: readonly (readonly [name: string, value: string])[];
}

/**
 * A SELECT that gives exactly one row of text columns, named `r0`, `r1`, … in their order, its parameters cast from text:
 * `$1::text::int4`. It stands alone: what it needs of `settings` it brings about and takes back itself.
 */
export interface PortableRead {
  readonly text: string;
  readonly values: readonly (string | null)[];
}

/** Where `text` gives any number of rows. */
export interface RowsRead {
  /** `text` with its settings in it, which are in force until the transaction ends. */
  readonly standaloneText: string;
  /** A new reader for each time that the SELECT is run. */
  readonly createReader: () => RowsReader;
}

/** What makes the columns of the answer of the rows. */
export interface RowsReader {
  /** Takes a row, in the order of the rows; false if no more are wanted. */
  row(fields: readonly (string | null)[]): boolean;
  /** When all rows have come, or no more are wanted. May throw what the read then fails with. */
  columns(): readonly (string | null)[];
}

export interface ReadOptions {
  readonly guard: Guard;
  /**
   * Milliseconds; undefined leaves the session's own setting. The session's own wins where it is shorter. By PostgreSQL
   * under `strict`, by a timer of ours and a cancel request under `light`.
   */
  readonly statementTimeout: number | undefined;
  /** Milliseconds that the statement may wait for one lock, under `strict`; undefined and shorter as above. */
  readonly lockTimeout?: number | undefined;
  /** Where statements are kept prepared, on the full tier; undefined parses each time. */
  readonly prepared?: PreparedStatements | undefined;
  /**
   * Aborted before the statement was sent, nothing is sent; later, the full tier has PostgreSQL cancel the statement.
   * Either way the read ends as `CANCELLED`, when the connection is quiescent.
   */
  readonly signal?: CancelSignal | undefined;
}

/**
 * `strict`: read-only and time-limited by PostgreSQL itself. `light`: the bare statement, stopped by a cancel request when
 * its time is up; inside the host's transaction a savepoint keeps that from harm. `none`: the bare statement and nothing
 * else on the wire; then an error of it aborts the host's transaction, if one is open, as any statement's does.
 */
export type Guard = 'strict' | 'light' | 'none';
