import { GraphQLError, Kind, parseValue, print } from 'graphql';
import { describe, expect, test } from 'vitest';
import { scalarOfType } from '../../../src/typesystem/scalar-of-type.js';
import { base } from '../shop-model.js';

interface Cases {
  /** What a client writes, as JSON, and the text that PostgreSQL gets: the same where there is one only. */
  readonly valid: readonly (readonly [input: unknown, text?: unknown])[];
  readonly invalid: readonly unknown[];
  readonly expected: string;
}

/** Inputs from the chapter on data types of PostgreSQL's manual, and their neighbours that PostgreSQL refuses. */
const cases: Readonly<Record<string, Cases>> = {
  int8: {
    valid: [
      ['9007199254740993'],
      ['-9223372036854775808'],
      ['9223372036854775807'],
      [7, '7'],
      ['+7', '7'],
      ['007', '7'],
    ],
    invalid: ['9223372036854775808', '-9223372036854775809', '', ' 1', '1.0', '1e3', '0x1F', 1.5, true, [1], {}],
    expected: 'a whole number from -9223372036854775808 to 9223372036854775807, as a string',
  },
  numeric: {
    valid: [
      ['12345678901234567890.123456789'],
      ['.5'],
      ['5.'],
      ['1.925e-3'],
      ['NaN'],
      ['Infinity'],
      ['-infinity'],
      [7, '7'],
      [1.5, '1.5'],
    ],
    invalid: ['', '1,5', '1e', '--1', 'abc', '1 ', 'Inf.', true, []],
    expected: 'a decimal number as a string, such as "19.90"',
  },
  date: {
    valid: [
      ['1999-01-08'],
      ['2024-02-29'],
      ['infinity'],
      ['-infinity'],
      ['0044-03-15 BC'],
      ['5874897-12-31'],
      ['0001-02-29 BC'],
    ],
    invalid: [
      '1999-1-8',
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-01-32',
      '0000-01-01',
      '99-01-08',
      '01/08/1999',
      'today',
      '1999-01-08T00:00',
      '5874898-01-01',
      '4714-01-01 BC',
      19990108,
    ],
    expected: 'a date such as "2026-03-01"',
  },
  time: {
    valid: [['04:05'], ['04:05:06'], ['04:05:06.789012'], ['24:00:00'], ['00:00']],
    invalid: [
      '24:00:01',
      '24:00:00.5',
      '25:00',
      '4:05',
      '04:60',
      '04:05:60',
      '04:05:06.7890123',
      '04:05:06Z',
      '04:05 PM',
      'now',
      405,
    ],
    expected: 'a time of day such as "14:30:00"',
  },
  timetz: {
    valid: [['04:05:06+02'], ['04:05:06-08:30'], ['04:05Z'], ['04:05:06.5+15:59:59'], ['04:05+0230']],
    invalid: ['04:05:06', '04:05:06+16', '04:05:06 PST', '24:01+00', '04:05:06+2'],
    expected: 'a time of day with an offset, such as "14:30:00+02:00"',
  },
  timestamp: {
    valid: [
      ['1999-01-08 04:05:06'],
      ['1999-01-08T04:05:06.000001'],
      ['2026-03-01'],
      ['infinity'],
      ['0044-03-15T12:00:00 BC'],
      ['294276-12-31T23:59:59'],
    ],
    invalid: [
      '1999-01-08T04:05:06Z',
      '1999-01-08T04:05:06+02',
      '1999-02-30T00:00',
      '294277-01-01T00:00',
      '1999-01-08T',
      'now',
      0,
    ],
    expected: 'a date and time without an offset, such as "2026-03-01T14:30:00"',
  },
  timestamptz: {
    valid: [
      ['2026-03-01T14:30:00Z'],
      ['2026-03-01T14:30:00.000001+02:00'],
      ['2026-03-01 14:30-08'],
      ['infinity'],
      ['0044-03-15T12:00:00Z BC'],
    ],
    invalid: [
      '2026-03-01T14:30:00',
      '2026-03-01',
      '2026-03-01Z',
      '2026-03-01T14:30:00 CET',
      '2026-02-30T00:00Z',
      '2026-03-01T14:30:00+16:00',
      1_772_000_000,
    ],
    expected: 'a date and time with an offset, such as "2026-03-01T14:30:00Z"',
  },
  interval: {
    valid: [
      ['P1Y2M3DT4H5M6S'],
      ['PT0S'],
      ['P-1Y-2M3DT-4H'],
      ['P1W'],
      ['PT-0.5S'],
      ['P1M-30D'],
      ['P178000000Y'],
      ['PT2562047788H'],
      ['infinity'],
      ['PT1.000001S'],
    ],
    invalid: [
      'P',
      'PT',
      'P1DT',
      '1 day',
      '1:00',
      'P1.5D',
      'PT1.0000001S',
      'P+1D',
      'P178956971Y',
      'P2147483648D',
      'PT2562047789H',
      'P1S',
      'p1d',
      60,
    ],
    expected: 'an ISO 8601 duration such as "P3DT4H"',
  },
  uuid: {
    valid: [
      ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
      ['A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
      ['a0eebc999c0b4ef8bb6d6bb9bd380a11'],
    ],
    invalid: ['', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1', 'g0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{a0eebc99}', 7],
    expected: 'a UUID such as "123e4567-e89b-12d3-a456-426614174000"',
  },
  bytea: {
    valid: [[''], ['3q2+7w=='], ['AAA='], ['AAAA']],
    invalid: ['A', 'AA', 'A===', 'AA==AA==', '3q2-7w==', '\\xdeadbeef', 'AAAA\n', 7],
    expected: 'base64 text such as "3q2+7w=="',
  },
  inet: {
    valid: [['192.168.100.128/25'], ['10.1.2.3'], ['2001:4f8:3:ba::'], ['::ffff:1.2.3.0/128']],
    invalid: [
      '',
      '10.1.2',
      '10.1.2.256',
      '10.1.2.3/33',
      '::1/129',
      '10.1.2.3/',
      '10.1.2.3/a',
      'fe80::1%eth0',
      '1.2.3.4/8/8',
    ],
    expected: 'an IP address such as "192.168.0.1"',
  },
  cidr: {
    valid: [
      ['192.168.100.128/25'],
      ['2001:4f8:3:ba::/64'],
      ['10.0.0.0/8'],
      ['10.1.2.3'],
      ['0.0.0.0/0'],
      ['::ffff:1.2.3.0/120'],
    ],
    invalid: ['192.168.100.128/24', '2001:4f8:3:ba::1/64', '10.0.0.1/8', '10', '::ffff:1.2.3.4/120'],
    expected: 'a network such as "192.168.0.0/24", with no bit set to the right of its prefix',
  },
  macaddr: {
    valid: [['08:00:2b:01:02:03'], ['08-00-2B-01-02-03'], ['08:00:2b:01:02:03:04:05']],
    invalid: ['', '08:00:2b:01:02', '08:00:2b:01:02:03:04', '08:00-2b:01:02:03', '08:00:2b:01:02:0g'],
    expected: 'a MAC address such as "08:00:2b:01:02:03"',
  },
  varbit: {
    valid: [['101'], ['']],
    invalid: ['102', 'B101', ' 1', 101],
    expected: 'a string of 0 and 1 such as "101"',
  },
};

function literalOf(input: unknown): string {
  return typeof input === 'object' ? (Array.isArray(input) ? '[1]' : '{ a: 1 }') : JSON.stringify(input);
}

function refusal(run: () => unknown): GraphQLError {
  try {
    run();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe.each(Object.entries(cases))('%s', (type, { valid, invalid, expected }) => {
  const scalar = scalarOfType(base(type, 0));

  test.each(valid)('%j', (input, text = input) => {
    expect(scalar.parseValue(input)).toBe(text);
    expect(scalar.parseLiteral(parseValue(literalOf(input)), {})).toBe(text);
  });

  test.each(invalid.map((input) => ({ input })))('not $input', ({ input }) => {
    const byVariable = refusal(() => scalar.parseValue(input));
    const byLiteral = refusal(() => scalar.parseLiteral(parseValue(literalOf(input)), {}));
    for (const error of [byVariable, byLiteral]) {
      expect(error.extensions.code).toBe('BAD_USER_INPUT');
      expect(error.message.startsWith(`${scalar.name} cannot represent `), error.message).toBe(true);
      expect(error.message.endsWith(`: expected ${expected}.`), error.message).toBe(true);
    }
    if (typeof input === 'string') expect(byVariable.message).toContain(JSON.stringify(input));
  });

  test('not null, a NUL, an enum value or a variable', () => {
    for (const input of [null, undefined, 'a\0', '\0']) refusal(() => scalar.parseValue(input));
    for (const literal of ['ENUM', '"a\\u0000"']) refusal(() => scalar.parseLiteral(parseValue(literal), {}));
  });

  test('results pass as PostgreSQL wrote them', () => {
    expect(scalar.serialize('as it is')).toBe('as it is');
    expect(scalar.description).toBeTruthy();
  });
});

test('exact literals lose no digit', () => {
  const bigInt = scalarOfType(base('int8', 20));
  const decimal = scalarOfType(base('numeric', 1700));
  expect(bigInt.parseLiteral(parseValue('9007199254740993'), {})).toBe('9007199254740993');
  expect(decimal.parseLiteral(parseValue('12345678901234567890.123456789'), {})).toBe('12345678901234567890.123456789');
  expect(decimal.parseLiteral(parseValue('1e400'), {})).toBe('1e400');
  // A JSON number beyond 2^53 has lost digits before it came here.
  expect(refusal(() => bigInt.parseValue(2 ** 53)).message).toContain('as a string');
});

describe('JSON', () => {
  const json = scalarOfType(base('jsonb', 3802));
  test.each([1, 'a', true, null, [1, { a: null }], { a: { b: [1.5] } }])('%j', (value) => {
    expect(json.parseValue(value)).toEqual(value);
    const literal = JSON.stringify(value).replace(/"(\w+)":/g, '$1:');
    expect(json.parseLiteral(parseValue(literal), {})).toEqual(value);
  });
  test('takes variables in literals, but no bare names', () => {
    const node = parseValue('{ a: [$x] }');
    expect(print(node)).toContain('$x');
    expect(json.parseLiteral(node, { x: 7 })).toEqual({ a: [7] });
    expect(refusal(() => json.parseLiteral({ kind: Kind.ENUM, value: 'NAME' }, {})).extensions.code).toBe(
      'BAD_USER_INPUT',
    );
    expect(refusal(() => json.parseLiteral(parseValue('{ a: [NAME] }'), {})).extensions.code).toBe('BAD_USER_INPUT');
  });
});

test.each([
  ['int2', 'Int'],
  ['int4', 'Int'],
  ['int8', 'BigInt'],
  ['oid', 'BigInt'],
  ['xid8', 'BigInt'],
  ['float4', 'Float'],
  ['float8', 'Float'],
  ['numeric', 'Decimal'],
  ['money', 'Decimal'],
  ['bool', 'Boolean'],
  ['text', 'String'],
  ['varchar', 'String'],
  ['bpchar', 'String'],
  ['name', 'String'],
  ['date', 'Date'],
  ['time', 'Time'],
  ['timetz', 'TimeTz'],
  ['timestamp', 'LocalDateTime'],
  ['timestamptz', 'DateTime'],
  ['interval', 'Interval'],
  ['uuid', 'UUID'],
  ['json', 'JSON'],
  ['jsonb', 'JSON'],
  ['bytea', 'Bytes'],
  ['inet', 'Inet'],
  ['cidr', 'Cidr'],
  ['macaddr', 'MacAddr'],
  ['macaddr8', 'MacAddr'],
  ['bit', 'BitString'],
  ['varbit', 'BitString'],
  ['tsvector', 'String'],
  ['point', 'String'],
])('%s is %s', (type, scalar) => {
  expect(scalarOfType(base(type, 0)).name).toBe(scalar);
});

test("a type of the host's own that is called int4 is not PostgreSQL's", () => {
  expect(scalarOfType({ ...base('int4', 50_000), namespace: 'public' }).name).toBe('String');
});
