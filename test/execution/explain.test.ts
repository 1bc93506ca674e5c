import { readFile } from 'node:fs/promises';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Observation } from '../../src/observation/observation.js';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase, sampleFiles } from '../support/reflected-database.js';

/**
 * What PostgreSQL does for operations over the demo at scale 10: 5,000 customers, 6,000 sailings, 25,000 bookings, 58,000
 * tickets. The statements run as the gateway sends them, with the planner's settings as they come.
 */
const largeTables = ['boarding', 'booking', 'crew_assignment', 'customer', 'review', 'sailing', 'ticket'];

const statements: Extract<Observation, { kind: 'statement' }>[] = [];
let reflected: ReflectedDatabase;
beforeAll(async () => {
  const [schema = '', data = ''] = await Promise.all(sampleFiles('demo').map((file) => readFile(file, 'utf8')));
  const database = await createDatabase({ sql: [schema, 'set pillion.scale = 10', data] });
  // Index-only scans need what VACUUM keeps, which autovacuum would do at a time of its own.
  await database.pool.query('vacuum analyze');
  reflected = await reflect(database, {
    observers: [(observation) => observation.kind === 'statement' && statements.push(observation)],
  });
});
afterAll(() => reflected.database.drop());

/** A node of EXPLAIN's JSON. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Join Type'?: string;
  readonly 'Subplan Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Loops': number;
  /** Of one loop. */
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

async function answer(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const document = parse(query);
  expect(validate(reflected.schema, document)).toEqual([]);
  statements.length = 0;
  const result = await reflected.executeText({ document, variables, operationName: undefined, context: {} });
  expect(result.errors).toBeUndefined();
  return JSON.parse(result.data ?? 'null');
}

/** All nodes of the plan by which the operation's statement was run. */
async function nodesOf(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<readonly PlanNode[]> {
  await answer(query, variables);
  const [statement] = statements;
  if (statement === undefined) throw new Error('The database was not asked.');
  const { rows } = await reflected.database.pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `explain (analyze, timing off, format json) ${statement.sql}`,
    [...statement.values],
  );
  return rows.flatMap((row) => withAllBelow(row['QUERY PLAN'][0].Plan));
}

function withAllBelow(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(withAllBelow)];
}

function indexesOf(nodes: readonly PlanNode[]): readonly string[] {
  return nodes.flatMap((node) => node['Index Name'] ?? []);
}

function readWhole(nodes: readonly PlanNode[]): readonly string[] {
  return nodes
    .filter((node) => node['Node Type'] === 'Seq Scan')
    .flatMap((node) => node['Relation Name'] ?? [])
    .filter((name) => largeTables.includes(name));
}

/** How often the subplans ran that run for each row. */
function runsOfSubplans(nodes: readonly PlanNode[]): number {
  const runs = nodes.filter((node) => node['Subplan Name']?.startsWith('SubPlan') === true);
  return Math.max(0, ...runs.map((node) => node['Actual Loops']));
}

