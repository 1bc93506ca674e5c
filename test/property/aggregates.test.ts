import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';
import { aggregate, type AggregatedColumn, groupRows, percentile } from './aggregate-evaluator.js';
import { type Comparisons, passes, type Row, type Value, type Where } from './filter-evaluator.js';

const words = ['', 'a', 'A', 'ab', 'é', '🚲', "it's"];
const moods = ['good', 'so_so', 'bad'];
const numbers = [-1500, -1, 0, 1, 2, 1500];
const floats = [-1.5, 0, 0.25, 1024];
const bigs = ['-5', '9007199254740992', '9007199254740993'];
const uuids = ['00000000-0000-0000-0000-000000000000', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'];

const sign = (difference: number | bigint): number => (difference > 0 ? 1 : difference < 0 ? -1 : 0);
const bytes = (a: Value, b: Value): number => Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
const comparisons: Comparisons = {
  id: (a, b) => Number(a) - Number(b),
  word: bytes,
  number: (a, b) => Number(a) - Number(b),
  // PostgreSQL manual, 8.1.3: NaN equals NaN and is greater than all other values.
  float: (a, b) => {
    const [x, y] = [Number(a), Number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? Number(Number.isNaN(x)) - Number(Number.isNaN(y)) : sign(x - y);
  },
  big: (a, b) => sign(BigInt(String(a)) - BigInt(String(b))),
  mood: (a, b) => moods.indexOf(String(a)) - moods.indexOf(String(b)),
  flag: (a, b) => Number(a) - Number(b),
  uuid: bytes,
};
const columns: readonly AggregatedColumn[] = [
  { name: 'number', kind: 'exact' },
  { name: 'big', kind: 'exact' },
  { name: 'float', kind: 'float' },
  { name: 'flag', kind: 'boolean' },
  ...['word', 'mood', 'uuid'].map((name) => ({ name, kind: 'other' }) as const),
];

const owners = 12;
const rows: readonly Row[] = Array.from({ length: 90 }, (_, index) => {
  const pick = (items: readonly Value[], factor: number): Value => items[(index * factor) % (items.length + 1)] ?? null;
  return {
    id: index,
    owner: (index * index) % 11,
    word: pick(words, 7),
    number: pick(numbers, 5),
    float: pick([...floats, NaN], 11),
    big: pick(bigs, 3),
    mood: pick(moods, 5),
    flag: pick([true, false], 2),
    uuid: pick(uuids, 4),
  };
});

let reflected: ReflectedDatabase;
beforeAll(async () => {
  const database = await createDatabase({
    sql: [
      `create type mood as enum ('good', 'so so', 'bad');
       create table owner (id int primary key);
       insert into owner select generate_series(0, ${owners - 1});
       create table thing (
         id int primary key, owner_id int not null references owner, word text, number int, float float8, big int8,
         mood mood, flag bool, uuid uuid
       );`,
    ],
  });
  for (const { id, owner, word, number, float, big, mood, flag, uuid } of rows) {
    const label = mood === 'so_so' ? 'so so' : mood;
    const values = [id, owner, word, number, float, big, label, flag, uuid];
    await database.pool.query('insert into thing values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', values);
  }
  reflected = await reflect(database);
});
afterAll(() => reflected.database.drop());

async function run<Data>(query: string, variables: Readonly<Record<string, unknown>>): Promise<Data> {
  const document = parse(query);
  expect(validate(reflected.schema, document)).toEqual([]);
  const { data, errors } = await reflected.executeText({ document, variables, operationName: undefined, context: {} });
  expect(errors?.map((error) => String(error.originalError)) ?? []).toEqual([]);
  return JSON.parse(data ?? 'null') as Data;
}

const all = 'word number float big mood flag uuid';
const numeric = 'number big float';
const selection = `count countDistinct { ${all} } min { ${all} } max { ${all} } sum { ${numeric} } avg { ${numeric} }
  stddev { ${numeric} } stddevPop { ${numeric} } mode { ${all} } median { ${numeric} } percentileDisc(fraction: ${percentile}) { ${all} }
  boolAnd { flag } boolOr { flag }`;

/** Means and deviations of exact numbers come as decimals with digits of PostgreSQL's choice. */
const estimates = new Set(['avg', 'stddev', 'stddevPop', 'median']);
function expectAggregate(actual: Readonly<Record<string, unknown>>, expected: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(expected)) {
    if (!estimates.has(name)) {
      expect({ [name]: actual[name] }).toEqual({ [name]: value });
      continue;
    }
    for (const [column, number] of Object.entries(value as Record<string, number | null>)) {
      const found = (actual[name] as Record<string, string | number | null>)[column];
      if (number === null) expect({ name, column, found }).toEqual({ name, column, found: null });
      else expect(Math.abs(Number(found) - number)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(number)));
    }
  }
}

