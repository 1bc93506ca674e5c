import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { read } from '../../src/database/read.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readRequest, strict } from '../support/read-request.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createDatabase({ sql: ['create table note as select 1 as id'] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(() => client.end());

test.each(['select', 'begin'])('a statement waits for a lock no longer than that, after "%s"', async (first) => {
  const locking = await database.pool.connect();
  await locking.query('begin; lock table note in access exclusive mode');
  await client.query(first);
  const start = performance.now();
  const reading = read(client, readRequest('select id::text as r0 from note'), { ...strict, lockTimeout: 150 });
  await expect(reading).rejects.toMatchObject({ code: 'LOCK_TIMEOUT', cause: { code: '55P03' } });
  expect(performance.now() - start).toBeGreaterThan(149);
  expect(performance.now() - start).toBeLessThan(3000);
  await locking.query('rollback');
  locking.release();
  expect((await client.query('show lock_timeout')).rows).toEqual([{ lock_timeout: '0' }]);
  expect((await client.query('select id from note')).rows).toEqual([{ id: 1 }]);
});

test.each([
  ['0', 1500, '1500ms'],
  ['5s', 1500, '1500ms'],
  ['1500ms', 5000, '1500ms'],
  ['2min', 200_000, '2min'],
])("of a session's %s and ours of %i it is %s", async (own, ours, expected) => {
  await client.query(`set lock_timeout = '${own}'; set statement_timeout = '1h'`);
  const shown = readRequest("select current_setting('lock_timeout') as r0, current_setting('statement_timeout') as r1");
  expect(await read(client, shown, { ...strict, lockTimeout: ours })).toEqual([expected, '1h']);
  expect(await read(client, shown, { ...strict, lockTimeout: ours, statementTimeout: 900 })).toEqual([
    expected,
    '900ms',
  ]);
});
