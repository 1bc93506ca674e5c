import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { read } from '../../src/database/read.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { bare, light, readRequest, strict } from '../support/read-request.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createDatabase({
    sql: [
      'create table note (id int primary key, body text not null)',
      "insert into note values (1, 'one')",
      `create function write_note() returns text language sql volatile as
       $$ insert into note values (99, 'written') returning body $$`,
      `create function set_for_session() returns text language sql volatile as
       $$ select set_config('application_name', 'left behind', false) $$`,
    ],
  });
});
afterAll(() => database.drop());
beforeEach(async () => {
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(() => client.end());

const count = "select (select count(*) from note)::text as r0, null::text as r1, 'é' || $1::text as r2";
const settings = 'select name, setting from pg_settings order by name';

describe.each([
  ['a client of today', () => undefined],
  [
    'a client of pg before 8.21, which does not tell its transaction status',
    () => Object.assign(client, { getTransactionStatus: undefined }),
  ],
])('on %s', (_name, prepare) => {
  beforeEach(prepare);

  test('gives the columns as text, in order', async () => {
    expect(await read(client, readRequest(count, ['ü']), strict)).toEqual(['1', null, 'éü']);
  });

  test('leaves settings, transaction and listeners as they were', async () => {
    const before = (await client.query(settings)).rows;
    const listeners = client.listenerCount('error') + wireOf(client).listenerCount('readyForQuery');
    const request = {
      ...readRequest('select set_for_session() as r0'),
      settings: [['extra_float_digits', '1']] as const,
    };
    expect(await read(client, request, { ...strict, statementTimeout: 5000 })).toEqual(['left behind']);
    expect((await client.query(settings)).rows).toEqual(before);
    expect(client.listenerCount('error') + wireOf(client).listenerCount('readyForQuery')).toBe(listeners);
    expect(await transactionOpen(client)).toBe(false);
  });

  test('in an open transaction sees its rows, and an error of ours does it no harm', async () => {
    await client.query('begin');
    await client.query("insert into note values (2, 'two')");
    expect(await read(client, readRequest(count, ['']), strict)).toEqual(['2', null, 'é']);
    await expect(read(client, readRequest("select (1 / '0'::int)::text as r0"), strict)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    await client.query("insert into note values (3, 'three')");
    await client.query('commit');
    expect((await client.query('select id from note order by id')).rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    await client.query('delete from note where id > 1');
  });

  test('refuses a transaction that has failed, and sends nothing', async () => {
    await client.query('begin');
    await client.query('select 1 / 0').catch(() => undefined);
    for (const options of [strict, light]) {
      await expect(read(client, readRequest(count, ['']), options)).rejects.toMatchObject({
        code: 'LOAN_ABORTED',
        message: expect.stringContaining('Roll it back') as string,
      });
    }
    await client.query('rollback');
    expect(await read(client, readRequest(count, ['']), strict)).toEqual(['1', null, 'é']);
  });

  test('an error outside a transaction leaves none open', async () => {
    await expect(read(client, readRequest("select (1 / '0'::int)::text as r0"), strict)).rejects.toThrow();
    expect(await transactionOpen(client)).toBe(false);
  });
});

test('costs one round trip on a client of today, outside and inside a transaction', async () => {
  const options = { ...strict, statementTimeout: 1000 };
  const request = { ...readRequest(count, ['']), settings: [['extra_float_digits', '1']] as const };
  expect(await answersDuring(client, () => read(client, request, options))).toBe(1);
  await client.query('begin');
  expect(await answersDuring(client, () => read(client, request, options))).toBe(1);
  await client.query('rollback');
});

test.each([
  ['outside a transaction', 'select'],
  ['inside one', 'begin'],
])('writes are refused by PostgreSQL %s', async (_name, first) => {
  await client.query(first);
  for (const text of [
    'select write_note() as r0',
    "with w as (insert into note values (98, 'w') returning body) select body as r0 from w",
    'select body as r0 from note for update',
  ]) {
    await expect(read(client, readRequest(text), strict)).rejects.toMatchObject({ cause: { code: '25006' } });
  }
  await expect(
    read(client, readRequest("select set_config('transaction_read_only', 'off', false) || write_note() as r0"), strict),
  ).rejects.toMatchObject({ cause: { code: '25001' } });
  await client.query(first === 'begin' ? 'commit' : 'select');
  expect((await client.query('select count(*)::int as n from note')).rows).toEqual([{ n: 1 }]);
});

test('two statements in one text are refused, also without values', async () => {
  for (const options of [strict, bare]) {
    await expect(read(client, readRequest('select 1::text as r0; select 2'), options)).rejects.toMatchObject({
      cause: { code: '42601' },
    });
  }
});

describe('the statement timeout', () => {
  const slow = readRequest('select pg_sleep(5)::text as r0');
  const shown = readRequest("select current_setting('statement_timeout') as r0");

  test.each(['select', 'begin'])('ends a statement after "%s" and leaves the connection usable', async (first) => {
    await client.query(first);
    const start = performance.now();
    await expect(read(client, slow, { ...strict, statementTimeout: 150 })).rejects.toMatchObject({
      code: 'QUERY_TIMEOUT',
    });
    expect(performance.now() - start).toBeLessThan(3000);
    expect(await transactionOpen(client)).toBe(first === 'begin');
    expect((await client.query("select current_setting('statement_timeout') as t")).rows).toEqual([{ t: '0' }]);
  });

  test.each([
    ['0', 1500, '1500ms'],
    ['5s', 1500, '1500ms'],
    ['1500ms', 5000, '1500ms'],
    ['2min', 200_000, '2min'],
    ['3d', 3_600_000, '1h'],
    ['0', Infinity, '2147483647ms'],
  ])('of a session with %s and ours of %i is %s', async (own, ours, expected) => {
    await client.query(`set statement_timeout = '${own}'`);
    expect(await read(client, shown, { ...strict, statementTimeout: ours })).toEqual([expected]);
    expect(await read(client, shown, strict)).toEqual([own]);
  });

  test("holds to the host's client-side query_timeout", async () => {
    const impatient = new pg.Client({ connectionString: database.url, query_timeout: 200 });
    await impatient.connect();
    await expect(read(impatient, slow, strict)).rejects.toMatchObject({
      code: 'QUERY_TIMEOUT',
      cause: { code: '57014' },
    });
    expect(await read(impatient, readRequest("select '1' as r0"), strict)).toEqual(['1']);
    await impatient.end();
  });

  test('is not fooled by a schema in front of the search path', async () => {
    await client.query(`
      create schema hostile;
      create function hostile.evil(bigint, bigint) returns boolean language sql as 'select true';
      create operator hostile.= (leftarg = bigint, rightarg = bigint, function = hostile.evil);
      create operator hostile.< (leftarg = bigint, rightarg = bigint, function = hostile.evil);
      create function hostile.set_config(text, text, boolean) returns text language sql as $$select 'hijacked'$$;
      set search_path = hostile, pg_catalog, public; set statement_timeout = '3s'`);
    expect(await read(client, shown, { ...strict, statementTimeout: 1000 })).toEqual(['1s']);
  });
});

test("the host's type parsers and binary mode do not touch the text", async () => {
  const types = { getTypeParser: () => () => 'mangled' };
  const mangling = new pg.Client({ connectionString: database.url, types, binary: true } as pg.ClientConfig);
  await mangling.connect();
  for (const options of [strict, bare]) {
    expect(await read(mangling, readRequest("select 'é' as r0, null::text as r1"), options)).toEqual(['é', null]);
  }
  await mangling.end();
});

test('two reads on one client take turns', async () => {
  await client.query('begin');
  const texts = Array.from({ length: 5 }, (_, n) =>
    n === 2 ? 'select (1 / 0)::text as r0' : `select pg_sleep(0.02)::text || '${n}' as r0`,
  );
  const results = await Promise.allSettled(texts.map((text) => read(client, readRequest(text), strict)));
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
    ['0'],
    ['1'],
    'failed',
    ['3'],
    ['4'],
  ]);
  await client.query('commit');
});

test("what the host queues on the same client meanwhile stays the host's", async () => {
  await client.query('begin');
  const reading = read(client, readRequest('select (1 / 0)::text as r0'), strict);
  const inserting = client.query("insert into note values (4, 'four')");
  await expect(reading).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await inserting;
  await client.query('commit');
  expect((await client.query('delete from note where id = 4')).rowCount).toBe(1);
});

test('guard none sends the bare statement and nothing else', async () => {
  await client.query('create extension pg_stat_statements');
  const mark = 'select $1::text || body as r0 from note';
  await client.query('select pg_stat_statements_reset(0, oid, 0) from pg_database where datname = current_database()');
  expect(await answersDuring(client, () => read(client, readRequest(mark, ['a ']), bare))).toBe(1);
  const { rows } = await client.query(
    `select calls::int, query from pg_stat_statements s join pg_database d on d.oid = s.dbid
     where d.datname = current_database() and query not like '%pg_stat_statements%'`,
  );
  expect(rows).toEqual([{ calls: 1, query: mark }]);
});

test('a backend that is killed during the statement is UNAVAILABLE, and the process lives', async () => {
  const reading = read(client, readRequest('select pg_sleep(10)::text as r0'), strict);
  await database.pool.query('select pg_terminate_backend($1)', [processIdOf(client)]);
  await expect(reading).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: { code: '57P01' } });
  expect(client.listenerCount('error')).toBe(0);
});

