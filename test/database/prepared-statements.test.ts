import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PreparedStatements } from '../../src/database/prepared-statements.js';
import { read } from '../../src/database/read.js';
import type { ReadOptions } from '../../src/database/read-request.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readRequest } from '../support/read-request.js';
import { turnCountingProxy } from '../support/turn-counting-proxy.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createDatabase({
    sql: ['create table note (id int primary key, body text not null)', "insert into note values (1, 'one')"],
  });
});
afterAll(() => database.drop());
beforeEach(async () => {
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(() => client.end());

const guards = ['strict', 'light', 'none'] as const;
const body = readRequest('select body as r0 from note where id = $1::text::int', ['1']);

function keeping(guard: ReadOptions['guard'], cap = 100): ReadOptions {
  return { guard, statementTimeout: 5000, lockTimeout: 1000, prepared: new PreparedStatements(cap) };
}

interface Prepared {
  readonly name: string;
  readonly statement: string;
  readonly uses: number;
}

async function preparedOn(of: pg.Client): Promise<readonly Prepared[]> {
  const { rows } = await of.query<Prepared>(
    'select name, statement, (generic_plans + custom_plans)::int as uses from pg_prepared_statements order by name',
  );
  return rows;
}

describe.each(guards)('under the guard %s', (guard) => {
  test('a statement is parsed once and then used by name', async () => {
    const options = keeping(guard);
    for (let turn = 0; turn < 8; turn += 1) expect(await read(client, body, options)).toEqual(['one']);
    const kept = (await preparedOn(client)).filter(({ statement }) => statement === body.text);
    expect(kept).toEqual([{ name: expect.stringMatching(/^pillion_/) as string, statement: body.text, uses: 8 }]);
  });

  test('costs one round trip, the first time and later, outside a transaction and inside', async () => {
    const proxy = await turnCountingProxy(database.url);
    const proxied = new pg.Client({ connectionString: proxy.url });
    await proxied.connect();
    const options = keeping(guard);
    for (const first of ['select', 'begin']) {
      await proxied.query(first);
      for (let turn = 0; turn < 3; turn += 1) {
        proxy.turns();
        await read(proxied, body, options);
        expect(proxy.turns()).toBe(1);
      }
    }
    await proxied.end();
    await proxy.close();
  });

  test('no more than the cap are on a connection, and none of the others is touched', async () => {
    const options = keeping(guard, 3);
    await client.query({ name: 'mine', text: 'select 1' });
    for (let turn = 0; turn < 12; turn += 1) {
      const failing = turn % 4 === 3;
      const reading = read(client, readRequest(`select (${failing ? '1 / 0' : turn})::text as r0`), options);
      if (failing) await expect(reading).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      else expect(await reading).toEqual([String(turn)]);
      const kept = await preparedOn(client);
      expect(kept.filter(({ name }) => name.startsWith('pillion_')).length).toBeLessThanOrEqual(3);
      expect(kept.filter(({ name }) => !name.startsWith('pillion_'))).toMatchObject([{ name: 'mine' }]);
    }
  });

  test.each(['discard all', 'deallocate all'])('nobody sees that %s has dropped them', async (forget) => {
    const options = keeping(guard);
    await read(client, body, options);
    await client.query(forget);
    expect(await read(client, body, options)).toEqual(['one']);
    expect(await read(client, body, options)).toEqual(['one']);
  });

  test("the host's transaction lives on where they are dropped inside of it", async () => {
    const options = keeping(guard);
    await read(client, body, options);
    await client.query('begin');
    await client.query("insert into note values (2, 'two')");
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await read(client, { ...body, values: ['2'] }, options)).toEqual(['two']);
      await client.query('deallocate all');
      const [first, second] = await Promise.all([read(client, body, options), client.query('select 2 as two')]);
      expect([first, second.rows]).toEqual([['one'], [{ two: 2 }]]);
    }
    await client.query('commit');
    expect((await client.query('delete from note where id = 2')).rowCount).toBe(1);
  });

  test('where the host drops them after each use, they are given up', async () => {
    const options = keeping(guard);
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await read(client, body, options)).toEqual(['one']);
      await client.query('discard all');
    }
    expect(await read(client, body, options)).toEqual(['one']);
    expect(await preparedOn(client)).toEqual([]);
  });

  test('a type that is dropped and made again is found again', async () => {
    const options = keeping(guard);
    const mood = readRequest('select $1::text::mood::text || $2::mood::text as r0', ['sad', 'ok']);
    for (let turn = 0; turn < 2; turn += 1) {
      await client.query("drop type if exists mood; create type mood as enum ('sad', 'ok')");
      for (let use = 0; use < 7; use += 1) expect(await read(client, mood, options)).toEqual(['sadok']);
    }
    await client.query('drop type mood');
    await expect(read(client, mood, options)).rejects.toMatchObject({ code: 'SCHEMA_CHANGED' });
  });

  test('a column that changes its type or goes is no stale plan', async () => {
    const options = keeping(guard);
    await client.query('drop table if exists changing; create table changing as select 1 as n, 2 as m');
    const request = readRequest('select n::text as r0 from changing');
    const star = readRequest('select * from (select c.* from changing c) as c(r0)');
    await read(client, request, options);
    await client.query("alter table changing alter n type text using 'n' || n, drop m");
    expect(await read(client, request, options)).toEqual(['n1']);
    expect(await read(client, star, options)).toEqual(['n1']);
    await client.query("alter table changing add m text default 'm'; alter table changing drop n");
    expect(await read(client, star, options)).toEqual(['m']);
    await expect(read(client, request, options)).rejects.toMatchObject({ code: 'SCHEMA_CHANGED' });
    await client.query("alter table changing add n text default 'again'");
    expect(await read(client, request, options)).toEqual(['again']);
  });

  test('an error of the statement itself is not tried again', async () => {
    const proxy = await turnCountingProxy(database.url);
    const proxied = new pg.Client({ connectionString: proxy.url });
    await proxied.connect();
    const options = keeping(guard);
    const ratio = (by: string) => read(proxied, readRequest('select (6 / $1::text::int)::text as r0', [by]), options);
    await ratio('2');
    proxy.turns();
    await expect(ratio('0')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(proxy.turns()).toBe(guard === 'strict' ? 2 : 1);
    expect(await ratio('3')).toEqual(['2']);
    await proxied.end();
    await proxy.close();
  });
});

test('two gateways on one connection do not meet', async () => {
  const [one, other] = [keeping('strict', 2), keeping('strict', 2)];
  for (let turn = 0; turn < 4; turn += 1) {
    for (const options of [one, other]) expect(await read(client, body, options)).toEqual(['one']);
  }
  const kept = (await preparedOn(client)).filter(({ statement }) => statement === body.text);
  expect(kept.map(({ uses }) => uses)).toEqual([4, 4]);
});

test('without a place for them nothing is prepared', async () => {
  for (const guard of guards) await read(client, body, { ...keeping(guard), prepared: undefined });
  expect(await preparedOn(client)).toEqual([]);
});

test('on a client of pg before 8.21, whose status is not known, guard none prepares nothing', async () => {
  Object.assign(client, { getTransactionStatus: undefined });
  for (let turn = 0; turn < 3; turn += 1) expect(await read(client, body, keeping('none'))).toEqual(['one']);
  expect(await preparedOn(client)).toEqual([]);
  const strictly = keeping('strict');
  for (let turn = 0; turn < 3; turn += 1) expect(await read(client, body, strictly)).toEqual(['one']);
  expect((await preparedOn(client)).map(({ uses }) => uses)).toEqual([3, 3, 3, 3]);
});
