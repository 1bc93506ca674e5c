import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { read } from '../../src/database/read.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readRequest, strict } from '../support/read-request.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createDatabase({ sql: ['create table note (id int primary key)'] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(() => client.end());

const slow = readRequest('select pg_sleep(10)::text as r0');

test('a request that was cancelled before sends nothing', async () => {
  const reading = read(client, slow, { ...strict, signal: AbortSignal.abort() });
  await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
});

test("a statement that waits behind the host's is never sent, and the host's goes on", async () => {
  const controller = new AbortController();
  const hosts = client.query("select 'host' as who, pg_sleep(0.3)");
  const reading = read(client, slow, { ...strict, signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
  expect((await hosts).rows).toMatchObject([{ who: 'host' }]);
});

test.each(['select', 'begin'])(
  'a running statement is cancelled after "%s", and the connection is as before',
  async (first) => {
    await client.query(first);
    const start = performance.now();
    const reading = read(client, slow, { ...strict, signal: AbortSignal.timeout(100) });
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(performance.now() - start).toBeLessThan(3000);
    await client.query('insert into note values ($1)', [first.length]);
    await client.query(first === 'begin' ? 'commit' : 'select');
    expect((await database.pool.query('delete from note')).rowCount).toBe(1);
  },
);

test('a cancel that comes as the statement ends never hits what the host runs next', async () => {
  await client.query('begin');
  for (let round = 0; round < 150; round += 1) {
    const controller = new AbortController();
    const request = readRequest(
      `select ${round % 3 === 0 ? "(1 / '0'::int)::text" : "'done'"} as r0 from pg_sleep(0.003)`,
    );
    const reading = read(client, request, { ...strict, signal: controller.signal });
    setTimeout(() => controller.abort(), 1 + (round % 5));
    await reading.catch(() => undefined);
    expect((await client.query('select count(*)::int as n from generate_series(1, 5000)')).rows).toEqual([{ n: 5000 }]);
  }
  await client.query('commit');
});

test.skipIf(inject('socketDirectory') === '')('reaches the server through a unix socket', async () => {
  const { pathname, port } = new URL(database.url);
  const local = new pg.Client({
    host: inject('socketDirectory'),
    port: Number(port),
    user: 'postgres',
    database: pathname.slice(1),
  });
  await local.connect();
  const reading = read(local, slow, { ...strict, signal: AbortSignal.timeout(100) });
  await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
  await local.end();
});