test('a client that the host has ended is LOAN_ENDED', async () => {
  const ended = new pg.Client({ connectionString: database.url });
  await ended.connect();
  await ended.end();
  await expect(read(ended, readRequest(count, ['']), strict)).rejects.toMatchObject({ code: 'LOAN_ENDED' });
  const ending = new pg.Client({ connectionString: database.url });
  await ending.connect();
  const reading = read(ending, readRequest('select pg_sleep(10)::text as r0'), strict);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all([ending.end(), expect(reading).rejects.toMatchObject({ code: 'LOAN_ENDED' })]);
});

test('a client that is back in its pool is LOAN_RELEASED', async () => {
  const released = await database.pool.connect();
  released.release();
  await expect(read(released, readRequest(count, ['']), strict)).rejects.toMatchObject({ code: 'LOAN_RELEASED' });
});

test('a pipelining client gets the same guard', async () => {
  const pipelining = new pg.Client({ connectionString: database.url, pipeline: true });
  await pipelining.connect();
  const options = { ...strict, statementTimeout: 1000 };
  for (const first of ['select', 'begin']) {
    await pipelining.query(first);
    expect(await read(pipelining, readRequest(count, ['']), options)).toEqual(['1', null, 'é']);
    await expect(read(pipelining, readRequest('select write_note() as r0'), options)).rejects.toMatchObject({
      cause: { code: '25006' },
    });
    expect(await transactionOpen(pipelining)).toBe(first === 'begin');
  }
  await pipelining.query('select 1/0').catch(() => undefined);
  await expect(read(pipelining, readRequest(count, ['']), options)).rejects.toMatchObject({ code: 'LOAN_ABORTED' });
  await pipelining.end();
});

/** How often PostgreSQL said ReadyForQuery: the number of round trips. */
async function answersDuring(of: pg.Client, run: () => Promise<unknown>): Promise<number> {
  let answers = 0;
  const listener = (): number => (answers += 1);
  wireOf(of).on('readyForQuery', listener);
  await run();
  wireOf(of).off('readyForQuery', listener);
  return answers;
}

function processIdOf(of: pg.Client): number {
  return (of as unknown as { processID: number }).processID;
}

function wireOf(of: pg.Client): NodeJS.EventEmitter {
  return (of as unknown as { connection: NodeJS.EventEmitter }).connection;
}

/** now() stands still in a transaction. */
async function transactionOpen(of: pg.Client): Promise<boolean> {
  const first = await of.query('select now()::text as now');
  const second = await of.query('select now()::text as now');
  return (first.rows as { now: string }[])[0]?.now === (second.rows as { now: string }[])[0]?.now;
}
