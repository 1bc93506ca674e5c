import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import type { WithConnection } from '../../src/database/connection.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import type { Observation } from '../../src/observation/observation.js';
import { createGateway, type Gateway } from '../../src/server/create-gateway.js';
import { nodeHandler } from '../../src/server/node.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { listen, post } from './http-server.js';

interface Asker {
  readonly tenant: number;
  readonly role: string | null;
}

const [reader, auditor] = ['pillion_test_stream_reader', 'pillion_test_stream_auditor'];

/** Rows of three tenants in turn, enough of each for many portions of 128 KiB; policies know of a fourth thing, `sealed`. */
const SQL = `
  ${[reader, auditor]
    .map(
      (role) =>
        `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$;`,
    )
    .join('\n')}
  create table station (id int primary key, tenant int not null, name text not null);
  insert into station select n, n % 3, 'station ' || n from generate_series(0, 8) n;
  create table reading (
    id int primary key, tenant int not null, station_id int not null references station, note text not null,
    secret int not null, sealed boolean not null
  );
  insert into reading select n, n % 3, n * 7 % 9, repeat('x', n % 40), n * 1000, n % 10 = 0 from generate_series(1, 30000) n;
  create function readings_from(minimum int) returns setof reading stable language sql
    as $$ select * from reading where id >= minimum order by id $$;
  grant select (id, tenant, station_id, note) on reading to ${reader};
  grant select on reading to ${auditor};
  grant select on station to ${reader}, ${auditor};
  alter table reading enable row level security;
  create policy open on reading for select to ${reader} using (not sealed);
  create policy everything on reading for select to ${auditor} using (true);
`;

let database: TestDatabase;
const observations: Observation[] = [];
beforeAll(async () => {
  database = await createDatabase({ sql: [SQL] });
});
afterAll(() => database.drop());

