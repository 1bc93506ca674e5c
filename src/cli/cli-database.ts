import type { WithConnection } from '../database/connection.js';

/** A database that a command of ours brings along: where a gateway gets its connections, and how they end. */
export interface CliDatabase {
  /** For the line that is printed when the server is ready: `the demo database`. */
  readonly description: string;
  open(): Promise<OpenDatabase>;
}

export interface OpenDatabase {
  readonly withConnection: WithConnection;
  readonly close: () => Promise<void>;
}
