import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import { createGateway, type Gateway } from '../../src/server/create-gateway.js';
import { apolloOptions } from '../../src/server/apollo.js';
import { nodeHandler } from '../../src/server/node.js';
import type { TestDatabase } from '../support/database.js';
import { scaled } from '../support/proof-scale.js';
import { type HttpServer, listen, post } from '../http/http-server.js';
import { asRole, clerksGateway, createClerks, type Role, type RoleContext } from './clerks.js';

let database: TestDatabase;
let gateway: Gateway<RoleContext>;
let server: HttpServer;
beforeAll(async () => {
  database = await createClerks();
  gateway = await clerksGateway(database);
  server = await listen(
    nodeHandler(gateway, {
      context: ({ req }) => {
        const role = req.headers['x-role'];
        if (role === 'nobody') throw new Error('no session of user 17');
        return { role: (role as Role | undefined) ?? null };
      },
    }),
  );
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database.drop();
});

const anon: RoleContext = { role: 'pillion_test_anon' };
const clerk: RoleContext = { role: 'pillion_test_clerk' };
const boss: RoleContext = { role: 'pillion_test_boss' };

describe('the schema of a role', () => {
  it.each(['pillion_test_anon', 'pillion_test_clerk', 'pillion_test_boss'] as const)(
    '%s: is that of a gateway which that role reflects by itself',
    async (role) => {
      const lend = asRole(database);
      const own = await createGateway({ withConnection: (_context, run) => lend({ role }, run) });
      expect((await gateway.forRole(role)).sdl()).toBe(own.sdl());
      // A function gives rows of it to all, and anon may not read it.
      if (role === 'pillion_test_anon') expect(own.sdl()).not.toMatch(/staffOf|salary/i);
    },
  );

  it('shows no columns of a table in a namespace that the role may not use, though the table is granted', async () => {
    await database.pool.query(`create schema vault; create table vault.jewel (jewel_id int primary key, carat int);
      grant select on vault.jewel to pillion_test_clerk;
      create function all_jewels() returns setof vault.jewel stable language sql as $$ select * from vault.jewel $$;
      create function carat_of(vault.jewel) returns int stable language sql as $$ select $1.carat $$`);
    try {
      const wide = await clerksGateway(database, { namespaces: ['public', 'vault'] });
      expect(wide.sdl()).toMatch(/allJewels[^]*caratOf/);
      expect((await wide.forRole('pillion_test_clerk')).sdl()).not.toMatch(/jewel|carat/i);
      await database.pool.query('grant usage on schema vault to pillion_test_clerk');
      await wide.reload();
      expect((await wide.forRole('pillion_test_clerk')).sdl()).toMatch(/allJewels[^]*caratOf/);
    } finally {
      await database.pool.query('drop schema vault cascade');
      await gateway.reload();
    }
  });

  it('shows what is granted and nothing else, to introspection too', async () => {
    const query = '{ __type(name: "Employee") { fields { name } } __schema { queryType { fields { name } } } }';
    const of = async (context: RoleContext) => JSON.stringify((await gateway.execute({ query, context })).data);
    expect(await of(anon)).toMatch(/"__type":null/);
    expect(await of(anon)).not.toMatch(/employee|wageRun|payroll/i);
    expect(await of(clerk)).toContain('departmentId');
    expect(await of(clerk)).not.toMatch(/salary|manager|raised|wageRun|payroll/i);
    expect(await of(boss)).toMatch(/salary.*raised.*wageRuns.*payroll/);
    expect(await of({ role: null })).toMatch(/salary/);
  });

  it('a role that may read nothing, or is none, gets an error that says nothing', async () => {
    const query = '{ departments { totalCount } }';
    expect((await gateway.execute({ query, context: { role: 'pillion_test_none' } })).errors?.[0]).toMatchObject({
      message: 'The database role of this request may not read that.',
      extensions: { code: 'FORBIDDEN' },
    });
    for (const role of ['pillion_no_such_role', '', undefined, 5]) {
      const { errors } = await gateway.execute({ query, context: { role } as unknown as RoleContext });
      expect(errors?.[0]).toMatchObject({
        message: 'The gateway is not configured correctly.',
        extensions: { code: 'CONFIGURATION' },
      });
    }
  });

  it('follows grants at the next reload, and keeps the schema where nothing changed', async () => {
    const before = (await gateway.forRole('pillion_test_clerk')).schema;
    await gateway.reload();
    expect((await gateway.forRole('pillion_test_clerk')).schema).toBe(before);
    await database.pool.query('grant select (salary) on employee to pillion_test_clerk');
    try {
      const query = '{ employees(first: 1) { nodes { salary } } }';
      expect((await gateway.execute({ query, context: clerk })).errors).toHaveLength(1);
      await gateway.reload();
      expect((await gateway.execute({ query, context: clerk })).data).toEqual({
        employees: { nodes: [{ salary: 1000 }] },
      });
    } finally {
      await database.pool.query('revoke select (salary) on employee from pillion_test_clerk');
      await gateway.reload();
    }
    expect((await gateway.forRole('pillion_test_clerk')).sdl()).not.toContain('salary');
  });
});