const where: fc.Arbitrary<Where> = fc.oneof(
  fc.constant({}),
  fc.record({ id: fc.record({ lt: fc.integer({ min: -1, max: 95 }) }) }),
  fc.record({ number: fc.record({ in: fc.subarray(numbers) }) }),
  fc.record({ float: fc.record({ gt: fc.constantFrom(...floats) }) }),
  fc.record({ mood: fc.record({ isNull: fc.boolean() }) }),
  fc.record({ flag: fc.record({ eq: fc.boolean() }), word: fc.record({ gte: fc.constantFrom(...words) }) }),
);
const passing = (condition: Where): readonly Row[] => rows.filter((row) => passes(condition, row, { comparisons }));

test('aggregates are over all rows that match, whatever the page', async () => {
  await fc.assert(
    fc.asyncProperty(where, fc.nat(3), fc.boolean(), async (condition, first, page) => {
      const { things } = await run<{ things: { totalCount: number; aggregate: Record<string, unknown> } }>(
        `query ($where: ThingWhere, $first: Int) {
          things(where: $where, first: $first) { totalCount aggregate { ${selection} } ${page ? 'nodes { id }' : ''} }
        }`,
        { where: condition, first },
      );
      const matching = passing(condition);
      expect(things.totalCount).toBe(matching.length);
      expectAggregate(things.aggregate, aggregate(matching, columns, comparisons));
    }),
    { numRuns: 120 },
  );
}, 60_000);

const keys = fc.uniqueArray(fc.constantFrom('word', 'number', 'float', 'mood', 'flag', 'uuid'), {
  minLength: 1,
  maxLength: 2,
});

test('groups are those of the same keys, in bins too, and having lets some through', async () => {
  await fc.assert(
    fc.asyncProperty(
      where,
      keys,
      fc.option(fc.constantFrom('7', '500', '1000')),
      fc.nat(6),
      fc.constantFrom('ASC', 'DESC'),
      async (condition, by, width, least, direction) => {
        const { things } = await run<{
          things: {
            groupBy: {
              totalCount: number;
              nodes: { keys: Record<string, Value>; aggregate: Record<string, unknown> & { count: number } }[];
            };
          };
        }>(
          `query ($where: ThingWhere, $by: [ThingGroupBy!]!, $least: Int!, $direction: OrderDirection!) {
            things(where: $where) {
              groupBy(by: $by, having: { count: { gte: $least } }, orderBy: [{ aggregate: { count: $direction } }]) {
                totalCount nodes { keys { ${by.join(' ')} } aggregate { ${selection} } }
              }
            }
          }`,
          {
            where: condition,
            by: by.map((column) => ({ column, ...(column === 'number' && width !== null && { bin: width }) })),
            least,
            direction,
          },
        );
        const bin = (value: Value): Value =>
          width === null || value === null ? value : Math.floor(Number(value) / Number(width)) * Number(width);
        const keyOf = (row: Row): readonly Value[] =>
          by.map((column) => (column === 'number' ? bin(row[column] ?? null) : (row[column] ?? null)));
        const expected = groupRows(passing(condition), keyOf).filter((group) => group.rows.length >= least);
        const text = (values: readonly (Value | undefined)[], count: number): string => JSON.stringify([values, count]);
        const { totalCount, nodes } = things.groupBy;
        expect(totalCount).toBe(expected.length);
        // NaN and null are two groups, both shown as null.
        const found = nodes.map((node) =>
          text(
            by.map((column) => node.keys[column]),
            node.aggregate.count,
          ),
        );
        expect([...found].sort()).toEqual(expected.map((group) => text(group.keys, group.rows.length)).sort());
        const counts = nodes.map(({ aggregate: { count } }) => count);
        expect(counts).toEqual([...counts].sort((a, b) => (direction === 'ASC' ? a - b : b - a)));
        if (by.includes('float')) return;
        for (const node of nodes) {
          const key = JSON.stringify(by.map((column) => node.keys[column]));
          const group = expected.find((candidate) => JSON.stringify(candidate.keys) === key);
          expectAggregate(node.aggregate, aggregate(group?.rows ?? [], columns, comparisons));
        }
      },
    ),
    { numRuns: 120 },
  );
}, 60_000);

