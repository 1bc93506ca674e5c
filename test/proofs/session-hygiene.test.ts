import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { WithConnection } from '../../src/database/connection.js';
import { fromPool } from '../../src/database/from-pool.js';
import { PreparedStatements } from '../../src/database/prepared-statements.js';
import { read } from '../../src/database/read.js';
import type { ReadRequest } from '../../src/database/read-request.js';
import { withLoan } from '../../src/database/with-loan.js';
import { PillionError } from '../../src/errors/pillion-error.js';
import { createDatabase } from '../support/database.js';
import { proofTimeout, randomFrom, scaled } from '../support/proof-scale.js';
import { readRequest } from '../support/read-request.js';

const cap = 20;
const lanes = 6;
const role = `hygiene_reader_${process.pid}`;

type Kind = 'good' | 'error' | 'timeout' | 'cancelled' | 'gone before' | 'killed';

const late = readRequest("select 'late' as r0 from pg_sleep(20)");
const kinds: Readonly<Record<Kind, { share: number; ends: string; request: (shape: number) => ReadRequest }>> = {
  good: {
    share: 0.5,
    ends: 'answered',
    request: (shape) =>
      readRequest(`select count(*)::text || '/${shape}' as r0 from host_rows where n < $1::int`, ['9']),
  },
  error: {
    share: 0.2,
    ends: 'BAD_USER_INPUT',
    request: (shape) => readRequest(`select (${shape} / $1::int)::text as r0`, ['0']),
  },
  timeout: { share: 0.1, ends: 'QUERY_TIMEOUT', request: () => late },
  cancelled: { share: 0.1, ends: 'CANCELLED', request: () => late },
  'gone before': { share: 0.05, ends: 'CANCELLED', request: () => late },
  killed: { share: 0.05, ends: 'UNAVAILABLE', request: () => late },
};

/** Everything that a session holds, in one row; the same text each time takes the same locks of its own. */
const sessionText = `select
  (select md5(string_agg(name || '=' || setting, ';' order by name)) from pg_settings) as settings,
  current_user::text as role, session_user::text as login, current_setting('search_path') as path,
  (select count(*)::int from pg_locks where pid = pg_backend_pid()) as locks,
  (select array_agg(c) from pg_listening_channels() c) as listening,
  (select array_agg(name) from pg_cursors where name <> '') as cursors,
  (select array_agg(name) from pg_prepared_statements where name not like 'pillion\\_%') as statements,
  (select count(*)::int from pg_prepared_statements where name like 'pillion\\_%') as ours,
  (select state from pg_stat_activity where pid = pg_backend_pid()) as state,
  now() = statement_timestamp() as outside`;

async function sessionOf(client: pg.PoolClient): Promise<Record<string, unknown>> {
  const { rows } = await client.query<Record<string, unknown>>(sessionText);
  const { ours, outside, ...rest } = rows[0] ?? {};
  expect(ours).toBeLessThanOrEqual(cap);
  const listeners = ['error', 'end', 'notification', 'notice', 'drain'].map((event) => client.listenerCount(event));
  // A statement alone has the time of its transaction; in an open one it has that only by chance.
  return { ...rest, listeners, transaction: outside === true ? 'none' : 'open' };
}

interface Baseline {
  readonly outer: object;
  inner: object | undefined;
}

async function settleIn(client: pg.PoolClient): Promise<Baseline> {
  await client.query("set search_path = elsewhere, public; set datestyle = 'German'; listen host_channel");
  await client.query({ name: 'host_statement', text: 'select 1 as one' });
  return { outer: await sessionOf(client), inner: undefined };
}

