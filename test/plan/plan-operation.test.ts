import { describe, expect, test } from 'vitest';
import { opaque, planOf } from './planning.js';

/** The lines of a printed plan without what every page of albums says. */
function printed(source: string, variables: Readonly<Record<string, unknown>> = {}): string {
  return planOf(source, variables).printed;
}

const rowOfArtist = ['artist: row of public.artist', '  where artist_id eq 1'];
const lines = (...parts: readonly string[]): string => parts.join('\n');

describe('selection', () => {
  test('fields of one response key are merged, at every depth, in the order of the first', () => {
    expect(
      printed(`{
        artist(artistId: 1) { name albums(first: 2) { nodes { title } } }
        artist(artistId: 1) { albums(first: 2) { totalCount nodes { artist { name } title } } born }
      }`),
    ).toBe(
      lines(
        ...rowOfArtist,
        '  name',
        '  albums: page of public.album by artist_id',
        '    order album_id',
        '    forward, at most 2',
        '    nodes',
        '      title',
        '      artist: row of public.artist by artist_id',
        '        name',
        '    totalCount: count',
        '  born',
      ),
    );
  });

  test('fragments on the type, on an interface and on another type', () => {
    expect(
      printed(
        `query ($id: ID!) { node(nodeId: $id) { ...id ... on Artist { name } ... on Album { title } ... { kind: __typename } } }
         fragment id on Node { nodeId ... on Artist { born } ...twice } fragment twice on Node { nodeId }`,
        { id: opaque('Artist', 1) },
      ),
    ).toBe(
      lines(
        'node: row of public.artist',
        '  where artist_id eq $id',
        '  nodeId: identifier of artist_id',
        '  born',
        '  name',
        '  kind: "Artist"',
      ),
    );
  });

  test('@skip and @include, with literals and variables, on fields and fragments', () => {
    const source = `query ($yes: Boolean!, $no: Boolean = false) {
      artist(artistId: 1) {
        a: name @skip(if: $yes) b: name @include(if: $yes) c: name @skip(if: $no) @include(if: $no)
        d: name @skip(if: false) @include(if: true)
        ... @include(if: $no) { e: name } ...more @skip(if: $no) ... on Artist @skip(if: true) { f: name }
      }
    } fragment more on Artist { g: name }`;
    expect(printed(source, { yes: true })).toBe(lines(...rowOfArtist, '  b: name', '  d: name', '  g: name'));
    expect(printed(source, { yes: false, no: true })).toBe(
      lines(...rowOfArtist, '  a: name', '  d: name', '  e: name'),
    );
  });

  test('a fragment that is skipped where it stands first still counts where it stands next', () => {
    const source = '{ artist(artistId: 1) { ...f @skip(if: true) ...f } } fragment f on Artist { name }';
    expect(printed(source)).toBe(lines(...rowOfArtist, '  name'));
  });

  test('aliases, also those that JavaScript knows', () => {
    expect(printed('{ __proto__: artist(artistId: 1) { constructor: name toString: name } }')).toBe(
      lines('__proto__: row of public.artist', '  where artist_id eq 1', '  constructor: name', '  toString: name'),
    );
  });

  test('type names and introspection stand in their place', () => {
    expect(printed('{ __typename s: __schema { queryType { name } } visits(first: 1) { __typename } }')).toBe(
      lines(
        '__typename: "Query"',
        's: from the schema',
        'visits: page of public.visit',
        '  order at, note, about',
        '  forward, at most 1, counts rows',
        '  __typename: "VisitConnection"',
      ),
    );
  });

  test('the way through a junction, and parts of edges and pages', () => {
    expect(printed('{ albumTags { edges { c: cursor node { album { tags { pageInfo { e: endCursor } } } } } } }')).toBe(
      lines(
        'albumTags: page of public.album_tag',
        '  order album_id, tag_id',
        '  forward, at most 100',
        '  edges',
        '    c',
        '    node',
        '      album: row of public.album by album_id',
        '        tags: page of public.tag through public.album_tag',
        '          order tag_id',
        '          forward, at most 100',
        '          pageInfo',
        '            e',
      ),
    );
  });
});

/** What a list of albums is ordered and limited by. */
function pageOf(argumentsText: string, variables: Readonly<Record<string, unknown>> = {}, definitions = ''): string {
  const list = printed(`query ${definitions} { albums(${argumentsText}) { totalCount } }`, variables).split('\n');
  return list
    .slice(1, -1)
    .map((line) => line.trim())
    .join('; ');
}

describe('orders', () => {
  test.each([
    ['', 'order album_id'],
    ['orderBy: []', 'order album_id'],
    ['orderBy: null', 'order album_id'],
    ['orderBy: { title: ASC }', 'order title, album_id'],
    ['orderBy: [{ title: DESC }, { small: ASC_NULLS_FIRST }]', 'order title desc, small nulls first, album_id'],
    ['orderBy: [{ title: ASC_NULLS_LAST }, { small: DESC_NULLS_FIRST }]', 'order title, small desc, album_id desc'],
    ['orderBy: [{ small: DESC_NULLS_LAST }]', 'order small desc nulls last, album_id desc'],
    ['orderBy: [{ title: ASC }, { title: DESC }]', 'order title, album_id'],
    ['orderBy: [{ albumId: DESC }]', 'order album_id desc'],
    ['orderBy: [{ albumId: ASC }, { title: ASC }]', 'order album_id, title'],
  ])('%s', (argument, order) => {
    expect(pageOf(`first: 5 ${argument}`)).toBe(`${order}; forward, at most 5`);
  });

  test('by variables, whole and in part', () => {
    const whole = pageOf('orderBy: $o', { o: [{ title: 'DESC' }] }, '($o: [AlbumOrderBy!])');
    const single = pageOf('orderBy: $o', { o: { title: 'DESC' } }, '($o: [AlbumOrderBy!])');
    const part = pageOf('orderBy: [{ title: $d }]', { d: 'DESC' }, '($d: OrderDirection!)');
    expect([whole, single, part]).toEqual(Array(3).fill('order title desc, album_id desc; forward, at most 100'));
  });
});

