import type pg from 'pg';
import { type DatabaseConnection, fromPool, type WithConnection } from 'pillion';
import type { ConformanceHost, HostStatement } from 'pillion/conformance';

/** A GraphQL context with the client of the open transaction, if there is one. */
export interface TransactionContext {
  readonly client?: pg.PoolClient;
  /** Set by the host when the transaction has ended. */
  ended?: boolean;
}

export type PoolHost = ConformanceHost<TransactionContext | undefined>;
type Lend = WithConnection<TransactionContext | undefined>;

/** A host that does everything right, on a pool of node-postgres. */
export function rightHost(pool: pg.Pool, role: string): PoolHost & Required<Pick<PoolHost, 'inTransaction'>> {
  const fromThePool = fromPool(pool);
  return {
    withConnection: (context, run) =>
      context?.client === undefined || context.ended === true ? fromThePool(context, run) : run(context.client),
    context: {},
    inTransaction: (work) => transaction(pool, work),
    borrowed: () => pool.totalCount - pool.idleCount,
    role,
    settings: ['app.tenant'],
  };
}

async function transaction<T>(
  pool: pg.Pool,
  work: (context: TransactionContext | undefined, execute: HostStatement) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const context: TransactionContext = { client };
  try {
    await client.query('begin');
    const value = await work(context, (sql) => rowsOf(client, sql));
    await client.query('commit');
    return value;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    context.ended = true;
    client.release();
  }
}

async function rowsOf(client: pg.ClientBase, sql: string): Promise<readonly unknown[]> {
  return (await client.query<Record<string, unknown>>(sql)).rows;
}

/** A host that breaks one promise, and what the audit has to tell about it. */
export interface WrongHost {
  readonly audit: string;
  /** What it does wrong. */
  readonly fault: string;
  readonly host: PoolHost;
  readonly status: 'error' | 'warn';
  readonly reason: RegExp;
}