const lend: WithConnection<Asker> = async (context, run) => {
  const role = (context as Asker | undefined)?.role;
  if (role == null) return fromPool(database.pool)(context, run);
  const client = await database.pool.connect();
  try {
    await client.query(`begin; set local role ${role}`);
    return await run(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
};

function open(options: Partial<GatewayOptions<Asker>>): Promise<Gateway<Asker>> {
  return createGateway<Asker>({
    withConnection: lend,
    maxStreamedRows: 1_000_000,
    observers: [(observation) => void observations.push(observation)],
    ...options,
  });
}

const filters: GatewayOptions<Asker>['rowFilters'] = {
  Reading: ({ tenant }) => ({ tenant: { eq: tenant } }),
  Station: ({ tenant }) => (tenant === 0 ? true : { tenant: { in: [tenant, 0] } }),
};
const as = (tenant: number, role: string | null = null): Asker => ({ tenant, role });

async function streamed(gateway: Gateway<Asker>, query: string, context: Asker): Promise<unknown[]> {
  const stream = await gateway.streamRows({ document: parse(query), variables: {}, operationName: undefined, context });
  if (!('rows' in stream)) throw new Error(JSON.stringify(stream.errors));
  let text = '';
  for await (const lines of stream.rows) text += lines;
  await stream.ended;
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
}

async function errorOf(gateway: Gateway<Asker>, query: string, context: Asker): Promise<unknown> {
  const stream = await gateway.streamRows({ document: parse(query), variables: {}, operationName: undefined, context });
  return 'rows' in stream ? undefined : stream.errors?.[0]?.message;
}

async function byHand(sql: string): Promise<unknown[]> {
  const { rows } = await database.pool.query<{ row: unknown }>(sql);
  return rows.map(({ row }) => row);
}

describe('row filters', () => {
  const all = '{ readings(orderBy: [{ note: ASC }]) { nodes { id note station { name } } } }';
  const oracle = (tenant: number, stations: string) => `
    select json_build_object('id', r.id, 'note', r.note,
      'station', (select json_build_object('name', s.name) from station s where s.id = r.station_id and s.tenant in (${stations})))
      as row
    from reading r where r.tenant = ${tenant} order by r.note, r.id`;

  it('hold in every portion, for rows and for what they refer to', async () => {
    await using gateway = disposable(await open({ rowFilters: filters }));
    const one = await streamed(gateway.gateway, all, as(1));
    expect(one).toHaveLength(10_000);
    expect(one).toEqual(await byHand(oracle(1, '1, 0')));
    expect(await streamed(gateway.gateway, all, as(0))).toEqual(await byHand(oracle(0, '0, 1, 2')));
    expect(JSON.stringify(one).length).toBeGreaterThan(4 * 128 * 1024);
  });

  it('hold for streams of several requests at once, each its own, with one text', async () => {
    await using gateway = disposable(await open({ rowFilters: filters }));
    observations.length = 0;
    const query = '{ readings { nodes { tenant } } }';
    const tenants = [0, 1, 2, 1];
    const rows = await Promise.all(tenants.map((tenant) => streamed(gateway.gateway, query, as(tenant))));
    rows.forEach((list, index) => {
      expect(list).toHaveLength(10_000);
      expect(new Set(list.map((row) => JSON.stringify(row)))).toEqual(new Set([`{"tenant":${tenants[index]}}`]));
    });
    expect(new Set(observations.flatMap((one) => (one.kind === 'statement' ? [one.sql] : []))).size).toBe(1);
  });

  it('hold for rows of functions, and under conditions and orders of a client', async () => {
    await using gateway = disposable(await open({ rowFilters: filters }));
    expect(await streamed(gateway.gateway, '{ readingsFrom(minimum: 29990) { nodes { id } } }', as(2))).toEqual(
      await byHand(
        `select json_build_object('id', id) as row from reading where id >= 29990 and tenant = 2 order by id`,
      ),
    );
    const query =
      '{ readings(first: 3, where: { or: [{ tenant: { gte: 0 } }] }, orderBy: [{ station: { name: DESC } }, { id: ASC }]) { nodes { id } } }';
    expect(await streamed(gateway.gateway, query, as(1))).toEqual(
      await byHand(`select json_build_object('id', r.id) as row from reading r
        left join station s on s.id = r.station_id and s.tenant in (1, 0)
        where r.tenant = 1 order by s.name desc nulls last, r.id limit 3`),
    );
  });

  it('let none pass by false, and end the operation before its first row where they are wrong', async () => {
    await using none = disposable(await open({ rowFilters: { Reading: () => false } }));
    expect(await streamed(none.gateway, all, as(1))).toEqual([]);
    await using forgotten = disposable(
      await open({ rowFilters: { Reading: () => ({ tenant: { eq: undefined } }), Station: () => true } }),
    );
    expect(await errorOf(forgotten.gateway, all, as(1))).toBe('The gateway is not configured correctly.');
  });
});

describe('roles', () => {
  it('stream what they may read, as far as policies go, over HTTP too', async () => {
    const gateway = await open({ role: ({ role }) => role, rowFilters: filters });
    await using server = await listen(
      nodeHandler(gateway, {
        context: ({ req }) => as(Number(req.headers['x-tenant']), String(req.headers['x-role'])),
      }),
    );
    const ask = (tenant: number, role: string, query: string): Promise<Response> =>
      post(
        `${server.url}/graphql`,
        { query },
        { accept: 'application/jsonl', 'x-tenant': String(tenant), 'x-role': role },
      );
    const query = '{ readings { nodes { id note } } }';
    const rows = async (response: Response): Promise<unknown[]> =>
      (await response.text())
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as unknown);
    const oracle = (where: string) =>
      byHand(`select json_build_object('id', id, 'note', note) as row from reading where ${where} order by id`);
    expect(await rows(await ask(1, reader, query))).toEqual(await oracle('tenant = 1 and not sealed'));
    expect(await rows(await ask(1, auditor, query))).toEqual(await oracle('tenant = 1'));
    const secrets = '{ readings(first: 2) { nodes { secret } } }';
    expect(await rows(await ask(2, auditor, secrets))).toEqual([{ secret: 2000 }, { secret: 5000 }]);
    const refused = await ask(2, reader, secrets);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('Cannot query field \\"secret\\" on type \\"Reading\\".');
    await gateway.close();
  });

  it('are held to their schema, whatever schema another validated the operation against', async () => {
    await using opened = disposable(await open({ role: ({ role }) => role }));
    const { gateway } = opened;
    const secrets = '{ readings(where: { secret: { gt: 0 } }) { nodes { id } } }';
    expect(await errorOf(gateway, secrets, as(1, reader))).toMatch(/Field "secret" is not defined by type/);
    expect(await streamed(gateway, secrets, as(1, auditor))).toHaveLength(30_000);
    expect(await errorOf(gateway, secrets, as(1, 'pillion_no_such_role'))).toBe(
      'The gateway is not configured correctly.',
    );
  });
});

function disposable(gateway: Gateway<Asker>): AsyncDisposable & { readonly gateway: Gateway<Asker> } {
  return { gateway, [Symbol.asyncDispose]: () => gateway.close() };
}
