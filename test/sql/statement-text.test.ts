import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Statement } from '../../src/sql/statement.js';
import { planOf } from '../plan/planning.js';

/** Operations that between them use every field, operator and kind of page. */
const operations: readonly (readonly [source: string, variables: Readonly<Record<string, unknown>>])[] = [
  [
    `{ albums(first: 3) {
        totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { nodeId title details raw labels rating narrow cost done place
          price { inCents currency __typename } shown { lower upper lowerInclusive upperInclusive isEmpty }
          artist { name mood born } remixer { name } tags(last: 2) { nodes { label } pageInfo { hasPreviousPage startCursor } } } } } }`,
    {},
  ],
  [
    `query ($w: AlbumWhere, $o: [AlbumOrderBy!]) { albums(where: $w, orderBy: $o, last: 2) { nodes { albumId } pageInfo { hasPreviousPage } } }`,
    {
      w: {
        title: {
          eq: 'a',
          ne: 'a',
          gt: 'a',
          gte: 'a',
          lt: 'a',
          lte: 'a',
          in: ['a'],
          notIn: ['a'],
          like: 'a',
          ilike: 'a',
          contains: 'a',
          startsWithInsensitive: 'a',
          isDistinctFrom: 'a',
          isNotDistinctFrom: 'a',
          isNull: false,
        },
        rating: { gt: 1 },
        not: { or: [{ small: { eq: 1 } }, { cost: { lt: '1' } }, { done: { eq: true } }] },
      },
      o: [{ title: 'DESC_NULLS_LAST' }, { rating: 'ASC' }, { details: 'ASC' }],
    },
  ],
  [
    '{ visits(offset: 2, first: 2) { edges { cursor node { at note about } } pageInfo { hasNextPage hasPreviousPage } } }',
    {},
  ],
  [
    '{ artistByName(name: "x") { albums { nodes { title } } albumsByRemixer { totalCount } } albumTag(albumId: 1, tagId: 2) { tag { label } } }',
    {},
  ],
];

/** What may stand before a parenthesis: words of the grammar, and aliases of tables with their columns. */
const grammar = (
  'coalesce greatest least row extract operator any all over as from select on where and or not when then else limit ' +
  'offset by lateral'
).split(' ');

/** SQL without its literals, quoted identifiers and numbers. */
function bare(text: string): string {
  return text
    .replace(/E?'(?:[^'\\]|''|\\.)*'/g, "''")
    .replace(/"(?:[^"]|"")*"/g, '""')
    .replace(/\$\d+/g, '$');
}

const forms: readonly (readonly [form: string, textOf: (statement: Statement | undefined) => string | undefined])[] = [
  ['text', (statement) => statement?.text],
  ['text that stands alone', (statement) => statement?.rows?.standaloneText],
  ['portable text', (statement) => statement?.portable().text],
];

