import { describe, expect, test } from 'vitest';
import { toNative, sql, verbatim } from '../../src/sql/knex.js';
import { quoteIdentifier, quoteLiteral } from '../../src/sql/quote.js';

/** Source: PostgreSQL manual, 4.1.1 and 4.1.2. */
describe('identifiers', () => {
  test.each([
    ['album', '"album"'],
    ['Order', '"Order"'],
    ['a.b', '"a.b"'],
    ['a as b', '"a as b"'],
    ['a[0]', '"a[0]"'],
    ['*', '"*"'],
    ['$1', '"$1"'],
    [':x', '":x"'],
    [':x:', '":x:"'],
    ['"', '""""'],
    [`it's`, `"it's"`],
    ['a\\b', '"a\\b"'],
    ['🚲', '"🚲"'],
    [' ', '" "'],
    ['--', '"--"'],
    ['/*', '"/*"'],
    ['x'.repeat(63), `"${'x'.repeat(63)}"`],
    ['what?', 'U&"what\\003F"'],
    ['??', 'U&"\\003F\\003F"'],
    ['\\?', 'U&"\\\\\\003F"'],
    ['"?"', 'U&"""\\003F"""'],
  ])('%s', (name, quoted) => {
    expect(quoteIdentifier(name)).toBe(quoted);
  });
});

describe('literals', () => {
  test.each([
    ['a', "'a'"],
    ["it's", "'it''s'"],
    ['', "''"],
    ['$1', "'$1'"],
    [':x', "':x'"],
    ['a\\b', "E'a\\\\b'"],
    ['what?', "E'what\\x3F'"],
    ["\\'?", "E'\\\\''\\x3F'"],
  ])('%s', (text, quoted) => {
    expect(quoteLiteral(text)).toBe(quoted);
  });
});

test.each(['?', '??', '\\?', '\\\\?', ':x', ':x:', '$1', '%s', '{0}', '"', "'", '🚲', 'a.b', '*'])(
  'knex leaves %s alone',
  (hostile) => {
    const [name, literal] = [quoteIdentifier(hostile), quoteLiteral(hostile)];
    const statement = sql`select ${verbatim(name)}, ${verbatim(literal)} from ${verbatim(`${name}.${name}`)}`;
    expect(toNative(statement)).toEqual({ text: `select ${name}, ${literal} from ${name}.${name}`, slotIndexes: [] });
  },
);
