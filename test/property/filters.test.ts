import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';
import { type Comparisons, type Facts, passes, type Row, type Where } from './filter-evaluator.js';

const words = ['', 'a', 'A', 'ab', 'aB', 'é', 'É', 'a%b', 'a_b', 'a\\b', '%', '🚲', '{a,"b"}', 'NULL', "it's"];
const moods = ['good', 'so_so', 'bad'];
const numbers = [-1, 0, 1, 2, 2_147_483_647];
const floats = [-1.5, 0, 0.1, 1e300];
const bigs = ['-5', '9007199254740992', '9007199254740993'];

const sign = (difference: number | bigint): number => (difference > 0 ? 1 : difference < 0 ? -1 : 0);
/** The test server's own locale compares by code point, which for these words is the order of code units. */
const comparisons: Comparisons = {
  id: (a, b) => Number(a) - Number(b),
  word: (a, b) => (a === b ? 0 : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))),
  number: (a, b) => Number(a) - Number(b),
  // PostgreSQL manual, 8.1.3: NaN equals NaN and is greater than all other values.
  float: (a, b) => {
    const [x, y] = [Number(a), Number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? Number(Number.isNaN(x)) - Number(Number.isNaN(y)) : sign(x - y);
  },
  big: (a, b) => sign(BigInt(String(a)) - BigInt(String(b))),
  mood: (a, b) => moods.indexOf(String(a)) - moods.indexOf(String(b)),
  flag: (a, b) => Number(a) - Number(b),
};

/** Int, int8 and float8 compare as PostgreSQL's manual, 10.2, casts them: to the wider one. */
const compareColumns: NonNullable<Facts['compareColumns']> = (left, right) => {
  const columns = [left, right];
  const by = ['word', 'float', 'big'].find((name) => columns.includes(name)) ?? 'number';
  return comparisons[by] ?? (() => NaN);
};

const thingFacts: Facts = {
  comparisons,
  compareColumns,
  relationships: {
    parent: {
      cardinality: 'one',
      rows: ({ parent }) => rows.filter(({ id }) => id === parent),
      facts: () => thingFacts,
    },
    thingsByParent: {
      cardinality: 'many',
      rows: ({ id }) => rows.filter(({ parent }) => parent === id),
      facts: () => thingFacts,
    },
    detail: {
      cardinality: 'one',
      rows: ({ id }) => details.filter(({ thing }) => thing === id),
      facts: () => detailFacts,
    },
    tags: {
      cardinality: 'many',
      rows: ({ id }) => tags.filter((tag) => isTagged(Number(id), Number(tag.id))),
      facts: () => tagFacts,
    },
  },
};
const detailFacts: Facts = {
  comparisons,
  compareColumns,
  relationships: {
    thing: {
      cardinality: 'one',
      rows: ({ thing }) => rows.filter(({ id }) => id === thing),
      facts: () => thingFacts,
    },
  },
};
const tagFacts: Facts = {
  comparisons,
  relationships: {
    things: {
      cardinality: 'many',
      rows: (tag) => rows.filter(({ id }) => isTagged(Number(id), Number(tag.id))),
      facts: () => thingFacts,
    },
  },
};

const isTagged = (thing: number, tag: number): boolean => (thing * (tag + 2)) % 5 === 1 && thing % 4 !== 0;
const tags: readonly Row[] = [...words.slice(0, 5), null].map((word, id) => ({ id, word }));
const details: readonly Row[] = Array.from({ length: 30 }, (_, index) => ({
  thing: index * 2,
  number: numbers[index % 7] ?? null,
  big: bigs[index % 4] ?? null,
}));

const rows: readonly Row[] = Array.from({ length: 80 }, (_, index) => {
  const pick = <Item>(items: readonly Item[], factor: number): Item | null => {
    const place = (index * factor) % (items.length + 1);
    return items[place] ?? null;
  };
  return {
    id: index,
    word: pick(words, 7),
    number: pick(numbers, 5),
    float: pick([...floats, NaN], 11),
    big: pick(bigs, 3),
    mood: pick(moods, 5),
    flag: pick([true, false], 2),
    second: pick(numbers, 7),
    parent: index % 3 === 0 ? null : (index * 11) % 40,
  };
});

let reflected: ReflectedDatabase;
beforeAll(async () => {
  const database = await createDatabase({
    sql: [
      `create type mood as enum ('good', 'so so', 'bad');
       create table thing (id int primary key, word text, number int, float float8, big int8, mood mood, flag bool,
         second int, parent_id int references thing);
       create table detail (thing_id int primary key references thing, number int, big int8);
       create table tag (id int primary key, word text);
       create table thing_tag (thing_id int references thing, tag_id int references tag, primary key (thing_id, tag_id));`,
    ],
  });
  const { pool } = database;
  for (const { id, word, number, float, big, mood, flag, second } of rows) {
    const label = mood === 'so_so' ? 'so so' : mood;
    await pool.query('insert into thing values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      id,
      word,
      number,
      float,
      big,
      label,
      flag,
      second,
    ]);
  }
  for (const { id, parent } of rows) await pool.query('update thing set parent_id = $2 where id = $1', [id, parent]);
  for (const { thing, number, big } of details) {
    await pool.query('insert into detail values ($1, $2, $3)', [thing, number, big]);
  }
  for (const { id, word } of tags) {
    await pool.query('insert into tag values ($1, $2)', [id, word]);
    for (const thing of rows.filter((row) => isTagged(Number(row.id), Number(id)))) {
      await pool.query('insert into thing_tag values ($1, $2)', [thing.id, id]);
    }
  }
  reflected = await reflect(database);
});
afterAll(() => reflected.database.drop());

