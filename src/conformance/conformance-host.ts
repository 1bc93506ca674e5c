import type { WithConnection } from '../database/connection.js';
import type { Guard } from '../database/read-request.js';

/** Runs one SQL statement of the host's own, without parameters, and gives its rows as objects by column name. */
export type HostStatement = (sql: string) => PromiseLike<readonly unknown[]>;

/**
 * A host as the audits know it: the function that its gateway gets, and how the application opens a transaction.
 *
 * @example
 * const host: ConformanceHost<RequestContext | undefined> = {
 *   withConnection,
 *   inTransaction: (work) =>
 *     knex.transaction((transaction) => work({ transaction }, async (sql) => (await transaction.raw(sql)).rows)),
 * };
 */
export interface ConformanceHost<Context = unknown> {
  /** The very function that the gateway gets. */
  readonly withConnection: WithConnection<Context>;
  /** The GraphQL context of an operation outside of any transaction. Default: undefined, as while reflecting. */
  readonly context?: Context;
  /**
   * Opens a transaction as the application does, and calls `work` in it with the GraphQL context of an operation inside
   * of it (undefined, where the transaction is found by `AsyncLocalStorage`), and with what runs a statement of the host
   * in it. Commits when `work` resolves, rolls back when it rejects. Without it, only the loans outside are audited.
   */
  readonly inTransaction?: <T>(work: (context: Context, execute: HostStatement) => Promise<T>) => PromiseLike<T>;
  /** How many connections are out of the pool at this moment. Without it, a connection kept too long is found later. */
  readonly borrowed?: () => number;
  /** The host has one connection for everything (a `pg.Client`, PGlite): nothing can run beside its transaction. */
  readonly singleConnection?: boolean;
  /** A role that the transactions may `SET LOCAL ROLE` to. Without it, whether a role is kept is a warning. */
  readonly role?: string;
  /** Settings of the host's own that its policies read, such as `app.tenant`: the audits hold them unchanged, too. */
  readonly settings?: readonly string[];
  /** Where the audits may make their tables, which they drop at their end. Default: `public`. */
  readonly namespace?: string;
  /** As the gateway has it. Default: `strict`. */
  readonly guard?: Guard;
  /** Milliseconds. What the audits give their statements, and no more than what a shim of the host's enforces. Default: 250. */
  readonly statementTimeout?: number;
  /** Milliseconds in which the host must lend a connection. Default: 3,000. */
  readonly loanTimeout?: number;
  /** The most statements that may be prepared on one connection. Default: 100. */
  readonly preparedStatementLimit?: number;
}
