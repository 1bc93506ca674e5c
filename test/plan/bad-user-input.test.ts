import { describe, expect, test } from 'vitest';
import { PillionError } from '../../src/errors/pillion-error.js';
import type { RootPlan } from '../../src/plan/operation-plan.js';
import { opaque, planOf } from './planning.js';

/** The message of the error that the client gets; there must be one. */
function refusalOf(source: string, variables: Readonly<Record<string, unknown>> = {}): string {
  try {
    planOf(source, variables);
  } catch (error) {
    if (error instanceof PillionError) {
      expect(error.code).toBe('BAD_USER_INPUT');
      expect(error.exposed).toBe(true);
      return error.message;
    }
    throw error;
  }
  throw new Error('Nothing was refused.');
}

const albums = (argumentsText: string): string => `{ albums(${argumentsText}) { totalCount nodes { albumId } } }`;

describe('pages', () => {
  test.each([
    ['first: -1', 'albums.first: -1 is negative; it must be from 0 to 1000.'],
    ['last: -1', 'albums.last: -1 is negative; it must be from 0 to 1000.'],
    ['first: 1001', 'albums.first: 1001 is too much; it must be from 0 to 1000.'],
    ['last: 1001', 'albums.last: 1001 is too much; it must be from 0 to 1000.'],
    ['offset: -5', `albums.offset: -5 is negative; it must be from 0 to ${Number.MAX_SAFE_INTEGER}.`],
    ['first: 1, last: 1', 'albums.last: give either first or last.'],
    ['last: 1, offset: 1', 'albums.offset: offset counts from the start: use it with first.'],
  ])('%s', (argumentsText, message) => {
    expect(refusalOf(albums(argumentsText))).toBe(message);
  });

  test('by variables as by literals; null is as good as nothing', () => {
    const source =
      'query ($f: Int, $l: Int, $o: Int) { albums(first: $f, last: $l, offset: $o) { nodes { albumId } } }';
    expect(refusalOf(source, { f: -1 })).toBe('albums.first: -1 is negative; it must be from 0 to 1000.');
    expect(refusalOf(source, { f: 1, l: 1 })).toBe('albums.last: give either first or last.');
    expect(planOf(source, { f: 0, l: null, o: null }).values).toEqual(['0']);
    expect(planOf(source, { f: 1000 }).values).toEqual(['1000']);
  });

  test('the path names the list, below aliases too', () => {
    const source =
      '{ a: artist(artistId: 1) { b: albums(first: 2) { c: nodes { tags(first: -1) { totalCount nodes { label } } } } } }';
    expect(refusalOf(source)).toMatch(/^a\.b\.c\.tags\.first: /);
  });

  test('what the statement does not need is checked all the same', () => {
    expect(refusalOf('{ albums(first: -1) { totalCount } }')).toMatch(/^albums\.first: /);
    expect(refusalOf('{ albums(first: -1) { __typename } artist(artistId: 1) { name } }')).toMatch(/^albums\.first: /);
  });

  test('a list without a key cannot be read from its end', () => {
    const reason = 'this list has no key to count from its end by: use first, after and offset.';
    expect(refusalOf('{ visits(last: 1) { nodes { note } } }')).toBe(`visits.last: ${reason}`);
    expect(refusalOf('{ visits(before: "x") { nodes { note } } }')).toBe(`visits.before: ${reason}`);
  });
});

describe('null in a comparison', () => {
  const noNull = 'null compares with nothing. Leave the field out, or test for null with isNull.';

  test.each([
    ['{ title: null }', 'where.title'],
    ['{ title: { eq: null } }', 'where.title.eq'],
    ['{ title: { contains: null } }', 'where.title.contains'],
    ['{ title: { isNull: null } }', 'where.title.isNull'],
    ['{ title: { in: null } }', 'where.title.in'],
    ['{ small: { lt: null } }', 'where.small.lt'],
    ['{ and: null }', 'where.and'],
    ['{ or: null }', 'where.or'],
    ['{ not: null }', 'where.not'],
    ['{ and: [{}, { or: [{ not: { title: { gte: null } } }] }] }', 'where.and[1].or[0].not.title.gte'],
  ])('%s', (where, path) => {
    expect(refusalOf(albums(`where: ${where}`))).toBe(`albums.${path}: ${noNull}`);
    const source = 'query ($w: AlbumWhere) { albums(where: $w) { totalCount } }';
    const json = JSON.parse(where.replace(/(\w+):/g, '"$1":')) as unknown;
    expect(refusalOf(source, { w: json })).toBe(`albums.${path}: ${noNull}`);
  });

  test('in variables for the value itself, and in lists', () => {
    const source = 'query ($t: String, $l: [String!]) { albums(where: { title: { eq: $t, in: $l } }) { totalCount } }';
    expect(refusalOf(source, { t: null })).toBe(`albums.where.title.eq: ${noNull}`);
    expect(refusalOf(source, { l: null })).toBe(`albums.where.title.in: ${noNull}`);
  });
});