const comparing = (value: fc.Arbitrary<unknown>, order = true): Record<string, fc.Arbitrary<unknown>> => ({
  eq: value,
  ne: value,
  ...(order && { gt: value, gte: value, lt: value, lte: value }),
  in: fc.array(value, { maxLength: 4 }),
  notIn: fc.array(value, { maxLength: 4 }),
  isNull: fc.boolean(),
  isDistinctFrom: fc.option(value),
  isNotDistinctFrom: fc.option(value),
});

const word = fc.constantFrom(...words);
const pattern = fc
  .array(fc.constantFrom('a', 'B', 'é', '%', '_', '\\%', '\\_', '\\\\', '\\a', '🚲'), { maxLength: 4 })
  .map((parts) => parts.join(''));
const part = fc.oneof(word, fc.constantFrom('b', 'B', '_', '\\', 'a%', 'u'));
const filters: Readonly<Record<string, Record<string, fc.Arbitrary<unknown>>>> = {
  word: {
    ...comparing(word),
    like: pattern,
    ilike: pattern,
    startsWith: part,
    endsWith: part,
    contains: part,
    startsWithInsensitive: part,
    endsWithInsensitive: part,
    containsInsensitive: part,
  },
  number: comparing(fc.constantFrom(...numbers)),
  float: comparing(fc.constantFrom(...floats)),
  big: comparing(fc.constantFrom(...bigs)),
  mood: comparing(fc.constantFrom(...moods)),
  flag: comparing(fc.boolean(), false),
};

const column = fc.oneof(
  ...Object.entries(filters).map(([name, operators]) =>
    fc
      .subarray(Object.keys(operators), { minLength: 0, maxLength: 2 })
      .chain((chosen) =>
        fc.record(Object.fromEntries(chosen.map((operator) => [operator, operators[operator] ?? fc.constant(0)]))),
      )
      .map((filter): Where => ({ [name]: filter })),
  ),
);

const columnPair = fc.oneof(
  fc.tuple(
    fc.constantFrom('id', 'number', 'second', 'float', 'big'),
    fc.constantFrom('number', 'second', 'float', 'big'),
  ),
  fc.constant(['word', 'word'] as const),
);
const columnComparison = fc
  .tuple(columnPair, fc.constantFrom('eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'isDistinctFrom', 'isNotDistinctFrom'))
  .map(([[left, right], operator]) => ({ column: left, [operator]: right }));
const some = <Item>(where: fc.Arbitrary<Item>): fc.Arbitrary<Partial<Record<string, Item>>> =>
  fc.record({ some: where, every: where, none: where }, { requiredKeys: [] });
const ofColumns = (...names: string[]): fc.Arbitrary<Where> =>
  column.filter((where) => Object.keys(where).every((name) => names.includes(name)));

const { where: wheres } = fc.letrec<{ where: Where; detail: Where; tag: Where }>((tie) => ({
  detail: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    ofColumns('number', 'big'),
    fc.constant({}),
    fc.record({ thing: tie('where') }),
    fc.record({ not: tie('detail') }),
  ),
  tag: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    ofColumns('word'),
    fc.constant({}),
    fc.record({ things: some(tie('where')) }),
    fc.record({ or: fc.array(tie('tag'), { maxLength: 3 }) }),
  ),
  where: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    column,
    fc.record({ compareColumns: fc.array(columnComparison, { maxLength: 2 }) }),
    fc.record({ parent: tie('where') }),
    fc.record({ detail: tie('detail') }),
    fc.record({ tags: some(tie('tag')) }),
    fc.record({ thingsByParent: some(tie('where')) }),
    fc.tuple(column, column).map(([a, b]): Where => ({ ...a, ...b })),
    fc.record({ and: fc.array(tie('where'), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('where'), { maxLength: 3 }) }),
    fc.record({ not: tie('where') }),
    fc.tuple(column, fc.record({ not: tie('where') })).map(([a, b]): Where => ({ ...a, ...b })),
    fc.constant({}),
  ),
}));

const byVariable = parse(
  'query ($where: ThingWhere) { things(where: $where, first: 1000) { totalCount nodes { id } } }',
);

test('as variables and as literals, the rows are those that the conditions let through', async () => {
  expect(validate(reflected.schema, byVariable)).toEqual([]);
  await fc.assert(
    fc.asyncProperty(wheres, fc.boolean(), async (where, literal) => {
      const expected = rows.filter((row) => passes(where, row, thingFacts)).map(({ id }) => id);
      const document = literal
        ? parse(`{ things(where: ${literalOf(where)}, first: 1000) { totalCount nodes { id } } }`)
        : byVariable;
      const { data, errors } = await reflected.executeText({
        document,
        variables: literal ? {} : { where },
        operationName: undefined,
        context: {},
      });
      expect(errors?.map((error) => String(error.originalError)) ?? []).toEqual([]);
      const { things } = JSON.parse(data ?? 'null') as { things: { totalCount: number; nodes: { id: number }[] } };
      expect(things.nodes.map(({ id }) => id)).toEqual(expected);
      expect(things.totalCount).toBe(expected.length);
    }),
    { numRuns: 600 },
  );
}, 120_000);

/** GraphQL's syntax; enum values are bare names. */
function literalOf(value: unknown, key = ''): string {
  if (Array.isArray(value)) return `[${value.map((item) => literalOf(item, key)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(
      ([name, field]) => `${name}: ${literalOf(field, name in filters || name === 'compareColumns' ? name : key)}`,
    );
    return `{ ${fields.join(', ')} }`;
  }
  return ['mood', 'compareColumns'].includes(key) && typeof value === 'string' ? value : JSON.stringify(value);
}