describe.each(forms)('%s', (_, textOf) => {
  const texts = operations.flatMap(
    ([source, variables]) => bare(textOf(planOf(source, variables).statement) ?? '') || [],
  );

  test('there is one', () => expect(texts).not.toEqual([]));

  test('every operator says its namespace', () => {
    for (const text of texts) {
      const withoutQualified = text
        .replace(/operator\((?:pg_catalog|"")\.[^)]+\)/g, ' ')
        .replace(/::/g, ' ')
        .replace(/count\(\*\)/g, ' ');
      expect(withoutQualified).not.toMatch(/[=<>+\-*/%^|&~!#@`]/);
      expect(withoutQualified).not.toMatch(/\b(?:like|ilike|similar|between|in|nullif|is (?:not )?distinct)\b/i);
    }
  });

  test('every function and type says its namespace', () => {
    for (const text of texts) {
      const names = [...text.matchAll(/(\S*?)([\w"]+)\s*\(/g)].filter(
        ([, before]) => !/(?:pg_catalog|"")\.$/.test(before ?? ''),
      );
      const unqualified = new Set(names.map(([, , name]) => name ?? '').filter((name) => /^[a-z_]+$/.test(name)));
      for (const name of grammar) unqualified.delete(name);
      expect([...unqualified]).toEqual([]);
      for (const [, type] of text.matchAll(/::(\S+)/g)) expect(type).toMatch(/^(?:pg_catalog|"")\./);
    }
  });

  test('the short form of case, which compares by the search_path, is not used', () => {
    for (const text of texts) expect(text).not.toMatch(/\bcase (?!when\b)/);
  });

  test('one SELECT and nothing else', () => {
    for (const text of texts) {
      expect(text).toMatch(/^\(?select /);
      expect(text).not.toContain(';');
    }
  });
});

/** Texts that cannot be in the SQL by chance. */
const secret = fc
  .string({ minLength: 6, maxLength: 40, unit: 'grapheme' })
  .filter((text) => !/[\0\p{Surrogate}]/u.test(text))
  .map((text) => `¤${text}¤`);

test('no value of a client is in the text, as a literal or by a variable, and values do not change it', () => {
  const text = (value: string, other: string, literal: boolean): string => {
    const where = (a: string, b: string): string =>
      `{ title: { eq: ${a}, in: [${a}, ${b}], contains: ${b} }, or: [{ title: { gt: ${b} } }, { artistId: { ne: 7 } }] }`;
    const source = literal
      ? `{ albums(where: ${where(JSON.stringify(value), JSON.stringify(other))}) { nodes { title } } artistByName(name: ${JSON.stringify(value)}) { name } }`
      : `query ($a: String!, $b: String!) { albums(where: ${where('$a', '$b')}) { nodes { title } } artistByName(name: $a) { name } }`;
    const { statement, values } = planOf(source, literal ? {} : { a: value, b: other });
    expect(values).toContain(value);
    return `${statement?.text ?? ''}\n${statement?.portable().text ?? ''}`;
  };
  const usual = text('first', 'second', false);
  fc.assert(
    fc.property(secret, secret, fc.boolean(), (value, other, literal) => {
      const sql = text(value, other, literal);
      expect(sql).not.toContain('¤');
      expect(sql).toBe(usual);
    }),
    { numRuns: 200 },
  );
});

test('the length of a list is not in the text, and of the size of a page a round number', () => {
  const text = (ids: readonly number[], first: number): string | undefined =>
    planOf(
      'query ($ids: [Int!], $n: Int) { artists(where: { artistId: { in: $ids } }, first: $n) { nodes { name } } }',
      {
        ids,
        n: first,
      },
    ).statement?.text;
  expect(text([], 513)).toBe(text([1, 2, 3, 77_777], 999));
  expect(text([77_777], 999)).not.toMatch(/77777|999/);
});

test('more than 100 response keys, and keys of 300 characters, are literals alone', () => {
  const long = 'k'.repeat(300);
  const keys = Array.from({ length: 300 }, (_, index) => `k${index}`);
  const source = `{ ${long}: artist(artistId: 1) { ${keys.map((key) => `${key}: name`).join(' ')} ${long}: name } }`;
  const { statement } = planOf(source);
  expect(bare(statement?.text ?? '')).not.toContain('kk');
  const text = statement?.portable().text ?? '';
  expect(text).toContain(`"${long}":`);
  expect(bare(text)).not.toContain('kk');
  // FUNC_MAX_ARGS is 100.
  for (const [, list] of bare(text).matchAll(/pg_catalog\.concat\(([^()]*)\)/g)) {
    expect((list ?? '').split(',').length).toBeLessThanOrEqual(100);
  }
});

test('floating-point numbers need a setting, other values none', () => {
  expect(planOf('{ albums { nodes { rating } } }').statement?.settings).toEqual([['extra_float_digits', '1']]);
  expect(planOf('{ albums { nodes { place } } }').statement?.settings).toEqual([['extra_float_digits', '1']]);
  expect(planOf('{ albums { nodes { title cost done labels } } }').statement?.settings).toEqual([]);
});

test('a constant answer needs no statement', () => {
  expect(planOf('{ __typename a: __typename }').statement).toBeUndefined();
});
