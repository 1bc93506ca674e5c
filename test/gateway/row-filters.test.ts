import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import type { Observation } from '../../src/observation/observation.js';
import type { Gateway } from '../../src/server/create-gateway.js';
import type { TestDatabase } from '../support/database.js';
import { type Asker, createTenants, filteringGateway, policedGateway, tenantFilters } from './tenants.js';

let database: TestDatabase;
let filtering: Gateway<Asker>;
let policed: Gateway<Asker>;
const statements: Extract<Observation, { kind: 'statement' }>[] = [];
beforeAll(async () => {
  database = await createTenants();
  [filtering, policed] = await Promise.all([
    filteringGateway(database, { observers: [(one) => one.kind === 'statement' && statements.push(one)] }),
    policedGateway(database),
  ]);
});
afterAll(() => database.drop());

const askers: readonly Asker[] = [
  { tenant: 0, auditor: false },
  { tenant: 1, auditor: false },
  { tenant: 2, auditor: true },
  { tenant: 7, auditor: false },
];

it('filters and policies give one schema', () => {
  expect(filtering.sdl()).toBe(policed.sdl());
  expect(filtering.sdl()).not.toMatch(/tenant/i);
});

describe('a filter bears on every way to the rows: what is read is what policies let a role read', () => {
  it.each([
    '{ invoices { nodes { invoiceId total } totalCount } }',
    '{ invoices { totalCount(mode: ESTIMATE) } }',
    '{ invoices { totalCount(mode: CAPPED, cap: 40) aggregate { count sum { total } max { note } } } }',
    '{ invoices(first: 5, offset: 3, orderBy: [{ customer: { email: DESC } }, { total: ASC }]) { nodes { invoiceId customer { email } } pageInfo { hasNextPage endCursor } } }',
    '{ invoices(last: 4) { edges { cursor node { invoiceId } } pageInfo { hasPreviousPage } } }',
    '{ invoices(where: { customer: { email: { endsWith: "1.org" } } }) { totalCount } }',
    '{ invoices(where: { not: { customer: {} } }) { totalCount } }',
    '{ invoices(where: { products: { every: { name: { ne: "product 4" } } } }) { totalCount } }',
    '{ invoices(where: { products: { none: {} } }) { nodes { invoiceId } } }',
    '{ invoices(where: { productsAggregate: { count: { gte: 2 } } }) { nodes { invoiceId products { nodes { name } totalCount } } } }',
    '{ invoices(orderBy: [{ productsAggregate: { count: DESC } }], first: 7) { nodes { invoiceId invoiceProducts { totalCount } } } }',
    '{ invoices(distinctOn: [note]) { nodes { note } } }',
    '{ invoices(where: { words: { search: { query: "note 3" } } }) { nodes { note } } }',
    '{ invoices { groupBy(by: [{ customer: { column: email } }]) { totalCount nodes { keys { customer { email } } aggregate { count } rows { nodes { total } } } } } }',
    '{ customers { nodes { email domain account { name } invoices { aggregate { sum { total } } nodes { total } } } } }',
    '{ customers(where: { domain: { eq: "t1.org" } }) { totalCount } }',
    '{ customers(where: { invoices: { some: { total: { gt: 90 } } } }) { nodes { email } } }',
    '{ customers(where: { invoices: { none: {} } }) { nodes { email } } }',
    '{ customers(where: { invoices: { every: { total: { gt: 20 } } } }) { nodes { email } } }',
    '{ customers(where: { invoicesAggregate: { sum: { total: { gt: 150 } } } }) { nodes { email } } }',
    '{ customers(orderBy: [{ invoicesAggregate: { max: { total: DESC } } }], first: 9) { nodes { email } } }',
    '{ customers(orderBy: [{ account: { name: ASC } }], first: 9) { nodes { email account { name } } } }',
    '{ customer(customerId: 3) { email } two: customer(customerId: 4) { email } three: customer(customerId: 5) { email } }',
    '{ customerByEmail(email: "c3@t0.org") { customerId } two: customerByEmail(email: "c4@t1.org") { customerId } }',
    '{ accounts { nodes { name parent { name } accountsByParent { nodes { name } totalCount } } } }',
    '{ accounts { nodes { name descendantsByParent { depth node { name } } ancestorsByParent { depth node { name } } } } }',
    '{ accounts(where: { parent: { customers: { some: {} } } }) { nodes { name customers { nodes { email } } } } }',
    '{ products { nodes { name invoices { totalCount nodes { total } } } } }',
    '{ invoiceProducts { totalCount nodes { invoice { total customer { email } } product { name } } } }',
    '{ animals { nodes { __typename name ... on Dog { bark } owner { email } } totalCount } }',
    '{ dogs { nodes { name bark owner { email } } totalCount } }',
    '{ dogs(where: { bark: { contains: "1" } }) { aggregate { count } nodes { kind } } }',
    '{ findInvoices(minimum: 50) { totalCount nodes { total customer { email } } pageInfo { endCursor } } }',
    '{ findInvoices(minimum: 10, first: 3, offset: 2) { edges { cursor node { total } } pageInfo { hasNextPage } } }',
    '{ findInvoices(minimum: 10, where: { customer: { email: { contains: "1" } } }, orderBy: [{ customer: { email: DESC } }]) { aggregate { count } nodes { note } } }',
    '{ a: invoiceNumbered(number: 1) { total } b: invoiceNumbered(number: 2) { total } c: invoiceNumbered(number: 3) { total } }',
    '{ customers { nodes { invoicesOf { totalCount nodes { total } } } } }',
  ])('%s', async (query) => {
    for (const context of askers) {
      const expected = await policed.execute({ query, context });
      expect(expected.errors).toBeUndefined();
      expect(await filtering.execute({ query, context })).toEqual(expected);
    }
  });

  it('as SQL by hand says', async () => {
    const query = `{
      invoices { totalCount aggregate { sum { total } } }
      customers(where: { invoices: { some: { total: { gt: 90 } } } }) { totalCount }
      products { totalCount }
      dogs { totalCount }
    }`;
    const { rows } = await database.pool.query<{ answer: unknown }>(`
      select json_build_object(
        'invoices', (select json_build_object('totalCount', count(*), 'aggregate', json_build_object('sum',
          json_build_object('total', sum(total)::text)))
          from invoice join customer using (customer_id) where tenant_id = 1),
        'customers', json_build_object('totalCount', (select count(*) from customer where tenant_id = 1
          and exists (select from invoice i where i.customer_id = customer.customer_id and total > 90))),
        'products', json_build_object('totalCount', (select count(*) from product where not is_secret)),
        'dogs', json_build_object('totalCount', (select count(*) from dog join animal using (animal_id)
          join customer on owner_id = customer_id where tenant_id = 1))
      ) as answer`);
    const { data, errors } = await filtering.execute({ query, context: { tenant: 1, auditor: false } });
    expect(errors).toBeUndefined();
    expect(data).toEqual(rows[0]?.answer);
  });

  it('by global identifiers too', async () => {
    const all = await database.pool.query<{ customer_id: number; tenant_id: number }>('select * from customer');
    for (const { customer_id: key, tenant_id: tenant } of all.rows.slice(0, 9)) {
      const id = Buffer.from(JSON.stringify(['Customer', key])).toString('base64');
      const query = 'query ($id: ID!) { node(nodeId: $id) { ... on Customer { customerId } } }';
      const { data } = await filtering.execute({ query, variables: { id }, context: { tenant: 1, auditor: false } });
      expect(data).toEqual({ node: tenant === 1 ? { customerId: key } : null });
    }
  });
});

