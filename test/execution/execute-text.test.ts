import pg from 'pg';
import { type DocumentNode, graphql, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromBorrow } from '../../src/database/from-borrow.js';
import { fromPool } from '../../src/database/from-pool.js';
import { attachResolvers } from '../../src/execution/attach-resolvers.js';
import type { TextResult } from '../../src/execution/document-request.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';
import { schemaErrors } from '../support/schema-errors.js';

const shop = `
  create table artist (artist_id int primary key, name text not null);
  create table odd (odd_id int primary key, constructor text, to_string int);
  insert into odd values (1, null, 1), (2, 'x', null);
  create table album (
    album_id int primary key, title text not null, artist_id int not null references artist,
    size numrange, released date, price numeric(8, 2));
  create table tag (tag_id int primary key, label text not null unique);
  create table album_tag (album_id int references album, tag_id int references tag, primary key (album_id, tag_id));
  insert into artist values (1, 'Ann'), (2, 'Bob'), (3, '🚲');
  insert into album values
    (1, 'First', 1, '[1,2]', '2026-03-01', 9.90), (2, 'Second', 1, null, null, null), (3, 'Third', 2, 'empty', 'infinity', 0);
  insert into tag values (1, 'new'), (2, 'old');
  insert into album_tag values (1, 1), (1, 2), (3, 2);
`;

let database: TestDatabase;
let loans = 0;
let reflected: ReflectedDatabase;
beforeAll(async () => {
  database = await createDatabase({ sql: [shop, 'create extension if not exists pg_stat_statements'] });
  const lend = fromPool(database.pool);
  reflected = await reflect(database, {
    withConnection: (context, run) => {
      loans++;
      return lend(context, run);
    },
  });
  attachResolvers(reflected.schema, reflected.executeText);
});
afterAll(() => database.drop());

async function execute(document: DocumentNode, variables: Readonly<Record<string, unknown>> = {}): Promise<TextResult> {
  expect(validate(reflected.schema, document)).toEqual([]);
  return reflected.executeText({ document, variables, operationName: undefined, context: {} });
}

const nodeIdOf = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64');

type Operation = readonly [name: string, query: string, variables: Readonly<Record<string, unknown>>];

const operations: readonly Operation[] = [
  [
    'rows, aliases and type names',
    '{ __typename a: artist(artistId: 1) { __typename n: name } none: artist(artistId: 9) { name } }',
    {},
  ],
  [
    'lists in lists',
    '{ artists { nodes { name albums(first: 1) { totalCount nodes { title tags { nodes { label } } } } } } }',
    {},
  ],
  [
    'edges and pages',
    '{ albums(first: 2) { edges { c: cursor node { albumId artist { name } } } pageInfo { hasNextPage endCursor } } }',
    {},
  ],
  ['ranges and scalars', '{ albums { nodes { size { lower upper isEmpty } released price } } }', {}],
  [
    'an empty list',
    '{ albums(where: { albumId: { eq: 99 } }) { nodes { albumId } edges { cursor } pageInfo { startCursor hasNextPage } } }',
    {},
  ],
  [
    'nodes of several types',
    `query ($a: ID!, $b: ID!, $c: ID!) {
      a: node(nodeId: $a) { __typename nodeId ... on Album { title } ... on Artist { name } }
      b: node(nodeId: $b) { ...parts }
      c: node(nodeId: $c) { ... on Node { nodeId } ... on AlbumTag { album { title } } }
      gone: node(nodeId: "${nodeIdOf('Album', 99)}") { nodeId }
    }
    fragment parts on Node { ... on Artist { name } nodeId }`,
    { a: nodeIdOf('Album', 1), b: nodeIdOf('Artist', 2), c: nodeIdOf('AlbumTag', 1, 2) },
  ],
  [
    'fragments that merge',
    `{ artist(artistId: 1) { ...one ...two } } fragment one on Artist { albums(first: 1) { nodes { title } } }
     fragment two on Artist { name albums(first: 1) { nodes { albumId } totalCount } }`,
    {},
  ],
  [
    'skipped and included',
    'query ($yes: Boolean!, $no: Boolean!) { artists { nodes { name @skip(if: $yes) artistId @include(if: $yes) } totalCount @include(if: $no) } }',
    { yes: true, no: false },
  ],
  [
    'introspection beside data',
    '{ __schema { queryType { name } } artist(artistId: 1) { name } t: __type(name: "Artist") { fields { name } } none: __type(name: "X") { name } }',
    {},
  ],
  ['introspection alone', '{ __schema { types { name kind } } }', {}],
  [
    'names of JavaScript',
    '{ constructor: artists { toString: nodes { __proto__: name constructor: name } } valueOf: __typename }',
    {},
  ],
  [
    'variables in an object',
    'query ($w: ArtistWhere, $o: [ArtistOrderBy!]) { artists(where: $w, orderBy: $o) { nodes { name } } }',
    { w: { name: { in: ['Ann', '🚲'] } }, o: [{ name: 'DESC' }] },
  ],
];

