/**
 * Every version of node-postgres that matters (8.16: no transaction status; 8.21: the first with one; the latest) on every
 * PostgreSQL from 14 to 18, in a pool and below knex. Each cell runs all audits of `pillion/conformance` under `strict` and
 * `light`, and a gateway with its errors, limits and exact values.
 */
import { createRequire } from 'node:module';
import { createGateway } from 'pillion';
import { conformanceAudits } from 'pillion/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knexHost, poolHost } from './hosts.js';
import { startServer } from './server.js';

const require = createRequire(import.meta.url);
const hosts = { 'pg Pool': poolHost, knex: knexHost };
const cells = ['pg-8.16', 'pg-8.21', 'pg-latest'].flatMap((driver) => Object.keys(hosts).map((host) => [driver, host]));

const schema = `
  create table item (id int primary key, big bigint, exact numeric, at timestamptz, span interval, bytes bytea);
  insert into item values (1, 9007199254740993, 12345678901234567890.123456789, '2026-11-25 06:45:00.123456+00', '1 day 02:00', '\\xff00');
  create view slow as select pg_sleep(30)::text as nap;
  create view broken as select 1 / (id - 1) as ratio from item;
  create function writes() returns int volatile language sql as 'insert into item values (2) returning id';
  create view writing as select writes() as id;
  create role app_reader`;

const exact = {
  data: {
    items: {
      nodes: [
        {
          id: 1,
          big: '9007199254740993',
          exact: '12345678901234567890.123456789',
          at: '2026-11-25T06:45:00.123456Z',
          span: 'P1DT2H',
          bytes: '/wA=',
        },
      ],
    },
  },
};

describe.each([14, 15, 16, 17, 18])('PostgreSQL %i', (major) => {
  let server;
  beforeAll(async () => {
    server = await startServer(major);
    const host = poolHost(require('pg-latest'), server.url);
    await host.inTransaction((_client, execute) => execute(schema));
    const [{ version }] = await host.inTransaction((_client, execute) =>
      execute("select current_setting('server_version_num')::int / 10000 as version"),
    );
    expect(version).toBe(major);
    await host.close();
  });
  afterAll(() => server?.stop());

  it.each(cells)('%s in %s', async (driver, hostName) => {
    const pg = require(driver);
    const { version } = require(`${driver}/package.json`);
    expect(version).toMatch(
      driver === 'pg-latest' ? /^8\.23\./ : new RegExp(`^${driver.slice(3).replace('.', '\\.')}\\.`),
    );
    const host = hosts[hostName](pg, server.url);
    try {
      for (const guard of ['strict', 'light']) {
        const audits = conformanceAudits({ ...host, guard, role: 'app_reader', settings: ['app.tenant'] });
        const faults = [];
        for (const audit of audits) {
          const result = await audit.run();
          const untried = guard === 'light' && audit.id.endsWith('read-only');
          if (result.status !== (untried ? 'warn' : 'ok')) faults.push({ guard, id: audit.id, ...result });
        }
        expect(faults).toEqual([]);
      }
      for (const guard of ['strict', 'light', 'none']) await tryGateway(host, guard);
      expect(host.borrowed()).toBe(0);
    } finally {
      await host.close();
    }
  });
});

async function tryGateway(host, guard) {
  const gateway = await createGateway({ withConnection: host.withConnection, guard, statementTimeout: 300 });
  const ask = (query, context, signal) =>
    gateway.execute({ query, context, ...(signal === undefined ? {} : { signal }) });
  const codeOf = async (query, context, signal) => (await ask(query, context, signal)).errors?.[0]?.extensions?.code;
  const values = '{ items { nodes { id big exact at span bytes } } }';
  // The second time by the names of prepared statements; then in a transaction.
  for (let turn = 0; turn < 3; turn += 1) expect(await ask(values)).toEqual(exact);
  expect(await codeOf('{ brokens { nodes { ratio } } }')).toBe('BAD_USER_INPUT');
  if (guard !== 'none') expect(await codeOf('{ slows { nodes { nap } } }')).toBe('QUERY_TIMEOUT');
  expect(await codeOf('{ slows { nodes { nap } } }', undefined, abortedIn(100))).toBe('CANCELLED');
  if (guard === 'strict') expect(await codeOf('{ writings { nodes { id } } }')).toBe('INTERNAL');

  const undo = new Error('undo');
  await host
    .inTransaction(async (context, execute) => {
      await execute('insert into item values (7)');
      for (let turn = 0; turn < 3; turn += 1) {
        expect(await ask('{ items(orderBy: { id: DESC }) { nodes { id } } }', context)).toEqual({
          data: { items: { nodes: [{ id: 7 }, { id: 1 }] } },
        });
        if (guard === 'none') continue;
        expect(await codeOf('{ brokens { nodes { ratio } } }', context)).toBe('BAD_USER_INPUT');
        if (turn > 0) continue;
        expect(await codeOf('{ slows { nodes { nap } } }', context)).toBe('QUERY_TIMEOUT');
        expect(await codeOf('{ slows { nodes { nap } } }', context, abortedIn(100))).toBe('CANCELLED');
        if (guard === 'strict') expect(await codeOf('{ writings { nodes { id } } }', context)).toBe('INTERNAL');
      }
      expect(await execute('select count(*)::int as n from item')).toEqual([{ n: 2 }]);
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
  expect(await ask('{ items { nodes { id } } }')).toEqual({ data: { items: { nodes: [{ id: 1 }] } } });
  await gateway.close();
}

function abortedIn(milliseconds) {
  return globalThis.AbortSignal.timeout(milliseconds);
}