describe('one statement serves all', () => {
  it('its text is the same for all values, which are bound', async () => {
    const query = '{ customers { nodes { email invoices { totalCount } } } }';
    statements.length = 0;
    for (const tenant of [0, 1, 2, 40_412]) await filtering.execute({ query, context: { tenant, auditor: false } });
    expect(new Set(statements.map(({ sql }) => sql)).size).toBe(1);
    expect(statements[3]?.sql).not.toContain('40412');
    expect(statements[3]?.values).toContain('40412');
    await filtering.execute({ query, context: { tenant: 0, auditor: true } });
    expect(new Set(statements.map(({ sql }) => sql)).size).toBe(2);
  });

  it('functions are asked once for each operation, and only those of what it reads', async () => {
    const asked: string[] = [];
    const rowFilters = Object.fromEntries(
      Object.entries(tenantFilters).map(([name, give]) => [
        name,
        (context: Asker) => {
          asked.push(name);
          return give(context);
        },
      ]),
    );
    const gateway = await filteringGateway(database, { rowFilters });
    const context = { tenant: 1, auditor: false };
    for (let turn = 0; turn < 2; turn += 1) {
      asked.length = 0;
      await gateway.execute({
        query: '{ invoices { nodes { total customer { email } } totalCount } more: invoices { totalCount } }',
        context,
      });
      expect(asked.sort()).toEqual(['Customer', 'Invoice']);
    }
    asked.length = 0;
    await gateway.execute({ query: '{ dogs { totalCount } __typename }', context });
    expect(asked).toEqual(['Animal']);
    await gateway.execute({ query: '{ __schema { queryType { name } } }', context });
    expect(asked).toEqual(['Animal']);
  });

  it('an index finds the rows: PostgreSQL plans it as though the condition stood in WHERE', async () => {
    statements.length = 0;
    const gateway = await filteringGateway(database, {
      rowFilters: { Invoice: () => ({ customerId: { eq: 5 } }) },
      observers: [(one) => one.kind === 'statement' && statements.push(one)],
    });
    await gateway.execute({ query: '{ invoices { totalCount } }', context: { tenant: 1, auditor: false } });
    const client = await database.pool.connect();
    try {
      await client.query('begin; set local enable_seqscan = off');
      const { rows } = await client.query(`explain ${statements[0]?.sql ?? ''}`, [...(statements[0]?.values ?? [])]);
      const plan = JSON.stringify(rows);
      expect(plan).toMatch(/Index Cond: \(customer_id = 5\)/);
      expect(plan).not.toMatch(/Nested Loop|Hash|Join|Filter/);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('what may be hidden is never promised', () => {
  it('a row that a column refers to may be null, and its absence tells nothing', async () => {
    const query = '{ invoices(first: 200) { nodes { invoiceId customer { email } } } }';
    const { data } = await filtering.execute({ query, context: { tenant: 1, auditor: true } });
    const { rows } = await database.pool.query<{ nodes: unknown }>(`
      select json_agg(json_build_object('invoiceId', i.invoice_id, 'customer',
        case when c.tenant_id = 1 then json_build_object('email', c.email) end) order by i.invoice_id) as nodes
      from invoice i join customer c using (customer_id)`);
    expect(data).toEqual({ invoices: rows[0] });
  });

  it('false hides all, true nothing', async () => {
    const gateway = await filteringGateway(database, {
      rowFilters: { Customer: () => false, Invoice: () => true },
    });
    const query =
      '{ customers { totalCount nodes { email } } invoices { totalCount } customer(customerId: 1) { email } hidden: invoices(where: { customer: {} }) { totalCount } }';
    expect((await gateway.execute({ query, context: { tenant: 1, auditor: false } })).data).toEqual({
      customers: { totalCount: 0, nodes: [] },
      invoices: { totalCount: 200 },
      customer: null,
      hidden: { totalCount: 0 },
    });
  });
});

describe('what is no filter ends the operation', () => {
  it.each<[unknown, RegExp]>([
    [undefined, /has to give true, false or an object/],
    [null, /has to give true, false or an object/],
    [1, /has to give true, false or an object/],
    [[], /has to give true, false or an object/],
    [Promise.resolve(true), /not as a promise/],
    [{}, /is empty, which would let all rows pass/],
    [{ tenantId: {} }, /at tenantId: it is empty/],
    [{ tenantId: { eq: undefined } }, /at tenantId\.eq: it is undefined, which would let all rows pass/],
    [{ tenantId: undefined }, /at tenantId: it is undefined/],
    [{ tenantId: { eq: null } }, /Customer\.tenantId\.eq: null compares with nothing/],
    [{ tenantId: { eq: '1' } }, /at tenantId\.eq: .*Int cannot represent/],
    [{ tenantId: { eq: NaN } }, /at tenantId\.eq: .*Int cannot represent/],
    [{ tenantId: { in: [1, undefined] } }, /at tenantId\.in\.1: it is undefined/],
    [{ tenantID: { eq: 1 } }, /"tenantID" is not defined.*Did you mean "tenantId"/],
    [{ or: [{ tenantId: { eq: 1 } }, {}] }, /at or\.1: it is empty/],
    [{ and: [] }, /at and: it is empty/],
    [{ compareColumns: [] }, /at compareColumns: it is empty/],
    [{ not: {} }, /at not: it is empty/],
    [{ account: { name: {} } }, /at account\.name: it is empty/],
    [{ invoices: {} }, /at invoices: it is empty/],
    [{ invoices: { every: {} } }, /at invoices\.every: it is empty/],
    [{ invoicesAggregate: {} }, /at invoicesAggregate: it is empty/],
    [{ email: { eq: new Date() } }, /at email\.eq: it is an instance of a class/],
    [
      new (class Filter {
        readonly tenantId = undefined;
      })(),
      /instance of a class/,
    ],
  ])('%j', async (filter, message) => {
    const failures: Observation[] = [];
    const gateway = await filteringGateway(database, {
      rowFilters: { Customer: () => filter } as GatewayOptions<Asker>['rowFilters'] & object,
      observers: [(one) => one.kind === 'operationFailed' && failures.push(one)],
    });
    const { data, errors } = await gateway.execute({
      query: '{ customers { nodes { email } } }',
      context: { tenant: 1, auditor: false },
    });
    expect(data).toBeUndefined();
    expect(errors?.[0]).toMatchObject({
      message: 'The gateway is not configured correctly.',
      extensions: { code: 'CONFIGURATION' },
    });
    expect(failures).toMatchObject([{ error: { message: expect.stringMatching(message) as string } }]);
    expect(failures).toMatchObject([
      { error: { message: expect.stringContaining('The row filter of Customer') as string } },
    ]);
  });

  it('a value that its column cannot hold is the host’s fault, and said to it alone', async () => {
    const failures: Observation[] = [];
    const gateway = await filteringGateway(database, {
      rowFilters: { Invoice: () => ({ total: { eq: '1e999999' } }) },
      observers: [(one) => one.kind === 'operationFailed' && failures.push(one)],
    });
    const query = '{ rowFilters: invoices { totalCount } }';
    const { errors } = await gateway.execute({ query, context: { tenant: 1, auditor: false } });
    expect(errors?.[0]?.extensions.code).toMatch(/CONFIGURATION|BAD_USER_INPUT/);
    expect(JSON.stringify(errors)).not.toContain('1e999999');
    expect(failures).toHaveLength(1);
  });

  it('a function that throws', async () => {
    const gateway = await filteringGateway(database, {
      rowFilters: {
        Customer: () => {
          throw new Error('no session of user 17');
        },
      },
    });
    const result = await gateway.execute({
      query: '{ customers { totalCount } }',
      context: { tenant: 1, auditor: false },
    });
    expect(JSON.stringify(result)).not.toContain('17');
    expect(result.errors?.[0]?.extensions.code).toBe('INTERNAL');
  });

  it('a client cannot give the values by variables of its own', async () => {
    const query = 'query ($tenant: Int) { customers(where: { customerId: { gte: $tenant } }) { totalCount } }';
    const context = { tenant: 7, auditor: false };
    const variables = { tenant: 0, 'row filter of Customer': { tenantId: { eq: 1 } } };
    expect((await filtering.execute({ query, variables, context })).data).toEqual({ customers: { totalCount: 0 } });
  });
});

describe('a filter that cannot be meant is refused at the start', () => {
  const open = (rowFilters: NonNullable<GatewayOptions<Asker>['rowFilters']>, tags: GatewayOptions['tags'] = {}) =>
    filteringGateway(database, { rowFilters, tags });

  it('a type that is not there', async () => {
    await expect(open({ Invoise: () => true })).rejects.toThrow(
      /filters Invoise.*no such type of rows\. Is it Invoice\?/,
    );
  });

  it('one whose rows are values of an enum', async () => {
    await database.pool.query(`create table color (color text primary key); insert into color values ('red')`);
    await expect(open({ Color: () => true }, { 'public.color': { enum: true } })).rejects.toThrow(/Color.*enum/);
    await database.pool.query('drop table color');
  });

  it('a view that gives the same rows without a filter, by way of another view too', async () => {
    await database.pool.query(`create view rich as select * from invoice where total > 90;
      create view richest as select max(total) as most from rich`);
    try {
      await expect(open({ Invoice: () => true })).rejects.toThrow(
        /filters Invoice, and public\.rich\w* reads those rows without a filter/,
      );
      await expect(open({ Invoice: () => true, Rich: () => true, Richest: () => true })).resolves.toBeDefined();
    } finally {
      await database.pool.query('drop view richest, rich');
    }
  });

  it.each([
    ['in a condition', 'select product_id from product where exists (select from invoice where total > 90)'],
    ['in a value', 'select product_id, (select max(total) from invoice) as most from product'],
    ['in WITH', 'with i as (select sum(total) as sum from invoice) select name, i.sum from product, i'],
    ['in a union', 'select product_id from product union all select invoice_id from invoice'],
    [
      'in a lateral join',
      'select p.name from product p, lateral (select count(*) as n from invoice where total > p.product_id) l where l.n > 3',
    ],
  ])('a view that reads such rows %s', async (_where, query) => {
    await database.pool.query(`create view telling as ${query}`);
    try {
      await expect(open({ Invoice: () => true })).rejects.toThrow(
        /filters Invoice, and public\.telling reads those rows without a filter/,
      );
      await expect(open({ Invoice: () => true, Telling: () => true })).resolves.toBeDefined();
    } finally {
      await database.pool.query('drop view telling');
    }
  });

  it('a table that it inherits from, or that inherits from it; not another heir of the same', async () => {
    await database.pool.query(`create table paper (paper_id int primary key);
      create table letter (weight int) inherits (paper); create table bill (amount int) inherits (paper)`);
    try {
      await expect(open({ Letter: () => true })).rejects.toThrow(/filters Letter, and public\.paper reads/);
      await expect(open({ Letter: () => true, Paper: () => true })).rejects.toThrow(/filters Paper, and public\.bill/);
      await expect(open({ Letter: () => true, Paper: () => true, Bill: () => true })).resolves.toBeDefined();
      await expect(
        filteringGateway(database, { rowFilters: { Letter: () => true }, expose: { deny: ['public.paper'] } }),
      ).resolves.toBeDefined();
    } finally {
      await database.pool.query('drop table bill, letter, paper');
    }
  });
});
