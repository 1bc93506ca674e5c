import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';
import { type Comparisons, passes, type Row, type Where } from './filter-evaluator.js';

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
  };
});

let reflected: ReflectedDatabase;
beforeAll(async () => {
  const database = await createDatabase({
    sql: [
      `create type mood as enum ('good', 'so so', 'bad');
       create table thing (id int primary key, word text, number int, float float8, big int8, mood mood, flag bool);`,
    ],
  });
  for (const { id, word, number, float, big, mood, flag } of rows) {
    const label = mood === 'so_so' ? 'so so' : mood;
    await database.pool.query('insert into thing values ($1, $2, $3, $4, $5, $6, $7)', [
      id,
      word,
      number,
      float,
      big,
      label,
      flag,
    ]);
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

const { where: wheres } = fc.letrec<{ where: Where }>((tie) => ({
  where: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    column,
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
      const expected = rows.filter((row) => passes(where, row, comparisons)).map(({ id }) => id);
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
    { numRuns: 400 },
  );
}, 120_000);

/** GraphQL's syntax; enum values are bare names. */
function literalOf(value: unknown, key = ''): string {
  if (Array.isArray(value)) return `[${value.map((item) => literalOf(item, key)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(
      ([name, field]) => `${name}: ${literalOf(field, name in filters ? name : key)}`,
    );
    return `{ ${fields.join(', ')} }`;
  }
  return key === 'mood' && typeof value === 'string' ? value : JSON.stringify(value);
}