/** The condition on a list of albums. */
function whereOf(where: string, variables: Readonly<Record<string, unknown>> = {}, definitions = ''): string {
  const line = pageOf(`where: ${where}`, variables, definitions).split('; order')[0] ?? '';
  return line.replace(/^where /, '');
}

describe('conditions', () => {
  test.each([
    ['{ title: { eq: "a" } }', 'title eq "a"'],
    ['{ title: { eq: "a", ne: "b" }, small: { gt: 1 } }', 'and(title eq "a"; title ne "b"; small gt 1)'],
    ['{ title: { in: ["a", "b"] } }', 'title in ["a", "b"]'],
    ['{ title: { notIn: "a" } }', 'title not in ["a"]'],
    ['{ title: { in: [] } }', 'title in []'],
    ['{ title: { isNull: true } }', 'title is null'],
    ['{ title: { isNull: false } }', 'title is not null'],
    ['{ title: { isDistinctFrom: null } }', 'title is not null'],
    ['{ title: { isNotDistinctFrom: null } }', 'title is null'],
    ['{ title: { isDistinctFrom: "a" } }', 'title is distinct from "a"'],
    ['{ title: { startsWithInsensitive: "a" } }', 'title ilike "a"'],
    ['{ and: [{ small: { lt: 1 } }, { done: { eq: true } }] }', 'and(small lt 1; done eq true)'],
    ['{ or: [{ small: { lte: 1 } }, { small: { gte: 3 } }] }', 'or(small lte 1; small gte 3)'],
    ['{ or: { small: { lte: 1 } } }', 'or(small lte 1)'],
    ['{ or: [] }', 'or()'],
    ['{ or: [{}] }', 'or(and())'],
    ['{ not: { small: { eq: 1 } } }', 'not(small eq 1)'],
    ['{ not: {} }', 'not(and())'],
  ])('%s', (where, condition) => {
    expect(whereOf(where)).toBe(condition);
  });

  test.each(['{}', '{ and: [] }', '{ title: {} }', 'null'])('%s sets no condition', (where) => {
    expect(pageOf(`where: ${where}`)).toBe('order album_id; forward, at most 100');
  });

  test('variables in any place; what is absent is not there', () => {
    expect(
      whereOf(
        '{ title: { eq: $t, in: ["a", $u] }, small: { gt: $n, lt: 5 }, or: [$w, { done: { eq: $b } }] }',
        { t: 'x', u: 'y', w: { albumId: { eq: '1' } } },
        '($t: String, $u: String!, $n: Int, $b: Boolean, $w: AlbumWhere!)',
      ),
    ).toBe('and(title eq $t; title in ["a", $u]; small lt 5; or(album_id eq $w.albumId.eq; and()))');
  });

  test('defaults of variables', () => {
    expect(whereOf('{ small: { eq: $n } }', {}, '($n: Int = 3)')).toBe('small eq $n');
    expect(planOf('query ($n: Int = 3) { albums(where: { small: { eq: $n } }) { totalCount } }').values).toEqual(['3']);
  });
});

describe('values', () => {
  const valuesOf = (where: string, variables = {}, definitions = ''): readonly string[] =>
    planOf(`query ${definitions} { albums(where: ${where}) { totalCount } }`, variables).values;

  test.each([
    ['{ title: { eq: "a\\"b\\\\" } }', ['a"b\\']],
    [
      '{ title: { in: ["a,b", "", "NULL", "{x}", "\\"", "\\\\", "🚲"] } }',
      ['{"a,b","","NULL","{x}","\\"","\\\\","🚲"}'],
    ],
    ['{ title: { in: [] } }', ['{}']],
    ['{ title: { contains: "50%_\\\\" } }', ['%50\\%\\_\\\\%']],
    ['{ title: { startsWith: "a" } }', ['a%']],
    ['{ title: { endsWith: "a" } }', ['%a']],
    ['{ title: { like: "a%_" } }', ['a%_']],
    ['{ albumId: { in: [9007199254740993, "-1"] } }', ['{"9007199254740993","-1"}']],
    ['{ rating: { eq: 0.1 } }', ['0.1']],
    ['{ rating: { eq: 1e300 } }', ['1e+300']],
    ['{ cost: { eq: 12.50 } }', ['12.50']],
    ['{ done: { eq: false } }', ['false']],
  ])('%s', (where, values) => {
    expect(valuesOf(where)).toEqual(values);
  });

  test('enum values become labels', () => {
    const source = '{ artists(where: { mood: { eq: so_so, in: [good, so_so] } }) { totalCount } }';
    expect(planOf(source).values).toEqual(['so so', '{"good","so so"}']);
  });

  test('the parts of a cursor and of a global identifier', () => {
    expect(
      planOf('query ($id: ID!) { node(nodeId: $id) { nodeId } }', { id: opaque('AlbumTag', '7', 8) }).values,
    ).toEqual(['7', '8']);
  });
});