/** At least one for each audit. `client` is a connection of its own, for hosts that have only one. */
export function wrongHosts(pool: pg.Pool, client: pg.Client, role: string): readonly WrongHost[] {
  const right = rightHost(pool, role);
  const lending = (withConnection: Lend): PoolHost => ({ ...right, withConnection });
  /** Lends a client of the pool in a way of its own; inside of transactions all is right. */
  const outside = (lend: Handling): PoolHost =>
    lending((context, run) =>
      isOpen(context) ? run(context.client) : onClient(pool, (taken) => lend(taken, run, context)),
    );
  /** Lends the client of an open transaction in a way of its own; outside all is right. */
  const inside = (lend: Handling): PoolHost =>
    lending((context, run) =>
      isOpen(context) ? lend(context.client, run, context) : right.withConnection(context, run),
    );
  const wrong = (
    audit: string,
    fault: string,
    host: PoolHost,
    reason: RegExp,
    status: WrongHost['status'] = 'error',
  ): WrongHost => ({ audit, fault, host, reason, status });

  const shims = new WeakMap<pg.ClientBase, DatabaseConnection>();
  /** Any driver but node-postgres: a query and nothing else, made once for a client. */
  const plain = (taken: pg.ClientBase, query = queryOf(taken)): DatabaseConnection => {
    const shim = shims.get(taken) ?? { query };
    shims.set(taken, shim);
    return shim;
  };
  const unguarded = lending((context, run) =>
    isOpen(context) ? run(plain(context.client)) : onClient(pool, (taken) => run(plain(taken))),
  );
  const timedWithoutSavepoint = inside((taken, run) =>
    run({
      query: async ({ text, values }) => {
        await taken.query("set local statement_timeout = '250ms'");
        return taken.query({ text, values: values ?? [] });
      },
    }),
  );
  const alwaysOfThePool = lending(fromPool(pool));
  let current: pg.PoolClient | undefined;
  const inVariable: PoolHost = {
    ...right,
    withConnection: (_context, run) => (current === undefined ? right.withConnection(undefined, run) : run(current)),
    inTransaction: (work) =>
      right.inTransaction(async (context, execute) => {
        current = context?.client;
        try {
          return await work(context, execute);
        } finally {
          current = undefined;
        }
      }),
  };
  const withListener: Handling = (taken, run) => {
    taken.on('notice', () => undefined);
    return run(taken);
  };
  let prepared = 0;

  return [
    wrong(
      'loan-while-reflecting',
      'counts on a request',
      lending((context, run) => {
        if (context === undefined) throw new TypeError('There is no request.');
        return right.withConnection(context, run);
      }),
      /No connection .*There is no request.* lend one of the pool then/,
    ),
    wrong(
      'loan-outside',
      'lends no connection without a transaction',
      lending((context, run) =>
        context === undefined ? right.withConnection(context, run) : run(context.client as never),
      ),
      /lent undefined, which is no connection.* lend a connection of the pool/,
    ),
    wrong(
      'loan-runs-once',
      'does not call run',
      lending(() => Promise.resolve(undefined as never)),
      /without having called run/,
    ),
    wrong(
      'loan-runs-once',
      'tries again',
      outside((taken, run) => run(taken).then(() => run(taken))),
      /called run 2 times/,
    ),
    wrong(
      'loan-runs-once',
      'does not wait',
      outside((taken, run) => Promise.resolve(void run(taken) as never)),
      /settled before run had.* Await run/,
    ),
    wrong(
      'loan-passes-on',
      'gives nothing',
      outside((taken, run) => run(taken).then(() => undefined as never)),
      /Return what run\(connection\) gives/,
      'warn',
    ),
    wrong(
      'loan-passes-on',
      'wraps errors',
      outside((taken, run) => run(taken).catch(() => Promise.reject(new Error('Sorry.')))),
      /rejected with Sorry.* Let the error of run pass/,
      'warn',
    ),
    wrong(
      'loan-given-back',
      'keeps what it took when run failed',
      lending(async (context, run) => {
        if (isOpen(context)) return run(context.client);
        const taken = await pool.connect();
        const value = await run(taken);
        taken.release();
        return value;
      }),
      /1 connections were not given back/,
    ),
    wrong(
      'loan-given-back',
      'gives back twice',
      outside((taken, run) => run(taken).finally(() => taken.release())),
      /After 0 loans, one ended with: .*already been released.* once/,
    ),
    wrong(
      'loan-given-back',
      'takes two',
      outside((taken, run) => onClient(pool, () => run(taken))),
      /took 2 connections out of the pool/,
    ),
    wrong(
      'loan-takes-turns',
      'wraps its only client anew for each loan',
      lending((_context, run) => run({ query: queryOf(client) })),
      /2 objects were lent at the same time for 1 connection.* WeakMap/,
    ),
    wrong('loan-read-only', 'lends a bare query', unguarded, /could write.* READ ONLY/),
    wrong('loan-read-only', 'has no guard', { ...right, guard: 'none' }, /guard "none"/, 'warn'),
    wrong('loan-time-limit', 'lends a bare query', unguarded, /ran on for 1750 ms.*set statement_timeout/, 'warn'),
    wrong('loan-cancel', 'lends a bare query', unguarded, /ended by itself \(no error\)/, 'warn'),
    wrong(
      'loan-leaves-no-transaction',
      'opens a transaction, and forgets to end it',
      outside(async (taken, run) => {
        await taken.query('begin');
        return run(taken);
      }),
      /left a transaction open.* ROLLBACK/,
    ),
    wrong(
      'loan-keeps-session',
      'sets the tenant for the session',
      outside(async (taken, run, context) => {
        if (context !== undefined) await taken.query("select set_config('app.tenant', 'a', false)");
        return run(taken);
      }),
      /app\.tenant was "" and is "a".* SET LOCAL/,
    ),
    wrong(
      'loan-keeps-session',
      'sets the role for the session',
      outside(async (taken, run, context) => {
        if (context !== undefined) await taken.query(`set role ${role}`);
        return run(taken);
      }),
      new RegExp(`role was "none" and is "${role}"`),
    ),
    wrong('loan-no-listeners', 'listens anew with each loan', outside(withListener), /Remove what a loan adds/),
    wrong(
      'transaction-same-backend',
      'lends one of the pool',
      alwaysOfThePool,
      /was lent\. Look for the open transaction/,
    ),
    wrong('transaction-sees-rows', 'lends one of the pool', alwaysOfThePool, /could not be read .* Look for the open/),
    wrong(
      'transaction-sees-role',
      'lends one of the pool',
      alwaysOfThePool,
      new RegExp(`the transaction is of ${role}`),
    ),
    wrong('transaction-sees-role', 'names no role', without(right, 'role'), /Give the audits a role/, 'warn'),
    wrong('transaction-sees-settings', 'lends one of the pool', alwaysOfThePool, /set_config.* Look for the open/),
    wrong(
      'transaction-keeps-connection',
      "gives back the transaction's client",
      inside((taken, run) => run(taken).finally(() => taken.release())),
      /gave back the connection of the open transaction\. What the transaction has taken/,
    ),
    wrong(
      'transaction-keeps-connection',
      'takes another as well',
      inside((taken, run) => onClient(pool, () => run(taken))),
      /took another connection too/,
    ),
    wrong(
      'transaction-takes-turns',
      'wraps the connection anew for each loan',
      inside((taken, run) => run({ query: queryOf(taken) })),
      /2 objects were lent at the same time for 1 connection/,
    ),
    wrong('transaction-apart', 'keeps the transaction in a variable', inVariable, /outside was lent the connection/),
    wrong(
      'transaction-ended',
      'does not see that the transaction has ended',
      lending((context, run) =>
        context?.client === undefined ? right.withConnection(context, run) : run(context.client),
      ),
      /lent its old connection.* Forget the connection/,
    ),
    wrong('transaction-survives-error', 'takes no savepoint', unguarded, /25P02.* SAVEPOINT/),
    wrong('transaction-survives-error', 'has no guard', { ...right, guard: 'none' }, /guard "none"/, 'warn'),
    wrong('transaction-survives-timeout', 'takes no savepoint', timedWithoutSavepoint, /a timeout .*25P02.* SAVEPOINT/),
    wrong(
      'transaction-survives-cancel',
      'takes no savepoint',
      timedWithoutSavepoint,
      /a cancelled .*25P02.* SAVEPOINT/,
    ),
    wrong(
      'transaction-stays-open',
      'commits after run',
      inside((taken, run) => run(taken).finally(() => taken.query('commit; begin'))),
      /in another transaction than before/,
    ),
    wrong('transaction-read-only', 'lends a bare query', unguarded, /wrote to a sequence.*transaction_read_only/),
    wrong(
      'transaction-keeps-session',
      'sets the tenant for the loan',
      inside(async (taken, run) => {
        await taken.query("select set_config('app.tenant', 'b', true)");
        return run(taken);
      }),
      /app\.tenant was "" and is "b"/,
    ),
    wrong('transaction-no-listeners', 'listens anew with each loan', inside(withListener), /Remove what a loan adds/),
    wrong(
      'transaction-prepared-statements',
      'prepares everything',
      inside((taken, run) =>
        run({ query: ({ text, values }) => taken.query({ name: `s${(prepared += 1)}`, text, values: values ?? [] }) }),
      ),
      /left 120 prepared on the connection, over the limit of 100/,
    ),
  ];
}

type Handling = <T>(
  client: pg.PoolClient,
  run: (connection: DatabaseConnection) => Promise<T>,
  context: TransactionContext | undefined,
) => Promise<T>;

function isOpen(context: TransactionContext | undefined): context is Required<TransactionContext> {
  return context?.client !== undefined && context.ended !== true;
}

function queryOf(client: pg.ClientBase): DatabaseConnection['query'] {
  return ({ text, values }) => client.query({ text, values: values ?? [] });
}

async function onClient<T>(pool: pg.Pool, lend: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await lend(client);
  } finally {
    client.release();
  }
}

function without(host: PoolHost, option: keyof PoolHost): PoolHost {
  return Object.fromEntries(Object.entries(host).filter(([name]) => name !== option)) as unknown as PoolHost;
}