describe('the resolvers give what the text says', () => {
  test.each(operations)('%s', async (_name, query, variables) => {
    const direct = await execute(parse(query), variables);
    expect(direct.errors).toBeUndefined();
    loans = 0;
    const resolved = await graphql({
      schema: reflected.schema,
      source: query,
      variableValues: variables,
      contextValue: {},
    });
    expect(resolved.errors).toBeUndefined();
    expect(JSON.stringify(resolved.data)).toBe(JSON.stringify(JSON.parse(direct.data ?? 'null')));
    expect(loans).toBe(query.includes('{ __schema { types') ? 0 : 1);
  });

  test('the schema is valid with them', () => {
    expect(schemaErrors(reflected.schema)).toEqual([]);
  });

  test('an error of the statement is told once, with its code', async () => {
    const { errors, data } = await graphql({
      schema: reflected.schema,
      source: '{ artists(first: -1) { totalCount } }',
      contextValue: {},
    });
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' }, path: ['artists'] });
  });
});

test('one statement an operation, counted by the server', async () => {
  const counting = `select coalesce(sum(calls), 0)::int as calls from pg_stat_statements s join pg_database d on d.oid = s.dbid
    where d.datname = current_database() and query ~ '"public"[.]'`;
  const calls = async (): Promise<number> =>
    (await database.pool.query<{ calls: number }>(counting)).rows[0]?.calls ?? 0;
  for (const [name, query, variables] of operations) {
    const before = await calls();
    await execute(parse(query), variables);
    expect((await calls()) - before, name).toBe(name === 'introspection alone' ? 0 : 1);
  }
});

test('no loan for introspection, type names, and what is refused', async () => {
  loans = 0;
  await execute(parse('{ __typename __schema { queryType { name } } }'));
  for (const query of ['{ artists(first: -1) { totalCount } }', '{ artists(first: 1, last: 1) { nodes { name } } }']) {
    expect((await execute(parse(query))).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  }
  expect(loans).toBe(0);
});

test.each(['full', 'plain'])(
  "the %s tier sees the uncommitted rows of the host's transaction, and leaves it open",
  async (tier) => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      const inside = await reflect(database, {
        withConnection: fromBorrow(() =>
          tier === 'full' ? client : { query: (statement) => client.query(statement) },
        ),
      });
      await client.query('begin');
      await client.query(`insert into artist values (4, 'Uncommitted')`);
      const document = parse('{ artists(where: { name: { eq: "Uncommitted" } }) { totalCount } }');
      const run = (): Promise<TextResult> =>
        inside.executeText({ document, variables: {}, operationName: undefined, context: {} });
      expect((await run()).data).toBe('{"artists":{"totalCount":1}}');
      const outside = await execute(document);
      expect(outside.data).toBe('{"artists":{"totalCount":0}}');
      await client.query('rollback');
      expect((await run()).data).toBe('{"artists":{"totalCount":0}}');
    } finally {
      await client.end();
    }
  },
);

test('a response key of 300 characters and more than 100 of them', async () => {
  const long = 'k'.repeat(300);
  const keys = Array.from({ length: 250 }, (_, index) => `k${index}`);
  const fields = keys.map((key) => `${key}: name`).join(' ');
  const roots = keys.map((key) => `r${key}: artist(artistId: 1) { name }`).join(' ');
  const { data, errors } = await execute(
    parse(`{ ${long}: artist(artistId: 1) { ${fields} ${long}1: name ${long}2: artistId } ${roots} }`),
  );
  expect(errors).toBeUndefined();
  const inner = keys.map((key) => `"${key}":"Ann"`).join(',');
  const outer = keys.map((key) => `"r${key}":{"name":"Ann"}`).join(',');
  expect(data).toBe(`{"${long}":{${inner},"${long}1":"Ann","${long}2":1},${outer}}`);
});

test('absent variables named like members of every object are absent', async () => {
  const query =
    'query ($constructor: String, $toString: Int) { artists(first: $toString, where: { name: { eq: $constructor } }) { totalCount } }';
  expect(await execute(parse(query))).toEqual({ data: '{"artists":{"totalCount":3}}', errors: undefined });
});

test('columns named constructor and to_string can be filtered and ordered by', async () => {
  const query = `query ($w: OddWhere, $o: [OddOrderBy!]) {
    odds(where: $w, orderBy: $o) { nodes { oddId constructor toString } } __type(name: "Odd") { name }
  }`;
  const nodes = async (variables: Record<string, unknown>): Promise<string | null> => {
    const { data, errors } = await execute(parse(query), variables);
    expect(errors).toBeUndefined();
    return data;
  };
  const one = '{"oddId":1,"constructor":null,"toString":1}';
  const two = '{"oddId":2,"constructor":"x","toString":null}';
  const answer = (rows: string): string => `{"odds":{"nodes":[${rows}]},"__type":{"name":"Odd"}}`;
  expect(await nodes({ w: { constructor: { isNull: false } } })).toBe(answer(two));
  expect(await nodes({ w: { oddId: { gt: 0 } }, o: [{ toString: 'DESC_NULLS_LAST' }] })).toBe(answer(`${one},${two}`));
  expect(await nodes({ o: [{ oddId: 'DESC' }] })).toBe(answer(`${two},${one}`));
});