const relatedKeys = {
  count: (of: readonly Row[]): Value => of.length,
  'sum { number }': (of: readonly Row[]): Value => related(of).sum?.number ?? null,
  'max { word }': (of: readonly Row[]): Value => related(of).max?.word ?? null,
} as const;

function related(of: readonly Row[]): Readonly<Record<string, Record<string, Value>>> {
  return aggregate(of, columns, comparisons) as Readonly<Record<string, Record<string, Value>>>;
}

test('lists are filtered and ordered by what related rows come to, page by page', async () => {
  await fc.assert(
    fc.asyncProperty(
      where,
      fc.nat(9),
      fc.constantFrom('gte', 'lt', 'eq'),
      fc.constantFrom(...(Object.keys(relatedKeys) as (keyof typeof relatedKeys)[])),
      fc.constantFrom('ASC', 'ASC_NULLS_FIRST', 'DESC', 'DESC_NULLS_LAST'),
      fc.integer({ min: 1, max: 5 }),
      async (condition, operand, operator, key, direction, first) => {
        const of = (owner: number, among: readonly Row[]): readonly Row[] => among.filter((row) => row.owner === owner);
        const matching = passing(condition);
        const holds = {
          gte: (n: number) => n >= operand,
          lt: (n: number) => n < operand,
          eq: (n: number) => n === operand,
        };
        const kept = Array.from({ length: owners }, (_, id) => id).filter((id) =>
          holds[operator](of(id, matching).length),
        );
        const descending = direction.startsWith('DESC');
        const nullsFirst = direction === 'DESC' || direction === 'ASC_NULLS_FIRST';
        const compare = (a: Value, b: Value): number => {
          if (a === null || b === null) return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1;
          const way = key === 'max { word }' ? bytes(a, b) : Number(a) - Number(b);
          return descending ? -way : way;
        };
        const value = new Map(kept.map((id) => [id, relatedKeys[key](of(id, rows))]));
        const expected = [...kept].sort(
          (a, b) => compare(value.get(a) ?? null, value.get(b) ?? null) || (descending ? b - a : a - b),
        );
        const [name = '', column] = key.replace(/[{}]/g, '').trim().split(/ +/);
        const orderBy = [{ thingsAggregate: { [name]: column === undefined ? direction : { [column]: direction } } }];
        const seen: number[] = [];
        let after: string | null = null;
        for (;;) {
          const { list }: { list: { nodes: { id: number }[]; totalCount: number; pageInfo: PageInfo } } = await run(
            `query ($where: OwnerWhere, $orderBy: [OwnerOrderBy!], $first: Int, $after: String) {
              list: owners(where: $where, orderBy: $orderBy, first: $first, after: $after) {
                totalCount nodes { id } pageInfo { hasNextPage endCursor }
              }
            }`,
            {
              where: { thingsAggregate: { where: condition, count: { [operator]: operand } } },
              orderBy,
              first,
              after,
            },
          );
          expect(list.totalCount).toBe(expected.length);
          seen.push(...list.nodes.map(({ id }) => id));
          if (!list.pageInfo.hasNextPage) break;
          after = list.pageInfo.endCursor;
        }
        expect(seen).toEqual(expected);
      },
    ),
    { numRuns: 100 },
  );
}, 60_000);

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}
