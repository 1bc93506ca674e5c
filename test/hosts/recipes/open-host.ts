import type { WithConnection } from '../../../src/database/connection.js';

/** Runs a statement of the host's own in its transaction, and gives its rows. */
export type Execute = (sql: string) => PromiseLike<readonly unknown[]>;

/** An application on an ORM, as far as a gateway and the audits need it. */
export interface OpenHost {
  /** What the gateway gets. The context is what `transaction` passes on, or undefined. */
  readonly withConnection: WithConnection;
  /** The ORM's own transaction, found by the context and by AsyncLocalStorage alike. */
  transaction<T>(work: (context: unknown, execute: Execute) => Promise<T>): Promise<T>;
  /** How many connections are out of the pool. */
  readonly borrowed?: () => number;
  close(): Promise<unknown>;
}
