/**
 * What a host lends: anything that runs one statement with `$1` parameters and gives back its rows. A `pg.Client` or
 * `pg.PoolClient` fits as it is and gets the full tier; a shim of three lines makes anything else fit.
 */
export interface DatabaseConnection {
  query(statement: { readonly text: string; values?: unknown[] }): PromiseLike<{ rows: unknown[] }>;
  /**
   * Has the driver cancel the statement that `query` is running, which then rejects with SQLSTATE 57014. What it gives must
   * not settle before nothing on the connection can be hit any more. Called at most once a statement, when its time is up
   * or its client has left; without it, both wait for the end of the statement. A pg.Client needs none.
   */
  cancel?(): unknown;
}

/**
 * Lends one connection for the time of `run` and takes it back when the returned promise settles. `context` is the
 * GraphQL context of the operation, or undefined while the gateway reflects the database.
 *
 * @example
 * const withConnection: WithConnection = (context, run) => dataSource.transaction((manager) => run(connectionOf(manager)));
 */
export type WithConnection<Context = unknown> = <T>(
  context: Context,
  run: (connection: DatabaseConnection) => Promise<T>,
) => PromiseLike<T>;
