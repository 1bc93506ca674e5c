import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scalarOfType } from '../../src/typesystem/scalar-of-type.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { base } from '../typesystem/shop-model.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({
    // Gives the SQLSTATE with which PostgreSQL refuses a text for a type, or null.
    sql: [
      `create function refusal(value text, type text) returns text language plpgsql as $$
       declare ignored text;
       begin
         execute format('select %L::%s', value, type) into ignored;
         return null;
       exception when others then return sqlstate;
       end $$`,
    ],
  });
});
afterAll(() => database.drop());

const digits = (most: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));
const two = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('01', '02', '10', '12') },
  fc.constantFrom('00', '01', '12', '23', '24', '28', '29', '30', '31', '59', '60'),
  digits(2),
);
const year = fc.oneof(
  fc.constantFrom('0000', '0001', '1900', '2000', '2024', '2026', '4713', '4714', '294276', '5874897'),
  fc.stringMatching(/^[12][0-9]{3}$/),
  digits(7),
);
const part = (unit: string, most: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    fc.tuple(fc.constantFrom('', '-'), digits(most)).map(([sign, number]) => `${sign}${number}${unit}`),
  );
const date = fc.tuple(year, two, two, fc.constantFrom('', '', ' BC')).map(([y, m, d, era]) => `${y}-${m}-${d}${era}`);
const time = fc
  .tuple(two, two, fc.option(two), fc.option(digits(7)))
  .map(([h, m, s, f]) => `${h}:${m}${s === null ? '' : `:${s}${f === null ? '' : `.${f}`}`}`);
const offset = fc.oneof(
  fc.constantFrom('Z', '+00', '-15:59:59', '+0530', '+16'),
  fc.tuple(fc.constantFrom('+', '-'), two).map(([sign, hours]) => `${sign}${hours}`),
);
const moment = fc
  .tuple(date, fc.constantFrom('T', ' '), time, fc.constantFrom('', 'BC'))
  .map(([d, t, clock]) => `${d.replace(' BC', '')}${t}${clock}`);
const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant('::ffff:1.2.3.0'), fc.constant('10.0.0.0'));
const network = fc
  .tuple(address, fc.option(fc.nat(140)))
  .map(([ip, prefix]) => (prefix === null ? ip : `${ip}/${prefix}`));

/** Texts that a scalar may or may not take, more and less like those of its type. */
const texts: Readonly<Record<string, fc.Arbitrary<string>>> = {
  int8: fc.tuple(fc.constantFrom('', '-', '+'), digits(21)).map((parts) => parts.join('')),
  numeric: fc
    .tuple(
      fc.constantFrom('', '-', '+'),
      fc.constantFrom('', '.', '5', '5.', '.5', '5.5', 'NaN', 'Infinity', 'infinity'),
      fc.constantFrom('', 'e5', 'E-5', 'e+9999', 'e-9999', 'e'),
    )
    .map((parts) => parts.join('')),
  date,
  time,
  timetz: fc.tuple(time, offset).map((parts) => parts.join('')),
  timestamp: fc.oneof(
    moment,
    date,
    moment.map((text) => `${text} BC`),
  ),
  timestamptz: fc.tuple(moment, offset, fc.constantFrom('', '', ' BC')).map((parts) => parts.join('')),
  interval: fc
    .tuple(
      part('Y', 10),
      part('M', 11),
      part('W', 9),
      part('D', 11),
      part('H', 11),
      part('M', 12),
      part('S', 14),
      part('.5S', 13),
    )
    .map(
      ([y, mo, w, d, h, m, s, f]) => `P${y}${mo}${w}${d}${h + m + s + f === '' ? '' : `T${h}${m}${s === '' ? f : s}`}`,
    ),
  uuid: fc.oneof(
    fc.uuid(),
    fc.uuid().map((text) => text.toUpperCase()),
    fc.uuid().map((text) => text.replaceAll('-', '')),
    fc.uuid().map((text) => text.replace('-', '')),
  ),
  inet: network,
  cidr: network,
  bit: fc.stringMatching(/^[01]{0,9}$/),
};

/** The ends of PostgreSQL's dates lie within a year, its sums overflow: these the scalar leaves to PostgreSQL. */
const outOfRange = new Set(['22008', '22015']);

test.each(Object.keys(texts))('what the scalar of %s takes, PostgreSQL takes', async (type) => {
  const scalar = scalarOfType(base(type, 0));
  const arbitrary = texts[type] ?? fc.constant('');
  const taken = fc.sample(arbitrary, 3000).flatMap((text) => {
    try {
      return [scalar.parseValue(text) as string];
    } catch {
      return [];
    }
  });
  expect(taken.length).toBeGreaterThan(50);
  const cast = type === 'bit' ? 'varbit' : type;
  const { rows } = await database.pool.query<{ value: string; sqlstate: string }>(
    `select value, sqlstate from unnest($1::text[]) value, refusal(value, $2) sqlstate where sqlstate is not null`,
    [taken, cast],
  );
  const dated = type.startsWith('date') || type.startsWith('timestamp');
  expect(rows.filter(({ sqlstate }) => !(dated && outOfRange.has(sqlstate)))).toEqual([]);
});

test('intervals come out as PostgreSQL writes them with IntervalStyle iso_8601, and go in again', async () => {
  const scalar = scalarOfType(base('interval', 1186));
  const { rows } = await database.pool.query<{ text: string }>(
    `select value::text as text from unnest($1::text[]) as t, cast(t as interval) as value, set_config('intervalstyle', 'iso_8601', false)`,
    [
      [
        '0',
        '1 mon -30 days',
        '-14 mons',
        '100:00:01.000001',
        '-00:00:00.5',
        '178000000 years',
        '2562047788:00:54.775807',
      ],
    ],
  );
  for (const { text } of rows) expect(scalar.parseValue(text)).toBe(text);
});
