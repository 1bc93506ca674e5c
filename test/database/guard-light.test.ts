import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { read } from '../../src/database/read.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { light, readRequest } from '../support/read-request.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createDatabase({
    sql: [
      'create table note (id int primary key, body text not null)',
      "insert into note values (1, 'one')",
      'create extension pg_stat_statements',
    ],
  });
});
afterAll(() => database.drop());
beforeEach(async () => {
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(() => client.end());

const count = readRequest('select count(*)::text as r0 from note');
const slow = readRequest('select pg_sleep(10)::text as r0');

test('outside a transaction the SELECT is all that is sent, inside one it stands in a savepoint', async () => {
  const sent = async (): Promise<readonly string[]> => {
    await client.query(
      'select pg_stat_statements_reset(0, oid, 0) from pg_database where datname = current_database()',
    );
    await read(client, count, { ...light, statementTimeout: 5000 });
    const { rows } = await client.query<{ query: string }>(
      `select query from pg_stat_statements s join pg_database d on d.oid = s.dbid
       where d.datname = current_database() and query not like '%pg_stat_statements%' order by query collate "C"`,
    );
    return rows.map(({ query }) => query);
  };
  expect(await sent()).toEqual([count.text]);
  await client.query('begin');
  expect(await sent()).toEqual([
    expect.stringMatching(/^RELEASE/),
    expect.stringMatching(/^ROLLBACK TO/),
    expect.stringMatching(/^SAVEPOINT/),
    count.text,
  ]);
});

test.each(['select', 'begin'])('a statement is cancelled when its time is up, after "%s"', async (first) => {
  await client.query(first);
  await client.query('insert into note values (2, $1)', ['two']);
  const start = performance.now();
  await expect(read(client, slow, { ...light, statementTimeout: 150 })).rejects.toMatchObject({
    code: 'QUERY_TIMEOUT',
    message: expect.stringContaining('150 ms') as string,
    cause: { code: '57014' },
  });
  expect(performance.now() - start).toBeGreaterThan(149);
  expect(performance.now() - start).toBeLessThan(3000);
  expect(await read(client, count, light)).toEqual(['2']);
  await client.query(first === 'begin' ? 'commit' : 'select');
  expect((await client.query('delete from note where id = 2')).rowCount).toBe(1);
});

test.each([
  ['statement_timeout of the session', "set statement_timeout = '100ms'", {}],
  ["client's query_timeout", 'select', { query_timeout: 100 }],
])('a shorter %s wins', async (_name, first, config) => {
  const impatient = new pg.Client({ connectionString: database.url, ...config });
  await impatient.connect();
  await impatient.query(first);
  const start = performance.now();
  await expect(read(impatient, slow, { ...light, statementTimeout: 60_000 })).rejects.toMatchObject({
    code: 'QUERY_TIMEOUT',
  });
  expect(performance.now() - start).toBeLessThan(3000);
  expect(await read(impatient, count, light)).toEqual(['1']);
  await impatient.end();
});

test('an error of ours does no harm to an open transaction', async () => {
  await client.query('begin');
  await client.query("insert into note values (2, 'two')");
  const failing = readRequest("select (1 / '0'::int)::text as r0");
  await expect(read(client, failing, light)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await client.query('commit');
  expect((await client.query('delete from note where id = 2')).rowCount).toBe(1);
});

test('no timer outlives its statement', async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  await read(client, count, { ...light, statementTimeout: 60_000 });
  expect(timers()).toBe(before);
});