/** All rows of a table that a plan looked at, and how often it began to. */
function scansOf(nodes: readonly PlanNode[], table: string): { readonly rows: number; readonly loops: number } {
  const scans = nodes.filter((node) => node['Relation Name'] === table);
  const rowsOf = (node: PlanNode): number =>
    (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  return {
    rows: scans.map(rowsOf).reduce((a, b) => a + b, 0),
    loops: Math.max(0, ...scans.map((node) => node['Actual Loops'])),
  };
}

function joinTypesOf(nodes: readonly PlanNode[]): string {
  return nodes.flatMap((node) => node['Join Type'] ?? []).join(' ');
}

const joins = ['Nested Loop', 'Hash Join', 'Merge Join'];

test('a page with four rows that each of its rows refers to is limited before anything is joined to it', async () => {
  const nodes = await nodesOf(`{
    bookings(first: 50, orderBy: [{ bookedAt: DESC }]) {
      nodes { reference customer { name } sailing { departsAt route { name } vessel { name } } }
    }
  }`);
  expect(indexesOf(nodes)).toEqual(
    expect.arrayContaining(['booking_booked_at_index', 'customer_pkey', 'sailing_pkey']),
  );
  expect(readWhole(nodes)).toEqual([]);
  expect(runsOfSubplans(nodes)).toBe(0);
  const limits = nodes.filter((node) => node['Node Type'] === 'Limit');
  expect(limits).toHaveLength(1);
  const below = limits.flatMap(withAllBelow);
  expect(below.filter((node) => joins.includes(node['Node Type']))).toEqual([]);
  expect(below.flatMap((node) => node['Relation Name'] ?? [])).toEqual(['booking']);
  const above = nodes.filter((node) => joins.includes(node['Node Type']));
  expect(above.filter((node) => limits.some((limit) => withAllBelow(node).includes(limit)))).toHaveLength(4);
  expect(scansOf(nodes, 'booking').rows).toBeLessThan(100);
  expect(scansOf(nodes, 'customer').loops).toBeLessThanOrEqual(50);
});

test('pages of children are read from the index that has their order, no more rows than are shown', async () => {
  const nodes = await nodesOf(`{
    customers(first: 50) {
      nodes { name bookings(first: 3, orderBy: [{ bookedAt: DESC }]) { nodes { total } pageInfo { hasNextPage } } }
    }
  }`);
  expect(indexesOf(nodes)).toEqual(expect.arrayContaining(['customer_pkey', 'booking_customer_id_index']));
  expect(readWhole(nodes)).toEqual([]);
  expect(runsOfSubplans(nodes)).toBe(0);
  expect(scansOf(nodes, 'booking')).toMatchObject({ loops: 50 });
});

/**
 * Each list has a page size, so that children are read for each parent by the index. A join with groups of them, limited
 * by a window function, took 69 ms against 80 ms for all 5,000 customers, 4.2 ms against 3.8 ms for 50 of them, and would
 * read all children of parents that have more than a page.
 */
test('whole trees are read by the indexes of their foreign keys', async () => {
  const nodes = await nodesOf(`{
    sailings(first: 1000) {
      nodes { departsAt bookings(first: 1000) { nodes { reference tickets(first: 1000) { nodes { holderName } } } } }
    }
  }`);
  expect(indexesOf(nodes)).toEqual(expect.arrayContaining(['sailing_pkey', 'booking_sailing_id_index', 'ticket_pkey']));
  expect(readWhole(nodes)).toEqual([]);
  expect(scansOf(nodes, 'booking').loops).toBe(1000);
});

test.each([
  ['booking(bookingId: "17") { reference customer { name } }', ['booking_pkey', 'customer_pkey']],
  ['customerByEmail(email: "x") { bookings { nodes { reference } } }', ['customer_email_key']],
  [
    'customers(where: { customerId: { eq: 17 }, bookingsAggregate: { count: { gte: 1 } } }) { nodes { name } }',
    ['customer_pkey', 'booking_customer_id_index'],
  ],
])('%s looks rows up by key', async (field, expected) => {
  const nodes = await nodesOf(`{ ${field} }`);
  expect(indexesOf(nodes)).toEqual(expect.arrayContaining(expected));
  expect(readWhole(nodes)).toEqual([]);
});

test.each([
  ['bookings(where: { customer: { email: { eq: "x" } } })', ['customer_email_key', 'booking_customer_id_index']],
  ['customers(where: { bookings: { some: { bookingId: { lt: "9" } } } })', ['booking_pkey', 'customer_pkey']],
  [
    'tickets(where: { boardingByBookingIdAndLineNumber: { steward: { employeeId: { eq: 7 } } } })',
    ['boarding_steward_id_index', 'ticket_pkey'],
  ],
])('%s goes by indexes, and no subplan', async (field, expected) => {
  const nodes = await nodesOf(`{ ${field} { nodes { nodeId } } }`);
  expect(indexesOf(nodes)).toEqual(expect.arrayContaining(expected));
  expect(readWhole(nodes)).toEqual([]);
  expect(runsOfSubplans(nodes)).toBe(0);
});

test.each([
  ['vessels(where: { amenities: { some: { slug: { eq: "cafe" } } } })', /Semi/],
  ['customers(where: { bookings: { none: { total: { gt: "250" } } } })', /Anti/],
  ['customers(where: { reviews: { every: { rating: { gte: 4 } } } })', /Anti/],
])('%s is a join of its kind, and no subplan', async (field, kind) => {
  const nodes = await nodesOf(`{ ${field} { totalCount nodes { nodeId } } }`);
  expect(joinTypesOf(nodes)).toMatch(kind);
  expect(runsOfSubplans(nodes)).toBe(0);
});

/** How often PostgreSQL planned a prepared statement anew, and how often it took the plan that it had. */
async function plansOf(query: string, variables: readonly Readonly<Record<string, unknown>>[]) {
  const client = await reflected.database.pool.connect();
  try {
    for (const given of variables) {
      await answer(query, given);
      const [statement] = statements;
      if (statement === undefined) throw new Error('The database was not asked.');
      await client.query({ name: 'page', text: statement.sql, values: [...statement.values] });
    }
    const { rows } = await client.query<{ anew: number; kept: number }>(
      `select custom_plans::int as anew, generic_plans::int as kept from pg_prepared_statements where name = 'page'`,
    );
    await client.query('deallocate page');
    return rows[0];
  } finally {
    client.release();
  }
}

test('a page whose size and offset are variables is planned once, and read from the index that has its order', async () => {
  const query = `query ($n: Int, $o: Int) { bookings(first: $n, offset: $o, orderBy: [{ bookedAt: DESC }]) {
    nodes { reference customer { name } } pageInfo { hasNextPage } } }`;
  // PostgreSQL plans the first five times anew, whatever the statement is.
  const pages = Array.from({ length: 12 }, (_, turn) => ({ n: 40 + turn, o: 10 + turn * 20 }));
  expect(await plansOf(query, pages)).toEqual({ anew: 5, kept: 7 });
  const nodes = await nodesOf(query, { n: 50, o: 200 });
  expect(indexesOf(nodes)).toEqual(expect.arrayContaining(['booking_booked_at_index', 'customer_pkey']));
  expect(readWhole(nodes)).toEqual([]);
  expect(scansOf(nodes, 'booking').rows).toBeLessThan(300);
});

describe('a page of rows by a condition on what they refer to', () => {
  const query = `query ($code: String!, $least: Decimal!) {
    bookings(first: 20, where: { total: { gt: $least }, customer: { countryCode: { eq: $code } } }, orderBy: [{ bookedAt: ASC }]) {
      nodes { bookingId } pageInfo { hasNextPage } } }`;
  const ran = (nodes: readonly PlanNode[], table: string): readonly PlanNode[] =>
    nodes.filter((node) => node['Relation Name'] === table && node['Actual Loops'] > 0);
  const bookingsOf = async (code: string): Promise<readonly string[]> => {
    const { rows } = await reflected.database.pool.query<{ id: string }>(
      `select b.booking_id::text as id from booking b join customer c using (customer_id)
       where b.total > 20 and c.country_code = $1 order by b.booked_at, b.booking_id limit 20`,
      [code],
    );
    return rows.map(({ id }) => id);
  };
  beforeAll(async () => {
    await reflected.database.pool.query(`
      update customer set country_code = case when customer_id <= 30 then 'XA' when customer_id <= 3000 then 'XB' else 'XC' end;
      analyze customer`);
  });

  test.each([
    ['few keys are looked up by the index of the foreign key', 'XA', true],
    ['with many keys the rows of the list come first', 'XB', false],
    ['with no key nothing is read of the list', 'XD', true],
  ])('%s', async (_name, code, byKeys) => {
    const { bookings } = (await answer(query, { code, least: '20' })) as {
      readonly bookings: { readonly nodes: readonly { readonly bookingId: string }[] };
    };
    expect(bookings.nodes.map(({ bookingId }) => bookingId)).toEqual(await bookingsOf(code));
    const nodes = await nodesOf(query, { code, least: '20' });
    const read = ran(nodes, 'booking');
    expect(read).toHaveLength(1);
    const conditions = read.flatMap(withAllBelow).flatMap((node) => node['Index Cond'] ?? []);
    expect(conditions.join().includes('customer_id = ANY')).toBe(byKeys);
  });
});

test('a page deep in a list begins at its cursor', async () => {
  const list = 'orderBy: [{ bookedAt: ASC }], first: 50';
  const before = (await answer(`{ bookings(${list}, offset: 20000) { pageInfo { endCursor } } }`)) as {
    readonly bookings: { readonly pageInfo: { readonly endCursor: string } };
  };
  const nodes = await nodesOf(
    `{ bookings(${list}, after: "${before.bookings.pageInfo.endCursor}") { nodes { reference } pageInfo { hasNextPage } } }`,
  );
  expect(indexesOf(nodes)).toContain('booking_booked_at_index');
  expect(nodes.flatMap((node) => node['Index Cond'] ?? []).join()).toContain('booked_at');
  expect(scansOf(nodes, 'booking').rows).toBeLessThan(200);
});

test('aggregates of what belongs to the rows of a page are read for those rows, by index', async () => {
  const nodes = await nodesOf(`{
    sailings(first: 50, orderBy: [{ departsAt: ASC }]) {
      nodes { bookings(first: 0) { totalCount aggregate { sum { total } } } }
    }
  }`);
  expect(indexesOf(nodes)).toEqual(expect.arrayContaining(['sailing_departs_at_index', 'booking_sailing_id_index']));
  expect(readWhole(nodes)).toEqual([]);
  expect(scansOf(nodes, 'booking').loops).toBe(50);
});

test.each([
  ['customers', 'orderBy: [{ bookingsAggregate: { count: DESC } }], first: 50', 'nodes { name }'],
  ['sailings', 'orderBy: [{ bookingsAggregate: { sum: { total: DESC_NULLS_LAST } } }], first: 50', 'nodes { status }'],
  ['customers', 'where: { bookingsAggregate: { count: { eq: 0 } } }', 'totalCount'],
  ['sailings', 'where: { bookingsAggregate: { sum: { total: { gt: "900" } } } }', 'aggregate { count }'],
  [
    'customers',
    'where: { not: { bookingsAggregate: { where: { status: { eq: refunded } }, count: { lt: 3 } } } }, orderBy: [{ loyaltyPoints: ASC }]',
    'nodes { name }',
  ],
])('%s(%s) joins groups of the bookings, which are read once', async (list, given, shown) => {
  const nodes = await nodesOf(`{ ${list}(${given}) { ${shown} } }`);
  expect(runsOfSubplans(nodes)).toBe(0);
  expect(scansOf(nodes, 'booking').loops).toBe(1);
  expect(nodes.map((node) => node['Node Type'])).toContain('Aggregate');
});

test('a page that comes out of an index ends early, and counts the bookings of few customers only', async () => {
  const nodes = await nodesOf(
    '{ customers(where: { bookingsAggregate: { count: { gte: 1 } } }, orderBy: [{ name: ASC }], first: 50) { nodes { name } } }',
  );
  expect(indexesOf(nodes)).toEqual(expect.arrayContaining(['customer_name_index', 'booking_customer_id_index']));
  expect(readWhole(nodes)).toEqual([]);
  expect(runsOfSubplans(nodes)).toBeLessThan(200);
});

test('pages over groups go on at the cursor, rows without a group among them', async () => {
  const ids: number[] = [];
  let after = '';
  do {
    const { customers } = (await answer(
      `{ customers(first: 1000, orderBy: [{ bookingsAggregate: { count: ASC } }, { customerId: ASC }]${after}) {
        nodes { customerId } pageInfo { hasNextPage endCursor }
      } }`,
    )) as {
      readonly customers: {
        readonly nodes: readonly { readonly customerId: number }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      };
    };
    ids.push(...customers.nodes.map(({ customerId }) => customerId));
    after = customers.pageInfo.hasNextPage ? `, after: "${customers.pageInfo.endCursor}"` : '';
  } while (after !== '');
  const { rows } = await reflected.database.pool.query<{ customer_id: number }>(
    `select customer_id from customer
     order by (select count(*) from booking where booking.customer_id = customer.customer_id), customer_id`,
  );
  expect(ids).toEqual(rows.map((row) => row.customer_id));
});
