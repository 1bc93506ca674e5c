import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import { read } from '../../src/database/read.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readRequest, strict } from '../support/read-request.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const pid = readRequest('select pg_backend_pid()::text as r0');

test('gives the connection back, after success and after an error of the statement', async () => {
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const withConnection = fromPool(pool);
  const first = await withConnection(undefined, (connection) => read(connection, pid, strict));
  const failing = withConnection(undefined, (connection) => read(connection, readRequest('select 1 / 0'), strict));
  await expect(failing).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await withConnection(undefined, (connection) => read(connection, pid, strict))).toEqual(first);
  expect(pool).toMatchObject({ totalCount: 1, idleCount: 1 });
  await pool.end();
});

test('destroys a connection whose backend is killed, busy or idle, and goes on with another', async () => {
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const withConnection = fromPool(pool);
  const kill = (of: string | null | undefined): Promise<unknown> =>
    database.pool.query('select pg_terminate_backend($1::int)', [of]);
  const busy = withConnection(undefined, async (connection) => {
    const [backend] = await read(connection, pid, strict);
    const reading = read(connection, readRequest('select pg_sleep(10)::text as r0'), strict);
    await kill(backend);
    return reading;
  });
  await expect(busy).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const idle = withConnection(undefined, async (connection) => {
    await kill((await read(connection, pid, strict))[0]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return 'unharmed';
  });
  expect(await idle).toBe('unharmed');
  expect(await withConnection(undefined, (connection) => read(connection, pid, strict))).toHaveLength(1);
  expect(pool.totalCount).toBe(1);
  await pool.end();
});

test('destroys a connection that is in a failed transaction', async () => {
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const poisoned = await pool.connect();
  await poisoned.query('begin');
  await poisoned.query('select 1 / 0').catch(() => undefined);
  poisoned.release();
  const withConnection = fromPool(pool);
  const reading = withConnection(undefined, (connection) => read(connection, pid, strict));
  await expect(reading).rejects.toMatchObject({ code: 'LOAN_ABORTED' });
  expect(await withConnection(undefined, (connection) => read(connection, pid, strict))).toHaveLength(1);
  await pool.end();
});

test.each([
  ['cannot reach the server', () => new pg.Pool({ host: '127.0.0.1', port: 1 })],
  ['is refused by the server', () => new pg.Pool({ connectionString: `${database.url}-of-another-name` })],
  [
    'has ended',
    () => {
      const pool = new pg.Pool({ connectionString: database.url });
      void pool.end();
      return pool;
    },
  ],
])('a pool that %s is UNAVAILABLE', async (_name, poolOf) => {
  const lending = fromPool(poolOf())(undefined, () => Promise.resolve('never'));
  await expect(lending).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
