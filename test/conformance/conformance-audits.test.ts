import { readFileSync } from 'node:fs';
import pg from 'pg';
import { conformanceAudits } from 'pillion/conformance';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { rightHost, wrongHosts } from './wrong-hosts.js';

const role = 'pillion_audit_reader';
let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createDatabase({
    sql: [
      `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`,
    ],
  });
  client = new pg.Client(database.url);
  client.on('error', () => undefined);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** For the names of the tests; nothing is asked of this pool. */
const unconnected = { pool: new pg.Pool(), client: new pg.Client() };
const names = wrongHosts(unconnected.pool, unconnected.client, role);
const ids = conformanceAudits(rightHost(unconnected.pool, role)).map(({ id }) => id);

test.each(ids)('a host that does everything right passes %s', async (id) => {
  const pool = poolOf(database);
  const audit = conformanceAudits(rightHost(pool, role)).find((each) => each.id === id);
  expect(await audit?.run()).toEqual({ status: 'ok' });
  expect(pool.totalCount - pool.idleCount).toBe(0);
  await pool.end();
});

test.each(names.map(({ audit, fault }, index) => [audit, fault, index] as const))(
  '%s fails a host that %s',
  async (id, _fault, index) => {
    const pool = poolOf(database);
    const { host, status, reason } = wrongHosts(pool, client, role)[index] ?? expect.fail('no such host');
    const audit = conformanceAudits(host).find((each) => each.id === id);
    expect(await audit?.run()).toEqual({ status, reason: expect.stringMatching(reason) as string });
    // Not awaited: some of these hosts never give back what the pool waits for.
    void pool.end();
  },
);

test('each audit is seen failing, and each has an id and a name of its own', () => {
  expect(new Set(names.map(({ audit }) => audit))).toEqual(new Set(ids));
  expect(new Set(ids).size).toBe(ids.length);
  const titles = conformanceAudits(rightHost(unconnected.pool, role)).map(({ name }) => name);
  expect(titles.filter((name) => !/^(MUST|SHOULD|MUST NOT) /.test(name))).toEqual([]);
});

test('a host without transactions has the audits of the loans outside', () => {
  const { withConnection } = rightHost(unconnected.pool, role);
  const outside = conformanceAudits({ withConnection }).map(({ id }) => id);
  expect(outside).toEqual(ids.filter((id) => id.startsWith('loan-')));
});

test('a host that waits for ever gets its verdict all the same', async () => {
  const host = { withConnection: () => new Promise<never>(() => undefined), loanTimeout: 50 };
  const audit = conformanceAudits(host).find(({ id }) => id === 'loan-outside');
  expect(await audit?.run()).toEqual({
    status: 'error',
    reason: expect.stringMatching(/POOL_TIMEOUT: .* 50 ms/) as string,
  });
});

function poolOf({ url }: TestDatabase): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  pool.on('error', () => undefined);
  // Of the clients that these hosts never give back, some outlive the database.
  pool.on('connect', (taken) => taken.on('error', () => undefined));
  return pool;
}

test('the page of the documentation lists these audits in their order', () => {
  const page = readFileSync(new URL('../../docs/reference/conformance.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `([a-z-]+)` +\| (.*?) *\|$/gm)].map(([, id, name]) => [id, name]);
  const audits = conformanceAudits(rightHost(unconnected.pool, role));
  expect(listed.filter(([id]) => id?.includes('-'))).toEqual(audits.map(({ id, name }) => [id, name]));
});
