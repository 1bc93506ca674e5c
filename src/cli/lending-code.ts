import type { Orm } from './detect-host.js';
import type { ImportedNames } from './module-code.js';

/**
 * Code that lends a connection of an ORM; `docs/guides/borrowing.md` has the same with reasons. What stands between « and »
 * is TypeScript's alone.
 */
export interface LendingCode {
  readonly imports: readonly ImportedNames[];
  /** What the host hands over: `pool: pg.Pool`. */
  readonly host: { readonly name: string; readonly type: string };
  /** A class by which NestJS injects it, to be imported from a module; undefined where there is none. */
  readonly injectedBy?: ImportedNames & { readonly values: readonly [string] };
  /** The type of what a context can hold to be read in: an open transaction. Undefined where only the pool lends. */
  readonly transaction?: string;
  readonly declarations?: string;
  /** The body of `WithConnection`. */
  readonly body: string;
}

export function lendingCode(orm: Orm): LendingCode {
  switch (orm) {
    case 'typeorm':
      return typeorm;
    case 'sequelize':
      return sequelize;
    case 'knex':
    case 'objection':
      return knex;
    case 'lucid':
      return lucid;
    case 'postgres.js':
      return postgresJs;
    case 'pg':
      return nodePostgres(undefined);
    case 'prisma':
      return nodePostgres('Prisma: the pool of your adapter, new PrismaPg(pool).');
    case 'drizzle':
      return nodePostgres('Drizzle: the pool below it, drizzle({ client: pool }).');
    case 'kysely':
      return nodePostgres('Kysely: the pool of its dialect, new PostgresDialect({ pool }).');
    case 'mikro-orm':
      return nodePostgres('MikroORM: await orm.em.getConnection().getNativeClient().');
  }
}

function nodePostgres(where: string | undefined): LendingCode {
  return {
    imports: [
      { from: 'pillion', values: ['fromPool'] },
      { from: 'pg', defaultType: 'pg' },
    ],
    host: { name: 'pool', type: 'pg.Pool' },
    transaction: 'pg.PoolClient',
    ...(where === undefined ? {} : { declarations: `// ${where}\n` }),
    body: `  const fromThePool = fromPool(pool);
  return (context, run) => (context?.transaction === undefined ? fromThePool(context, run) : run(context.transaction));`,
  };
}

const typeorm: LendingCode = {
  imports: [
    { from: 'pillion', types: ['DatabaseConnection'] },
    { from: 'typeorm', types: ['DataSource', 'EntityManager'] },
  ],
  host: { name: 'dataSource', type: 'DataSource' },
  injectedBy: { from: 'typeorm', values: ['DataSource'] },
  transaction: 'EntityManager',
  body: `  return async (context, run) => {
    const open = context?.transaction?.queryRunner;
    const runner = open === undefined || open.isReleased ? dataSource.createQueryRunner() : open;
    try {
      const connection«: DatabaseConnection» = await runner.connect();
      return await run(connection);
    } finally {
      if (runner !== open) await runner.release();
    }
  };`,
};

const sequelize: LendingCode = {
  imports: [
    { from: 'pillion', types: ['DatabaseConnection'] },
    { from: 'sequelize', types: ['Sequelize', 'Transaction'] },
  ],
  host: { name: 'sequelize', type: 'Sequelize' },
  injectedBy: { from: 'sequelize', values: ['Sequelize'] },
  transaction: 'Transaction',
  declarations: `«/** What Sequelize has and its types do not tell. */
interface OpenTransaction {
  readonly connection: DatabaseConnection;
  readonly finished?: string;
}
interface ConnectionManager {
  getConnection(options: { readonly type: 'read' }): Promise<DatabaseConnection>;
  releaseConnection(connection: DatabaseConnection): void;
}

»`,
  body: `  const connections = sequelize.connectionManager« as unknown as ConnectionManager»;
  return async (context, run) => {
    const open = context?.transaction« as unknown as OpenTransaction | undefined»;
    if (open?.finished !== undefined) throw new Error('The transaction of this request has ended.');
    if (open !== undefined) return run(open.connection);
    const connection = await connections.getConnection({ type: 'read' });
    try {
      return await run(connection);
    } finally {
      connections.releaseConnection(connection);
    }
  };`,
};

const knexClient = `«/** What knex has and its types do not tell. */
interface KnexClient {
  acquireConnection(): Promise<DatabaseConnection>;
  releaseConnection(connection: DatabaseConnection): Promise<void>;
}

»`;

const knexLoan = `    const connection = await client.acquireConnection();
    try {
      return await run(connection);
    } finally {
      await client.releaseConnection(connection);
    }
  };`;

const knex: LendingCode = {
  imports: [
    { from: 'knex', types: ['Knex'] },
    { from: 'pillion', types: ['DatabaseConnection'] },
  ],
  host: { name: 'knex', type: 'Knex' },
  transaction: 'Knex.Transaction',
  declarations: knexClient,
  body: `  return async (context, run) => {
    const open = context?.transaction;
    const client = (open !== undefined && !open.isCompleted() ? open : knex).client« as KnexClient»;
${knexLoan}`,
};

const lucid: LendingCode = {
  imports: [{ from: 'pillion', types: ['DatabaseConnection'] }],
  host: { name: 'database', type: 'LucidDatabase' },
  declarations: `${knexClient}«/** The default export of '@adonisjs/lucid/services/db', as far as it is used here. */
interface LucidDatabase {
  connection(): { getReadClient(): { readonly client: unknown } };
}

»`,
  body: `  return async (_context, run) => {
    const client = database.connection().getReadClient().client« as KnexClient»;
${knexLoan}`,
};

const postgresJs: LendingCode = {
  imports: [
    { from: 'pillion', values: ['fromBorrow'], types: ['DatabaseConnection'] },
    { from: 'postgres', types: ['ReservedSql', 'Sql'] },
  ],
  host: { name: 'sql', type: 'Sql' },
  declarations: `«/** What query.cancel() of postgres.js calls: it settles when the cancel request can hit nothing any more. */
interface Cancellable {
  canceller(query: Cancellable): Promise<void>;
}

»/** Each statement in a read-only transaction of its own. */
function connectionOf(reserved«: ReservedSql»)«: DatabaseConnection» {
  let running«: Cancellable | undefined»;
  let cancelling«: Promise<void> | undefined»;
  return {
    query: async ({ text, values = [] }) => {
      await reserved.unsafe('begin read only');
      const query = reserved.unsafe(text, values« as string[]»);
      running = query« as unknown as Cancellable»;
      try {
        return { rows: await query };
      } finally {
        running = undefined;
        await cancelling?.catch(() => undefined);
        await reserved.unsafe('rollback');
      }
    },
    cancel: () => (cancelling = running?.canceller(running)),
  };
}

`,
  body: `  return fromBorrow(async () => {
    const reserved = await sql.reserve();
    return { connection: connectionOf(reserved), release: () => reserved.release() };
  });`,
};
