import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGateway, fromPool } from '../../src/index.js';
import { type HttpServer, listen, post } from '../http/http-server.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { codeBlocks, root } from './code-blocks.js';
import { createApp } from './modules/row-level-security.js';

const page = 'docs/guides/row-level-security.md';
const [schema, forced, unprotected, views] = codeBlocks(page)
  .filter(({ language }) => language === 'sql')
  .map(({ code }) => code) as [string, string, string, string];
const operation = codeBlocks(page).find(({ language }) => language === 'gql')?.code ?? '';

let database: TestDatabase;
let server: HttpServer;
beforeAll(async () => {
  database = await createDatabase({ sql: [schema] });
  const app = await createApp(database.pool, (request) => ({ tenantId: Number(request.get('x-tenant')) }));
  server = await listen(app);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  // A role belongs to the whole server, and cannot go while it has grants.
  await database.pool.query('drop owned by billing_reader; drop role billing_reader');
  await database.drop();
});

const ask = async (tenant: number, query: string): Promise<unknown> =>
  (await post(`${server.url}/graphql`, { query }, { 'x-tenant': String(tenant) })).json();

it('the host on the page is the one that is tested here', () => {
  const module = readFileSync(new URL('test/docs/modules/row-level-security.ts', root), 'utf8');
  expect(
    codeBlocks(page)
      .filter(({ language }) => language === 'ts')
      .map(({ code }) => code),
  ).toEqual([module]);
});

it('each tenant sees its own rows, and sums of them, also when they ask at once', async () => {
  const answers = await Promise.all([1, 2, 3, 1].map((tenant) => ask(tenant, operation)));
  const invoices = (totalCount: number, total: string | null, nodes: readonly (readonly [number, string])[]) => ({
    data: {
      invoices: {
        totalCount,
        aggregate: { sum: { total } },
        nodes: nodes.map(([invoiceId, name]) => ({ invoiceId, tenant: { name } })),
      },
    },
  });
  const first = invoices(2, '150.50', [
    [1, 'Anchor'],
    [2, 'Anchor'],
  ]);
  expect(answers).toEqual([first, invoices(1, '999.00', [[3, 'Buoy']]), invoices(0, null, []), first]);
});

it('a connection that dies under a request does not stay out of the pool', async () => {
  const mortal = new pg.Pool({ connectionString: database.url, max: 1 });
  mortal.on('error', () => undefined);
  const gateway = await listen(await createApp(mortal, () => ({ tenantId: 1 })));
  const [{ pid }] = (await mortal.query<{ pid: number }>('select pg_backend_pid() as pid')).rows as [{ pid: number }];
  const blocker = await database.pool.connect();
  await blocker.query('begin; lock table invoice');
  const dying = post(`${gateway.url}/graphql`, { query: operation });
  await expect.poll(() => waitsForLock(pid)).toBe(true);
  await blocker.query('select pg_terminate_backend($1)', [pid]);
  expect((await dying).status).toBe(503);
  await blocker.query('rollback');
  blocker.release();
  expect((await post(`${gateway.url}/graphql`, { query: operation })).status).toBe(200);
  await gateway[Symbol.asyncDispose]();
  await mortal.end();
});

async function waitsForLock(pid: number): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    "select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'",
    [pid],
  );
  return rowCount === 1;
}

describe('traps', () => {
  it('the owner is bound by policies only where they are forced', async () => {
    const client = await database.pool.connect();
    const rowsOfOwner = async (): Promise<number | null> => (await client.query('select from invoice')).rowCount;
    await client.query(`begin; create role billing_owner; grant create, usage on schema public to billing_owner;
      alter table invoice owner to billing_owner; alter table tenant owner to billing_owner; set local role billing_owner`);
    expect(await rowsOfOwner()).toBe(3);
    await client.query(forced);
    expect(await rowsOfOwner()).toBe(0);
    await client.query('rollback');
    client.release();
  });

  it('a table without policies is listed', async () => {
    expect((await database.pool.query(unprotected)).rows).toEqual([]);
    const client = await database.pool.connect();
    await client.query('begin; create table forgotten (id int)');
    expect((await client.query(unprotected)).rows).toEqual([{ relname: 'forgotten' }]);
    await client.query('rollback');
    client.release();
  });

  it('a view shows what its owner sees, unless it is security_invoker', async () => {
    await database.pool.query(views);
    const app = await listen(await createApp(database.pool, () => ({ tenantId: 1 })));
    const query = '{ largeInvoices { totalCount } largeInvoiceOfMines { totalCount } }';
    const answer: unknown = await (await post(`${app.url}/graphql`, { query })).json();
    expect(answer).toEqual({ data: { largeInvoices: { totalCount: 2 }, largeInvoiceOfMines: { totalCount: 1 } } });
    await app[Symbol.asyncDispose]();
  });

  it('set local without a transaction does nothing', async () => {
    const client = await database.pool.connect();
    const [{ before }] = (await client.query('select current_user as before')).rows as [{ before: string }];
    await client.query('set local role billing_reader');
    expect((await client.query('select current_user as after')).rows).toEqual([{ after: before }]);
    client.release();
  });

  it('what is set for the session is there for whoever gets the connection next', async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    await pool.query("set role billing_reader; select set_config('app.tenant', '2', false)");
    const gateway = await createGateway({ withConnection: fromPool(pool), expose: { deny: ['public.large_*'] } });
    expect(await gateway.execute({ query: '{ invoices { nodes { invoiceId } } }' })).toEqual({
      data: { invoices: { nodes: [{ invoiceId: 3 }] } },
    });
    await gateway.close();
    await pool.end();
  });

  it("after a transaction that set it, the setting is '' and means nobody", async () => {
    const client = await database.pool.connect();
    await client.query("begin; select set_config('app.tenant', '1', true); commit");
    const read = 'select current_setting($1, true) as setting, current_tenant() as tenant';
    expect((await client.query(read, ['app.tenant'])).rows).toEqual([{ setting: '', tenant: null }]);
    client.release();
  });
});
