import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import { read } from '../../src/database/read.js';
import { withLoan } from '../../src/database/with-loan.js';
import { createGateway } from '../../src/server/create-gateway.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readRequest } from '../support/read-request.js';

let database: TestDatabase;
let pool: pg.Pool;
const frozen = new Set<number>();
const uncaught: unknown[] = [];
const note = (error: unknown): number => uncaught.push(error);

beforeAll(async () => {
  database = await createDatabase({ sql: ['create table note (id int primary key)'] });
});
afterAll(() => database.drop());
beforeEach(() => {
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined);
  uncaught.length = 0;
  process.on('uncaughtExceptionMonitor', note);
  process.on('unhandledRejection', note);
});
afterEach(async () => {
  for (const pid of frozen) thaw(pid);
  await pool.end();
  await delay(20);
  process.off('uncaughtExceptionMonitor', note);
  process.off('unhandledRejection', note);
  expect(uncaught).toEqual([]);
});

/** As a debugger, a stuck disk or a frozen container would: not even a signal is heard. */
function freeze(pid: number): void {
  process.kill(pid, 'SIGSTOP');
  frozen.add(pid);
}

function thaw(pid: number): void {
  process.kill(pid, 'SIGCONT');
  frozen.delete(pid);
}

const limit = 300;
/** The limit, two times the patience of 2.5 seconds, and room for a busy machine. */
const inTime = 20_000;
const request = readRequest('select pg_backend_pid()::text as r0');
const timeout = 60_000;

async function pidOf(client: pg.PoolClient | pg.Pool): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
}

async function gone(pid: number): Promise<boolean> {
  for (let wait = 0; wait < 200; wait += 1) {
    const { rowCount } = await database.pool.query('select from pg_stat_activity where pid = $1', [pid]);
    if (rowCount === 0) return true;
    await delay(50);
  }
  return false;
}

describe.each(['strict', 'light'] as const)('under %s', (guard) => {
  const options = { guard, statementTimeout: limit } as const;

  test(
    'a frozen backend is given up in time, and the next request gets another',
    async () => {
      let pid = 0;
      const start = performance.now();
      const reading = withLoan(fromPool(pool), undefined, async (connection) => {
        pid = await pidOf(connection as pg.PoolClient);
        freeze(pid);
        return read(connection, request, options);
      });
      await expect(reading).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        message: expect.stringContaining('cancel') as string,
      });
      expect(performance.now() - start).toBeLessThan(inTime);
      const [next] = await withLoan(fromPool(pool), undefined, (connection) => read(connection, request, options));
      expect(Number(next)).toBeGreaterThan(0);
      expect(Number(next)).not.toBe(pid);
      expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
      thaw(pid);
      expect(await gone(pid)).toBe(true);
    },
    timeout,
  );

  test(
    'the transaction of the host fails instead of hanging, and is rolled back',
    async () => {
      const client = await pool.connect();
      client.on('error', () => undefined);
      const pid = await pidOf(client);
      await client.query('begin');
      await client.query('insert into note values (1)');
      freeze(pid);
      const start = performance.now();
      await expect(read(client, request, options)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await expect(client.query('insert into note values (2)')).rejects.toThrow();
      expect(performance.now() - start).toBeLessThan(inTime);
      client.release(true);
      thaw(pid);
      expect(await gone(pid)).toBe(true);
      // Nothing is locked, and nothing was written.
      expect((await pool.query('delete from note')).rowCount).toBe(0);
    },
    timeout,
  );

  test(
    'one that thaws in time is not given up: the statement timed out, and the transaction goes on',
    async () => {
      const client = await pool.connect();
      const pid = await pidOf(client);
      await client.query('begin');
      await client.query('insert into note values (1)');
      const reading = read(client, readRequest("select 'slow' as r0 from pg_sleep(30)"), options);
      reading.catch(() => undefined);
      await delay(100);
      freeze(pid);
      await delay(limit + 1000);
      thaw(pid);
      await expect(reading).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
      await client.query('commit');
      expect(await pidOf(client)).toBe(pid);
      client.release();
      expect((await pool.query('delete from note')).rowCount).toBe(1);
    },
    timeout,
  );

  test(
    'an answer that came while this process was busy is taken',
    async () => {
      const client = await pool.connect();
      await read(client, request, options);
      const reading = read(client, request, { ...options, statementTimeout: 2000 });
      // Longer than all the patience: the timers are due before the socket is looked at.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 8000);
      expect(await reading).toEqual([String(await pidOf(client))]);
      client.release();
    },
    timeout,
  );
});

test(
  'a gateway answers UNAVAILABLE, and the next operation as ever',
  async () => {
    const lend = fromPool(pool);
    let freezing = false;
    const gateway = await createGateway({
      statementTimeout: limit,
      withConnection: (context, run) =>
        lend(context, async (connection) => {
          if (freezing) freeze(await pidOf(connection as pg.PoolClient));
          return run(connection);
        }),
    });
    const query = '{ notes { totalCount } }';
    freezing = true;
    expect(await gateway.execute({ query })).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    freezing = false;
    expect(await gateway.execute({ query })).toEqual({ data: { notes: { totalCount: 0 } } });
    await gateway.close();
  },
  timeout,
);
