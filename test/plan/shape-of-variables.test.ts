import { getOperationAST, getVariableValues, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { prepareOperation } from '../../src/execution/prepare-operation.js';
import { shopSchema } from '../typesystem/shop-model.js';
import { opaque, planOf } from './planning.js';

/** Shape and SQL text of an operation for several sets of variables. */
function shapesOf(source: string, ...inputs: readonly Readonly<Record<string, unknown>>[]) {
  const document = parse(source);
  const prepared = prepareOperation(shopSchema, document, undefined);
  const definitions = getOperationAST(document)?.variableDefinitions ?? [];
  return inputs.map((input) => {
    const { coerced = {} } = getVariableValues(shopSchema, definitions, input);
    return { shape: prepared?.shape.of(coerced), text: planOf(source, input).statement?.text };
  });
}

const lists = `query ($w: AlbumWhere, $o: [AlbumOrderBy!], $n: Int, $t: String, $b: Boolean = true, $d: [AlbumColumn!]) {
  albums(where: $w, orderBy: $o, first: $n, distinctOn: $d) { nodes { title @include(if: $b) artist { name } } }
  artists(where: { name: { eq: $t } }) { totalCount }
}`;

describe('one shape, one text', () => {
  test.each([
    ['other values', { w: { title: { eq: 'a' } }, n: 1, t: 'x' }, { w: { title: { eq: 'b' } }, n: 2, t: 'y' }],
    ['longer lists', { w: { title: { in: [] } } }, { w: { title: { in: ['a', 'b', 'c'] } } }],
    [
      'keys in another order',
      { w: { title: { eq: 'a' }, small: { gt: 1 } } },
      { w: { small: { gt: 2 }, title: { eq: 'b' } } },
    ],
    ['a default that is given', {}, { b: true }],
    ['page sizes within one round number', { n: 33 }, { n: 64 }],
  ])('%s', (_name, one, other) => {
    const [first, second] = shapesOf(lists, one, other);
    expect(first).toEqual(second);
    expect(first?.text).toBeDefined();
  });
});

describe('another text, another shape', () => {
  test.each([
    ['a variable more', {}, { t: 'x' }],
    ['another operator', { w: { title: { eq: 'a' } } }, { w: { title: { ne: 'a' } } }],
    ['another column', { w: { title: { eq: 'a' } } }, { w: { albumId: { eq: '1' } } }],
    ['another depth', { w: { not: { title: { eq: 'a' } } } }, { w: { and: [{ title: { eq: 'a' } }] } }],
    ['one alternative more', { w: { or: [{}] } }, { w: { or: [{}, {}] } }],
    ['null for distinct', { w: { title: { isDistinctFrom: null } } }, { w: { title: { isDistinctFrom: 'a' } } }],
    ['is null or not', { w: { title: { isNull: true } } }, { w: { title: { isNull: false } } }],
    ['another direction', { o: [{ title: 'ASC' }] }, { o: [{ title: 'DESC' }] }],
    ['another order', { o: [{ title: 'ASC' }, { small: 'ASC' }] }, { o: [{ small: 'ASC' }, { title: 'ASC' }] }],
    ['a relationship in the order', { o: [{ artist: { name: 'ASC' } }] }, { o: [{ artist: { born: 'ASC' } }] }],
    ['another quantifier', { w: { tags: { some: {} } } }, { w: { tags: { none: {} } } }],
    ['another distinct column', { d: ['title'] }, { d: ['small'] }],
    ['distinct columns in another order', { d: ['title', 'small'] }, { d: ['small', 'title'] }],
    [
      'another compared column',
      { w: { compareColumns: [{ column: 'small', gt: 'size' }] } },
      { w: { compareColumns: [{ column: 'small', gt: 'rating' }] } },
    ],
    ['an include', { b: true }, { b: false }],
    ['page sizes within two round numbers', { n: 64 }, { n: 65 }],
  ])('%s', (_name, one, other) => {
    const [first, second] = shapesOf(lists, one, other);
    expect(first?.text).not.toBe(second?.text);
    expect(first?.shape).not.toBe(second?.shape);
  });
});

test('all page sizes and offsets of an operation have few shapes, each with a text of its own', () => {
  const source = 'query ($n: Int, $o: Int) { albums(first: $n, offset: $o) { nodes { title } } }';
  const sizes = [0, 1, 16, 17, 50, 64, 65, 128, 129, 256, 257, 512, 513, 1000];
  const offsets = [0, 1, 256, 257, 4096, 4097, 65_536, 65_537, 1_048_576, 1_048_577, 2_000_000_000];
  const shapes = shapesOf(source, ...sizes.flatMap((n) => offsets.map((o) => ({ n, o }))));
  const texts = new Map(shapes.map(({ shape, text }) => [shape, text]));
  for (const { shape, text } of shapes) expect(texts.get(shape)).toBe(text);
  // 16, 32, 64, …, 1024 rows; from the start, within 256, 4,096, 65,536, 1,048,576 rows or anywhere.
  expect(texts.size).toBe(7 * 6);
  // Beyond them no size is told apart; and 512 rows from the start are 256 behind as many.
  expect(new Set(texts.values()).size).toBe(7 * 5 + 1 - 1);
});

test('cursors with other nulls have another shape, cursors with other values the same', () => {
  const source = 'query ($c: String, $o: [AlbumOrderBy!]) { albums(after: $c, orderBy: $o) { nodes { title } } }';
  const o = [{ title: 'ASC' }];
  const [root] = planOf(source, { o }).plan.roots;
  const digest = root?.kind === 'connection' ? root.connection.page.orderDigest : '';
  const [a, b, nulls, none] = shapesOf(
    source,
    { o, c: opaque(digest, 'a', '1') },
    { o, c: opaque(digest, 'b', '2') },
    { o, c: opaque(digest, null, '1') },
    { o },
  );
  expect(a).toEqual(b);
  expect(new Set([a?.shape, nulls?.shape, none?.shape]).size).toBe(3);
  expect(new Set([a?.text, nulls?.text, none?.text]).size).toBe(3);
});

test('global identifiers of another type have another shape', () => {
  const [one, two, other] = shapesOf(
    'query ($id: ID!) { node(nodeId: $id) { nodeId } }',
    { id: opaque('Artist', 1) },
    { id: opaque('Artist', 2) },
    { id: opaque('Tag', 1) },
  );
  expect(one).toEqual(two);
  expect(other?.shape).not.toBe(one?.shape);
});