describe('an operation of a role', () => {
  it('sees the rows that policies leave it', async () => {
    const query = '{ departments { totalCount nodes { name } } }';
    expect((await gateway.execute({ query, context: anon })).data).toEqual({
      departments: { totalCount: 1, nodes: [{ name: 'department 1' }] },
    });
    expect((await gateway.execute({ query, context: clerk })).data).toMatchObject({ departments: { totalCount: 3 } });
  });

  it('of some columns may count and sum up what is distinct in them', async () => {
    const query = '{ employees(distinctOn: [departmentId]) { totalCount aggregate { count min { name } } } }';
    expect(await gateway.execute({ query, context: clerk })).toEqual({
      // Of each department the employee with the least number: 3 of the first, 1 of the second, 2 of the third.
      data: { employees: { totalCount: 3, aggregate: { count: 3, min: { name: 'employee 1' } } } },
    });
  });

  it.each([
    '{ employees { nodes { salary } } }',
    '{ employees(where: { salary: { gt: 1 } }) { totalCount } }',
    '{ employees(orderBy: [{ salary: DESC }]) { totalCount } }',
    '{ employees { aggregate { max { salary } } } }',
    '{ staffOf(number: 1) { nodes { salary } } }',
    '{ departments { nodes { employees(where: { salary: { gt: 1 } }) { totalCount } } } }',
    '{ departments(orderBy: [{ employeesAggregate: { max: { salary: ASC } } }]) { totalCount } }',
    '{ employees { nodes { raised } } }',
    '{ wageRuns { totalCount } }',
    '{ payroll }',
  ])('%s: gets the words that it would get for what never was', async (query) => {
    const { errors, data } = await gateway.execute({ query, context: clerk });
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toMatch(/Cannot query field|is not defined by type/);
    expect(JSON.stringify(errors)).not.toMatch(/Did you mean "(salary|raised|wageRuns|payroll)/);
    expect((await gateway.execute({ query, context: boss })).errors).toBeUndefined();
  });

  it('is held to its role, whatever schema another server validated it against', async () => {
    const { parse } = await import('graphql');
    const document = parse('{ employees { nodes { salary } } }');
    const result = await gateway.executeText({
      document,
      schema: (await gateway.forRole('pillion_test_boss')).schema,
      variables: {},
      operationName: undefined,
      context: clerk,
    });
    expect(result.data).toBeNull();
    expect(result.errors?.[0]?.message).toMatch(/Cannot query field "salary"/);
  });

  it('is refused by PostgreSQL where the host lent another role than it said', async () => {
    const lend = asRole(database);
    const wrong = await createGateway<RoleContext>({
      withConnection: (context, run) =>
        (context as RoleContext | undefined) === undefined ? fromPool(database.pool)(context, run) : lend(clerk, run),
      role: () => 'pillion_test_boss',
    });
    const { errors } = await wrong.execute({ query: '{ employees { nodes { salary } } }', context: boss });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('over HTTP', () => {
  const as = (role: string, query: string): Promise<Response> =>
    post(`${server.url}/graphql`, { query }, { 'x-role': role, accept: 'application/json' });

  it('each role has its own words, and what is known of one is not known of another', async () => {
    const query = '{ employees(first: 1) { nodes { name salary } } }';
    for (let turn = 0; turn < 4; turn += 1) {
      expect(await (await as('pillion_test_boss', query)).json()).toEqual({
        data: { employees: { nodes: [{ name: 'employee 1', salary: 1000 }] } },
      });
      const refused = await as('pillion_test_clerk', query);
      expect(refused.status).toBe(400);
      const body = await refused.text();
      expect(body).toMatch(/Cannot query field \\"salary\\" on type \\"Employee\\"\./);
      expect(await (await as('pillion_test_anon', query)).text()).toMatch(/Cannot query field \\"employees\\"/);
    }
  });

  it('introspection is of the role', async () => {
    const query = '{ __type(name: "Employee") { fields { name } } }';
    expect(await (await as('pillion_test_boss', query)).text()).toContain('salary');
    expect(await (await as('pillion_test_clerk', query)).text()).not.toContain('salary');
    expect(await (await as('pillion_test_anon', query)).json()).toEqual({ data: { __type: null } });
  });

  it('a context that cannot be made, and a role that is none, say nothing', async () => {
    for (const role of ['nobody', 'pillion_no_such_role', 'pillion_test_none']) {
      const answer = await as(role, '{ employees { totalCount } }');
      expect(answer.status).toBeGreaterThanOrEqual(400);
      // Any digits can come up in the random identifier of the request.
      const told = (await answer.text()).replace(/"requestId":"[0-9a-f-]{36}"/, '');
      expect(told).not.toMatch(/employees|17|no_such|data":\{/);
    }
  });

  it('an Apollo Server of the host’s own has one schema: it takes that of a role', () => {
    expect(() => apolloOptions(gateway)).toThrow(/forRole/);
    expect(() => apolloOptions<RoleContext>({ ...gateway, role: null })).not.toThrow();
  });
});

describe('roles that take turns on shared caches', () => {
  const query =
    'query Q($n: Int!) { departments(first: $n) { totalCount nodes { departmentId } } __type(name: "Employee") { name } }';
  const salaries = '{ employees(first: 2) { nodes { salary } } }';
  const expected = (role: Role | null): unknown => ({
    departments:
      role === 'pillion_test_anon'
        ? { totalCount: 1, nodes: [{ departmentId: 1 }] }
        : { totalCount: 3, nodes: [{ departmentId: 1 }, { departmentId: 2 }, { departmentId: 3 }] },
    __type: role === 'pillion_test_anon' ? null : { name: 'Employee' },
  });
  const total = Number(process.env.PILLION_ROLE_REQUESTS ?? scaled(20_000));
  const turns: readonly (Role | null)[] = ['pillion_test_anon', 'pillion_test_clerk', 'pillion_test_boss', null];

  it(`${total} requests one beside the other: none crosses`, { timeout: 3_600_000 }, async () => {
    let crossings = 0;
    let done = 0;
    let refused = 0;
    const worker = async (number: number): Promise<void> => {
      for (let turn = number; done < total; turn += 1) {
        done += 1;
        const role = turns[turn % turns.length] ?? null;
        const context = { role };
        if (turn % 5 === 0) {
          const { errors } = await gateway.execute({ query: salaries, context });
          const mayRead = role === null || role === 'pillion_test_boss';
          if ((errors === undefined) !== mayRead) crossings += 1;
          refused += errors === undefined ? 0 : 1;
          continue;
        }
        const { data } = await gateway.execute({ query, variables: { n: 5 }, context });
        if (JSON.stringify(data) !== JSON.stringify(expected(role))) crossings += 1;
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, number) => worker(number)));
    expect(crossings).toBe(0);
    expect(refused).toBeGreaterThan(total / 20);
  });
});