describe('values that the type cannot hold', () => {
  test.each([
    ['{ small: { eq: 32768 } }', 'where.small.eq', '32768 is outside of int2, which holds -32768 to 32767.'],
    ['{ small: { in: [1, -32769] } }', 'where.small.in', '-32769 is outside of int2'],
    ['{ objectId: { eq: -1 } }', 'where.objectId.eq', '-1 is outside of oid'],
    ['{ objectId: { eq: "4294967296" } }', 'where.objectId.eq', '4294967296 is outside of oid'],
    ['{ narrow: { eq: 1e39 } }', 'where.narrow.eq', '1e+39 is outside of float4'],
    ['{ rating: { eq: 1e999 } }', 'where.rating.eq', 'outside of float8'],
    ['{ rating: { in: [-1e999] } }', 'where.rating.in', 'outside of float8'],
    ['{ cost: { eq: "1e30" } }', 'where.cost.eq', '1e30 is outside of money'],
    ['{ cost: { eq: "NaN" } }', 'where.cost.eq', 'NaN is outside of money'],
    ['{ cost: { eq: "-Infinity" } }', 'where.cost.eq', '-Infinity is outside of money'],
    ['{ title: { eq: "a\\u0000b" } }', 'where.title.eq', 'U+0000'],
    ['{ title: { contains: "\\u0000" } }', 'where.title.contains', 'U+0000'],
    ['{ title: { in: ["\\u0000"] } }', 'where.title.in', 'U+0000'],
  ])('%s', (where, path, reason) => {
    const message = refusalOf(albums(`where: ${where}`));
    expect(message.startsWith(`albums.${path}: `), message).toBe(true);
    expect(message).toContain(reason);
  });

  test.each(['\uD83D', '\uDEB2', '\uDEB2\uD83D', 'a\uD83Db'])('half of a surrogate pair', (text) => {
    const source = 'query ($t: String) { albums(where: { title: { eq: $t } }) { totalCount } }';
    expect(refusalOf(source, { t: text })).toContain('half of a surrogate pair');
  });

  test.each([
    ['{ small: { in: [-32768, 32767] } }', ['{"-32768","32767"}']],
    ['{ objectId: { in: [0, 4294967295] } }', ['{"0","4294967295"}']],
    ['{ narrow: { eq: -3.4028235e38 } }', ['-3.4028235e+38']],
    ['{ rating: { eq: 1.7976931348623157e308 } }', ['1.7976931348623157e+308']],
    ['{ title: { eq: "🚲" } }', ['🚲']],
  ])('%s is still held', (where, values) => {
    expect(planOf(`{ albums(where: ${where}) { totalCount } }`).values).toEqual(values);
  });
});

/** The order digest that the cursors of a list carry. */
function digestOf(source: string): string {
  const [root] = planOf(source).plan.roots as readonly Extract<RootPlan, { kind: 'connection' }>[];
  return root?.connection.page.orderDigest ?? '';
}