test(
  'loans of every kind leave the sessions of the host as they were, and each is given back exactly once',
  async () => {
    const database = await createDatabase({
      sql: [
        `create table host_rows (n int); create schema elsewhere;
         create role ${role}; grant select, insert on host_rows to ${role}`,
      ],
    });
    const pool = new pg.Pool({ connectionString: database.url, max: lanes });
    pool.on('error', () => undefined);
    const released = new Map<pg.PoolClient, number>();
    const tally = { acquired: 0, released: 0 };
    pool.on('acquire', (client) => {
      tally.acquired += 1;
      released.set(client, (released.get(client) ?? 0) + 1);
    });
    pool.on('release', (_error, client) => {
      tally.released += 1;
      released.set(client, (released.get(client) ?? 0) - 1);
    });
    const killer = new pg.Pool({ connectionString: database.url, max: 2 });
    const prepared = new PreparedStatements(cap);
    const seen = new Map<string, number>();
    /** Of each client, its session before the first loan, and that in the first transaction of the host: for all later ones. */
    const baselines = new WeakMap<object, Baseline>();

    /** A host with a session of its own making; with `inside`, in its own transaction under a role of its own. */
    const lending = (inside: boolean, survives: 'whole' | 'failed transaction' | 'no'): WithConnection => {
      const lend = fromPool(pool);
      return (context, run) =>
        lend(context, async (lent) => {
          const client = lent as pg.PoolClient;
          const first = baselines.get(client) ?? (await settleIn(client));
          baselines.set(client, first);
          if (inside) {
            await client.query(`begin; set local role ${role}; set local statement_timeout = '30s'`);
            await client.query('insert into host_rows values (1); declare host_cursor cursor for select 7 as seven');
            await client.query('select count(*) from host_rows');
            first.inner ??= await sessionOf(client);
          }
          try {
            return await run(client);
          } finally {
            if (survives !== 'no') {
              if (inside && survives === 'whole') {
                expect(await sessionOf(client)).toEqual(first.inner);
                expect((await client.query('fetch host_cursor')).rows).toEqual([{ seven: 7 }]);
                expect((await client.query('select n from host_rows')).rows).toEqual([{ n: 1 }]);
              }
              if (inside) await client.query('rollback');
              expect(await sessionOf(client)).toEqual(first.outer);
              const own = await client.query({ name: 'host_statement', text: 'select 1 as one' });
              expect(own.rows).toEqual([{ one: 1 }]);
            }
          }
        });
    };

    const loan = async (random: ReturnType<typeof randomFrom>): Promise<void> => {
      const guard = (['strict', 'light', 'none'] as const)[random.below(3)] ?? 'strict';
      const drawn = kindOf(random.below(1000) / 1000);
      // Nothing limits the time under none.
      const kind = drawn === 'timeout' && guard === 'none' ? 'cancelled' : drawn;
      const inside = random.chance(0.5);
      const [shape, wait] = [random.below(60), 1 + random.below(10)];
      const controller = new AbortController();
      const statementTimeout = kind === 'timeout' ? wait : 20_000;
      const options = { guard, statementTimeout, lockTimeout: 1000, prepared, signal: controller.signal };
      const fails = guard === 'none' && (kind === 'error' || kind === 'cancelled');
      const survives = kind === 'killed' ? 'no' : fails ? 'failed transaction' : 'whole';
      const outcome = await withLoan(
        lending(inside, survives),
        undefined,
        (connection) => {
          if (kind === 'gone before') controller.abort();
          if (kind === 'cancelled') setTimeout(() => controller.abort(), wait);
          if (kind === 'killed') {
            const { processID } = connection as unknown as { processID: number };
            void delay(wait).then(() => killer.query('select pg_terminate_backend($1)', [processID]));
          }
          return read(connection, kinds[kind].request(shape), options);
        },
        { loanTimeout: 20_000 },
      ).then(
        () => 'answered',
        (error: unknown) => {
          if (error instanceof PillionError) return error.code;
          throw error;
        },
      );
      expect(outcome, `${kind} under ${guard}, ${inside ? 'inside' : 'outside'}`).toBe(kinds[kind].ends);
      const cell = `${kind}, ${guard}, ${inside ? 'inside' : 'outside'}`;
      seen.set(cell, (seen.get(cell) ?? 0) + 1);
    };

    const total = scaled(10_000);
    await Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        const random = randomFrom(1000 + lane);
        for (let turn = lane; turn < total; turn += lanes) await loan(random);
      }),
    );
    expect(tally).toEqual({ acquired: total, released: total });
    expect([...released.values()].filter((count) => count !== 0)).toEqual([]);
    expect([pool.waitingCount, pool.totalCount - pool.idleCount]).toEqual([0, 0]);
    expect((await pool.query('select from host_rows')).rowCount).toBe(0);
    // Six kinds, three guards, inside and outside, less the timeout under none.
    expect(seen.size).toBe(34);
    await Promise.all([pool.end(), killer.end()]);
    await database.pool.query(`drop owned by ${role}; drop role ${role}`);
    await database.drop();
  },
  proofTimeout,
);

function kindOf(drawn: number): Kind {
  let rest = drawn;
  for (const [kind, { share }] of Object.entries(kinds)) {
    if (rest < share) return kind as Kind;
    rest -= share;
  }
  return 'good';
}
