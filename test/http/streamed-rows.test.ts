import type { ApolloServerPlugin } from '@apollo/server';
import fastify from 'fastify';
import { parse } from 'graphql';
import Koa from 'koa';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBorrow } from '../../src/database/from-borrow.js';
import { fromPool } from '../../src/database/from-pool.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import type { Observation } from '../../src/observation/observation.js';
import { createGateway, type Gateway } from '../../src/server/create-gateway.js';
import { fastifyMount } from '../../src/server/fastify.js';
import { koaMount } from '../../src/server/koa.js';
import { nodeHandler } from '../../src/server/node.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { type HttpServer, listen, post } from './http-server.js';

/** Rows enough for many portions; the first is long, and the views fail where their names say. */
const SQL = `
  create table kind (id int primary key, label text not null);
  insert into kind values (1, 'odd'), (2, 'even');
  create table reading (id int primary key, kind_id int references kind, big bigint, ratio float8, note text);
  insert into reading select n, 1 + (n + 1) % 2, n * 10000000000, n / 8.0, case when n = 1 then repeat('é"', 50000) end
    from generate_series(1, 20000) n;
  create view fails_at_once as select id, 1 / (id - id) as quotient from reading;
  create view fails_later as select id, 1 / (id - 15000) as quotient from reading;
  create view sleeps as select id, case when pg_sleep(30) is null then id end as slept from reading;
  comment on view fails_at_once is E'@primaryKey id';
  comment on view fails_later is E'@primaryKey id';
  comment on view sleeps is E'@primaryKey id';
`;
const ALL = '{ readings { nodes { id big ratio note kind { label } } } }';
/** The same by hand. */
const ORACLE = `select json_build_object('id', r.id, 'big', r.big::text, 'ratio', r.ratio, 'note', r.note,
  'kind', json_build_object('label', k.label)) as row from reading r join kind k on k.id = r.kind_id order by r.id`;

let database: TestDatabase;
let gateway: Gateway;
let server: HttpServer;
const observations: Observation[] = [];
beforeAll(async () => {
  database = await createDatabase({ sql: [SQL] });
  gateway = await open();
  server = await listen(nodeHandler(gateway));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await gateway.close();
  await database.drop();
});

function open(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  return createGateway({
    withConnection: fromPool(database.pool),
    maxStreamedRows: 1_000_000,
    observers: [(observation) => void observations.push(observation)],
    ...options,
  });
}

const accept = { accept: 'application/jsonl' };
const ask = (query: string, variables = {}, url = `${server.url}/graphql`): Promise<Response> =>
  post(url, { query, variables }, accept);
const linesOf = async (response: Response): Promise<unknown[]> =>
  (await response.text())
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);