describe('cursors', () => {
  const byTitle = 'orderBy: [{ title: ASC }]';
  const digest = digestOf(albums(byTitle));
  const notOurs = 'this was not given out by this server; use the text as you got it.';
  const otherList = 'this cursor belongs to another list or order; use it with the orderBy it came from.';
  const noCursor = 'this is not a cursor; take one from pageInfo or an edge.';

  test.each([
    ['no base64', '!', noCursor],
    ['nothing', '', noCursor],
    ['no JSON', Buffer.from('[1').toString('base64'), noCursor],
    ['no list', Buffer.from('{"a":1}').toString('base64'), noCursor],
    ['far too long', 'A'.repeat(20_000), noCursor],
    ['an empty list', opaque(), otherList],
    ['another digest', opaque('AAAAAAAA', 'a', '1'), otherList],
    ['the digest of another order', opaque(digestOf(albums('orderBy: [{ title: DESC }]')), 'a', '1'), otherList],
    ['the digest of another table', opaque(digestOf('{ artists { nodes { name } } }'), 1), otherList],
    ['a value too few', opaque(digest, 'a'), otherList],
    ['a value too many', opaque(digest, 'a', '1', 1), otherList],
    ['a number for a text', opaque(digest, 1, '1'), notOurs],
    ['an object for a text', opaque(digest, { a: 1 }, '1'), notOurs],
    ['a text for a number', opaque(digest, 'a', 'x'), notOurs],
    ['a boolean for a number', opaque(digest, 'a', true), notOurs],
    ['a list for a number', opaque(digest, 'a', [1]), notOurs],
    ['a number out of range', opaque(digest, 'a', '9223372036854775808'), notOurs],
    ['null for the key', opaque(digest, 'a', null), notOurs],
    ['a NUL', opaque(digest, '\0', '1'), 'a text must not hold the character U+0000 or half of a surrogate pair.'],
  ])('%s', (_name, cursor, reason) => {
    for (const name of ['after', 'before']) {
      expect(refusalOf(albums(`${name}: "${cursor}", ${byTitle}`))).toBe(`albums.${name}: ${reason}`);
      const source = `query ($c: String) { albums(${name}: $c, ${byTitle}) { totalCount } }`;
      expect(refusalOf(source, { c: cursor })).toBe(`albums.${name}: ${reason}`);
    }
  });

  test('a cursor of the list is taken, null where the column can be null', () => {
    expect(planOf(albums(`after: "${opaque(digest, 'a', '1')}", ${byTitle}`)).values).toEqual(['a', '1']);
    expect(planOf(albums(`after: "${opaque(digest, null, '1')}", ${byTitle}`)).values).toEqual(['1']);
  });

  test.each([
    ['mood', 'so so', true],
    ['mood', 'so_so', false],
    ['mood', 1, false],
    ['born', '2026-02-28', true],
    ['born', '2026-02-30', false],
  ])('of artists by %s: %j', (column, value, taken) => {
    const list = `orderBy: [{ ${column}: ASC }]`;
    const cursor = opaque(digestOf(`{ artists(${list}) { totalCount } }`), value, 1);
    const source = `{ artists(after: "${cursor}", ${list}) { nodes { name } } }`;
    if (taken) expect(planOf(source).values).toContain(value);
    else expect(refusalOf(source)).toBe(`artists.after: ${notOurs}`);
  });

  test.each([
    ['rating', 'NaN', 'NaN'],
    ['rating', '-Infinity', '-Infinity'],
    ['rating', '1', undefined],
    ['rating', 0.1, '0.1'],
    ['small', 32_768, undefined],
    ['small', 7, '7'],
    ['done', true, 'true'],
    ['done', 'true', undefined],
    ['details', '{"a":12345678901234567890.5}', '{"a":12345678901234567890.5}'],
    ['details', '{', undefined],
    ['details', { a: 1 }, undefined],
  ])('of albums by %s: %j', (column, value, text) => {
    const list = `orderBy: [{ ${column}: ASC }]`;
    const cursor = opaque(digestOf(`{ albums(${list}) { totalCount } }`), value, '1');
    const source = `{ albums(after: "${cursor}", ${list}) { nodes { title } } }`;
    if (text !== undefined) expect(planOf(source).values).toContain(text);
    else expect(refusalOf(source)).toMatch(/^albums\.after: /);
  });

  test.each([
    [3, true],
    [0, false],
    [-1, false],
    [1.5, false],
    ['1', false],
    [null, false],
    [2 ** 53, false],
  ])('of a list without a key, at position %j', (position, taken) => {
    const cursor = opaque(digestOf('{ visits { totalCount } }'), position);
    const source = `{ visits(after: "${cursor}", offset: 2) { nodes { note } } }`;
    if (taken) expect(planOf(source).values).toEqual(['3']);
    else expect(refusalOf(source)).toBe(`visits.after: ${notOurs}`);
  });
});

describe('global identifiers', () => {
  test.each([
    ['no base64', '!', 'this is not a global identifier; take one from the same field of a row.'],
    ['no list', Buffer.from('"Album"').toString('base64'), 'this is not a global identifier'],
    ['no value', opaque('Album'), 'this is not a global identifier'],
    ['no type', opaque(1, 2), 'this is not a global identifier'],
    ['an unknown type', opaque('Nothing', 1), 'this global identifier is of a type that this server does not have.'],
    [
      'a type without identifiers',
      opaque('Visit', 1),
      'this global identifier is of a type that this server does not have.',
    ],
    [
      'a type that is no table',
      opaque('PageInfo', 1),
      'this global identifier is of a type that this server does not have.',
    ],
    [
      'a member of every object',
      opaque('__proto__', 1),
      'this global identifier is of a type that this server does not have.',
    ],
    ['a value too few', opaque('AlbumTag', '1'), 'this global identifier is incomplete.'],
    ['a value too many', opaque('Artist', 1, 2), 'this global identifier is incomplete.'],
    ['a value of another type', opaque('Artist', 'x'), 'this was not given out by this server'],
    ['null', opaque('Artist', null), 'this was not given out by this server'],
  ])('%s', (_name, id, reason) => {
    const literal = refusalOf(`{ node(nodeId: "${id}") { nodeId } }`);
    expect(literal.startsWith(`node.nodeId: ${reason}`), literal).toBe(true);
    expect(refusalOf('query ($id: ID!) { n: node(nodeId: $id) { nodeId } }', { id })).toBe(
      literal.replace('node.', 'n.'),
    );
  });
});

test('only queries are planned', () => {
  // Validation refuses a mutation before; a schema with one is not ours.
  expect(() => planOf('mutation { x }')).toThrow();
});
