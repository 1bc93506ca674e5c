import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareBounds } from '../../src/plan/compare-bounds.js';
import { rawSearchQuery } from '../../src/plan/raw-search-query.js';
import { builtInType } from '../../src/typesystem/filters/built-in-type.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

/** What is checked before PostgreSQL sees it, held against PostgreSQL itself. */
let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const token = fc.constantFrom(
  ...[
    'fat',
    'rat',
    "'two words'",
    "'it''s'",
    'ünï',
    '🚲',
    'a.b/c',
    '-',
    'cat:*',
    'cat:AB*',
    'cat:*a',
    ':*',
    "'",
    "''",
    '\\',
  ],
  ...['&', '|', '!', '<->', '<2>', '<0>', '<16384>', '<16385>', '<', '(', ')', '()', ' ', '\t', ':', 'a:b', 'a:x', ','],
);

test('PostgreSQL reads every query of full-text search that is let through', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(token, { maxLength: 9 }), fc.constantFrom('', ' '), async (tokens, separator) => {
      const query = tokens.join(separator);
      try {
        rawSearchQuery(query, 'query');
      } catch {
        return;
      }
      accepted += 1;
      await database.pool.query(`select pg_catalog.to_tsquery('simple', $1)`, [query]);
    }),
    { numRuns: 4000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

test.each(['fat & (rat | cat:*) & !dog', 'super <-> star', "'two words':AB | !(a <2> b)", ''])('%s', (query) => {
  expect(rawSearchQuery(query, 'query')).toBe(query);
});

const values: Readonly<Record<string, readonly string[]>> = {
  numeric: [
    '0',
    '-0',
    '.5',
    '0.50',
    '5e-1',
    '1e3',
    '1000.0',
    '-1e3',
    '99999999999999999999.1',
    'NaN',
    'Infinity',
    '-Infinity',
    '1e-9',
  ],
  int8: ['9223372036854775807', '9223372036854775806', '-1', '0'],
  float8: ['0.1', '1e-1', '1e300', '-5'],
  date: [
    '2024-02-29',
    '2024-03-01',
    '0001-01-01',
    '0001-12-31 BC',
    '0044-03-15 BC',
    '0044-03-16 BC',
    '5874897-12-31',
    'infinity',
    '-infinity',
  ],
  time: ['14:30', '14:30:00.000001', '24:00:00', '00:00'],
  timestamp: [
    '2024-02-29T12:00',
    '2024-02-29 12:00:00.000001',
    '2024-02-29',
    '0044-03-15T12:00 BC',
    '294276-12-31 23:59:59.999999',
    'infinity',
  ],
  timestamptz: [
    ...[
      '2024-02-29T23:00:00Z',
      '2024-03-01T00:00:00+01:00',
      '2024-02-29T18:30:00-0430',
      '2024-03-01T00:30+01',
      '0044-03-15 12:00Z BC',
    ],
    ...['2024-02-29T23:00:00.5Z', '-infinity', 'infinity'],
  ],
};

test.each(Object.keys(values))('bounds of type %s have the order that PostgreSQL gives them', async (name) => {
  const texts = values[name] ?? [];
  const pairs = texts.flatMap((a) => texts.map((b) => [a, b] as const));
  const { rows } = await database.pool.query<{ order: number }>(
    `select (a::${name} > b::${name})::int - (a::${name} < b::${name})::int as order
     from unnest($1::text[], $2::text[]) with ordinality as pair (a, b, place) order by place`,
    [pairs.map(([a]) => a), pairs.map(([, b]) => b)],
  );
  const type = builtInType(name);
  expect(pairs.map(([a, b]) => [a, b, compareBounds(type, a, b)])).toEqual(
    pairs.map(([a, b], index) => [a, b, rows[index]?.order]),
  );
});
