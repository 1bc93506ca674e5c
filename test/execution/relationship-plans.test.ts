import { getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bindSlots } from '../../src/plan/bind-slots.js';
import { planOperation } from '../../src/plan/plan-operation.js';
import { compileAnswer } from '../../src/sql/compile-answer.js';
import { type ReflectedDatabase, reflectSample } from '../support/reflected-database.js';

/** What PostgreSQL makes of relationship filters and orders over the demo, with the planner's settings as they come. */
let reflected: ReflectedDatabase;
beforeAll(async () => {
  reflected = await reflectSample('demo');
  await reflected.database.pool.query('analyze');
});
afterAll(() => reflected.database.drop());

/** A node of EXPLAIN's JSON. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Join Type'?: string;
  readonly 'Subplan Name'?: string;
  readonly 'Index Name'?: string;
  readonly Filter?: string;
  readonly Plans?: readonly PlanNode[];
}

async function explain(query: string): Promise<readonly PlanNode[]> {
  const operation = getOperationAST(parse(query));
  if (operation == null) throw new Error('One operation is needed.');
  const plan = planOperation({ ...reflected, fragments: new Map(), variables: {} }, operation);
  const { statement } = compileAnswer(plan, reflected.names.enumValues, undefined);
  if (statement === undefined) throw new Error('The database is not asked.');
  const { rows } = await reflected.database.pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `explain (format json) ${statement.text}`,
    bindSlots(statement.slots, {}),
  );
  return rows.flatMap((row) => withAllBelow(row['QUERY PLAN'][0].Plan));
}

function withAllBelow(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(withAllBelow)];
}

/** A subplan runs for each row, or once into a hash table; a list that belongs to no row is an initplan, run once. */
function subplans(nodes: readonly PlanNode[]): readonly PlanNode[] {
  return nodes.filter((node) => node['Subplan Name']?.startsWith('SubPlan') === true);
}

function joinTypes(nodes: readonly PlanNode[]): string {
  return nodes.flatMap((node) => node['Join Type'] ?? []).join(' ');
}

function indexes(nodes: readonly PlanNode[]): readonly string[] {
  return nodes.flatMap((node) => node['Index Name'] ?? []);
}

test.each([
  // A semijoin that PostgreSQL can turn round: the one row first, then what refers to it, by the index.
  ['bookings(where: { customer: { email: { eq: "x" } } })', ['customer_email_key', 'booking_customer_id_index']],
  [
    'bookings(where: { sailing: { route: { slug: { eq: "x" } } } })',
    ['sailing_route_id_index', 'booking_sailing_id_index'],
  ],
  ['tickets(where: { boardingByBookingIdAndLineNumber: { steward: { employeeId: { eq: 7 } } } })', ['ticket_pkey']],
  ['customers(where: { bookings: { some: { bookingId: { lt: "9" } } } })', ['booking_pkey']],
  // The order of the page comes out of the far table's index.
  ['bookings(orderBy: { customer: { name: ASC } }, first: 10)', ['customer_name_index', 'booking_customer_id_index']],
])('%s goes by indexes, and no subplan', async (field, expected) => {
  const nodes = await explain(`{ ${field} { nodes { __typename } } }`);
  expect(subplans(nodes)).toEqual([]);
  expect(indexes(nodes)).toEqual(expect.arrayContaining(expected));
});

test.each([
  ['vessels(where: { amenities: { some: { slug: { eq: "cafe" } } } })', /Semi/],
  ['customers(where: { bookings: { none: { total: { gt: "250" } } } })', /Anti/],
  ['customers(where: { bookings: { every: { total: { gt: "250" } } } })', /Anti/],
  ['sailings(where: { not: { bookings: { some: { status: { eq: held } } } } })', /Anti/],
])('%s is a join of its kind, and no subplan', async (field, kind) => {
  const nodes = await explain(`{ ${field} { nodes { __typename } } }`);
  expect(subplans(nodes)).toEqual([]);
  expect(joinTypes(nodes)).toMatch(kind);
});

test('beside another condition in `or`, where no join can stand, the far rows are read once into a hash table', async () => {
  const nodes = await explain(
    '{ customers(where: { or: [{ name: { eq: "a" } }, { bookings: { some: { total: { gt: "250" } } } }] }) { nodes { __typename } } }',
  );
  expect(nodes.map((node) => node.Filter).join()).toMatch(/hashed SubPlan/);
});