describe('rows as lines of JSON', () => {
  it('are all rows of the list, in its order, with what they refer to', async () => {
    const response = await ask(ALL);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { rows } = await database.pool.query<{ row: unknown }>(ORACLE);
    expect(await linesOf(response)).toEqual(rows.map(({ row }) => row));
  });

  it('are texts to the byte, with the values of variables', async () => {
    const response = await ask(
      `query ($first: Int, $kind: Int) { rs: readings(first: $first, where: { kindId: { eq: $kind } }, orderBy: [{ id: DESC }])
        { ns: nodes { kind { __typename } k: id big } } }`,
      { first: 2, kind: 2 },
    );
    expect(await response.text()).toBe(
      '{"kind":{"__typename":"Kind"},"k":20000,"big":"200000000000000"}\n' +
        '{"kind":{"__typename":"Kind"},"k":19998,"big":"199980000000000"}\n',
    );
  });

  it('are none where there is none', async () => {
    const response = await ask('{ readings(where: { id: { lt: 0 } }) { nodes { id } } }');
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('come one SELECT a request, on one loan that has ended', async () => {
    observations.length = 0;
    await (await ask(ALL)).text();
    expect(observations.filter(({ kind }) => kind === 'statement')).toHaveLength(1);
    const pool = database.pool;
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  it.each([
    ['two lists', '{ readings { nodes { id } } kinds { nodes { id } } }'],
    ['one row', '{ reading(id: 1) { id } }'],
    ['more than nodes', '{ readings { nodes { id } pageInfo { hasNextPage } } }'],
    ['edges', '{ readings { edges { cursor } } }'],
    ['a list within a row', '{ kinds { nodes { readings { nodes { id } } } } }'],
    ['too many rows', '{ readings(first: 1000001) { nodes { id } } }'],
    ['no such field', '{ readings { nodes { nothing } } }'],
  ])('are refused for %s', async (_name, query) => {
    const response = await ask(query);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch('application/json');
    expect(await response.json()).toMatchObject({ errors: [{ message: expect.any(String) as string }] });
  });

  it('are no media type of a gateway that streams nothing', async () => {
    await using other = await listen(nodeHandler(await open({ maxStreamedRows: null })));
    expect((await ask(ALL, {}, `${other.url}/graphql`)).status).toBe(406);
  });

  it('pass by the plugins of the host, which may refuse them', async () => {
    const seen: string[] = [];
    const plugin: ApolloServerPlugin = {
      requestDidStart: () =>
        Promise.resolve({
          didResolveOperation: ({ operationName }) => {
            seen.push(operationName ?? '');
            return operationName === 'No' ? Promise.reject(new Error('Not this one.')) : Promise.resolve();
          },
        }),
    };
    await using other = await listen(nodeHandler(gateway, { plugins: [plugin] }));
    const url = `${other.url}/graphql`;
    const [yes, no] = ['Yes', 'No'].map((name) => ask(`query ${name} { kinds { nodes { id } } }`, {}, url));
    expect(await (await yes)?.text()).toBe('{"id":1}\n{"id":2}\n');
    expect((await no)?.status).toBe(500);
    expect(seen.sort()).toEqual(['No', 'Yes']);
  });

  it('are the same from Fastify, Koa and fetch', async () => {
    const app = fastify();
    await app.register(fastifyMount(gateway));
    const byFastify = await app.listen({ port: 0, host: '127.0.0.1' });
    const koa = new Koa().use(koaMount(gateway)).listen(0, '127.0.0.1');
    await once(koa, 'listening');
    const byKoa = `http://127.0.0.1:${(koa.address() as AddressInfo).port}`;
    const expected = await (await ask(ALL)).text();
    for (const url of [byFastify, byKoa]) {
      const response = await ask(ALL, {}, `${url}/graphql`);
      expect(response.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
      expect((await response.text()) === expected).toBe(true);
    }
    const request = new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { ...accept, 'content-type': 'application/json' },
      body: JSON.stringify({ query: ALL }),
    });
    expect((await (await gateway.fetch(request)).text()) === expected).toBe(true);
    await app.close();
    koa.close();
  });
});

describe('a stream that goes wrong', () => {
  it('before its first row is an answer as any other', async () => {
    const response = await ask('{ failsAtOnces { nodes { id quotient } } }');
    expect([response.status >= 400, response.headers.get('content-type')]).toEqual([
      true,
      'application/json; charset=utf-8',
    ]);
    expect(await response.json()).toMatchObject({ errors: [{ path: ['failsAtOnces'] }] });
  });

  it('later breaks off, so that nobody takes it for whole, and the log has it', async () => {
    observations.length = 0;
    const response = await ask('{ failsLaters { nodes { id quotient } } }');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(observations).toContainEqual(expect.objectContaining({ kind: 'operationFailed' }));
    await expectQuiescent(database.pool);
  });

  it('because its client has left gives its connection back', async () => {
    expect(await firstChunkOnly(ALL)).toMatch(/^\{"id":1,/);
    await expectQuiescent(database.pool);
  });

  it('because its client leaves while PostgreSQL works is cancelled', async () => {
    const other = await open({ statementTimeout: null });
    await using slow = await listen(nodeHandler(other));
    const leaving = new AbortController();
    const asked = fetch(`${slow.url}/graphql`, {
      method: 'POST',
      headers: { ...accept, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ sleeps { nodes { slept } } }' }),
      signal: leaving.signal,
    });
    while (!(await isSleeping())) await delay(20);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    while (await isSleeping()) await delay(20);
    await expectQuiescent(database.pool);
  });

  it('in time is QUERY_TIMEOUT', async () => {
    const other = await open({ statementTimeout: 200 });
    const streamed = await other.streamRows(requestFor('{ sleeps { nodes { slept } } }'));
    expect(streamed).toMatchObject({ errors: [{ extensions: { code: 'QUERY_TIMEOUT' } }] });
  });
});

describe('a stream by hand', () => {
  it('reads no further than its reader, whose pauses do not count as time', async () => {
    const other = await open({ statementTimeout: 1000 });
    const streamed = await other.streamRows(requestFor(ALL));
    if (!('rows' in streamed)) throw new Error('nothing is streamed');
    const first = await streamed.rows.next();
    await delay(2500);
    let rest = '';
    for await (const lines of streamed.rows) rest += lines;
    const whole = `${String(first.value)}${rest}`;
    expect(whole.split('\n')).toHaveLength(20_001);
    await streamed.ended;
    await expectQuiescent(database.pool);
  });

  it('runs inside the transaction that the host has open, which lives on', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('begin');
    await client.query(`insert into kind values (3, 'new')`);
    const inside = await open({ withConnection: fromBorrow(() => client) });
    const streamed = await inside.streamRows(requestFor('{ kinds { nodes { label } } }'));
    if (!('rows' in streamed)) throw new Error('nothing is streamed');
    let lines = '';
    for await (const some of streamed.rows) lines += some;
    expect(lines).toBe('{"label":"odd"}\n{"label":"even"}\n{"label":"new"}\n');
    const left = await inside.streamRows(requestFor(ALL));
    if (!('rows' in left)) throw new Error('nothing is streamed');
    await left.rows.next();
    // The host's own statement waits for its turn, and is not run among those of the stream.
    const own = client.query<{ n: string }>('update kind set label = label returning id as n');
    await left.rows.return?.();
    await left.ended;
    expect((await own).rows).toHaveLength(3);
    expect((await client.query('select from pg_cursors')).rowCount).toBe(0);
    await client.query('rollback');
    await client.end();
  });

  it('is not there for a connection of another driver', async () => {
    const { pool } = database;
    const plain = await createGateway({
      withConnection: (_context, run) => run({ query: ({ text, values }) => pool.query(text, values) }),
      maxStreamedRows: 10,
    });
    const streamed = await plain.streamRows(requestFor('{ kinds { nodes { id } } }'));
    expect(streamed).toMatchObject({ errors: [{ extensions: { code: 'LOAN_INVALID' } }] });
  });
});

function requestFor(query: string) {
  return { document: parse(query), variables: undefined, operationName: undefined, context: undefined };
}

/** Reads the first bytes of an answer and leaves. */
function firstChunkOnly(query: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { ...accept, 'content-type': 'application/json' };
    const asked = httpRequest(`${server.url}/graphql`, { method: 'POST', headers }, (response) => {
      response.once('data', (chunk: Buffer) => {
        response.destroy();
        resolve(chunk.toString());
      });
    });
    asked.on('error', reject).end(JSON.stringify({ query }));
  });
}

async function isSleeping(): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    `select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
  );
  return rowCount === 1;
}

/** All connections are back, and outside of any transaction. */
async function expectQuiescent(pool: pg.Pool): Promise<void> {
  while (pool.idleCount < pool.totalCount) await delay(20);
  const { rows } = await pool.query<{ state: string }>(
    `select distinct state from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );
  expect(rows.filter(({ state }) => state !== 'idle')).toEqual([]);
}
