import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

let reflected: ReflectedDatabase;
beforeAll(async () => {
  const name63 = 'n'.repeat(63);
  const database = await createDatabase({
    sql: [
      `create table shapeless (about json, place point, list int[]);
       insert into shapeless values ('{"n": 1}', '(1,2)', '{3,1}'), ('{"n": 2}', null, null), (null, null, '{}');
       create table "what?" ("a.b" int primary key, "?" text, "\\?" text, "$1" text, ":x" text, "*" text, """" text, "🚲" int, "${name63}" int);
       comment on column "what?"."?" is '@name question';
       comment on column "what?"."\\?" is '@name escaped';
       comment on column "what?"."*" is '@name star';
       comment on column "what?".":x" is '@name colon';
       comment on column "what?"."$1" is '@name dollar';
       comment on column "what?"."""" is '@name quote';
       comment on column "what?"."🚲" is '@name bicycle';
       insert into "what?" values (1, 'q', 'e', 'd', 'c', 's', '"', 7, 8);
       create table empty_list (id int primary key);
       create table search (id int primary key, document tsvector, pad char(4), location pg_lsn);
       insert into search values (1, 'fat cat', 'ab', '0/1'), (2, null, null, null);
       create table by_json (about jsonb primary key, n int);
       insert into by_json values ('null', 1), ('12345678901234567890.1', 2), ('12345678901234567890.2', 3), ('"x"', 4);
       create view with_position as select 1 as position, 2 as position_;`,
    ],
  });
  reflected = await reflect(database);
});
afterAll(() => reflected.database.drop());

async function run(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const document = parse(query);
  expect(validate(reflected.schema, document)).toEqual([]);
  return reflected.executeText({ document, variables, operationName: undefined, context: {} });
}

async function dataOf(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<string | null> {
  const { data, errors } = await run(query, variables);
  expect(errors?.map((error) => String(error.originalError)) ?? []).toEqual([]);
  return data;
}

test('a table of nothing that has an order is paged all the same', async () => {
  const query = `query ($after: String) { shapelesses(first: 1, after: $after) {
    nodes { about place list } pageInfo { endCursor hasNextPage } } }`;
  const seen: unknown[] = [];
  let after: string | null = null;
  for (let page = 0; page < 3; page++) {
    const answer = JSON.parse((await dataOf(query, { after })) ?? '') as {
      shapelesses: { nodes: unknown[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
    };
    seen.push(...answer.shapelesses.nodes);
    after = answer.shapelesses.pageInfo.endCursor;
    expect(answer.shapelesses.pageInfo.hasNextPage).toBe(page < 2);
  }
  expect(seen).toEqual([
    { about: { n: 1 }, place: '(1,2)', list: [3, 1] },
    { about: { n: 2 }, place: null, list: null },
    { about: null, place: null, list: [] },
  ]);
});

test('names that are hostile to placeholders, in every clause', async () => {
  const row = `question escaped dollar colon star quote bicycle ${'n'.repeat(63)}`;
  const answer = `{"question":"q","escaped":"e","dollar":"d","colon":"c","star":"s","quote":"\\"","bicycle":7,"${'n'.repeat(63)}":8}`;
  const query = `query ($c: String) { whats: what_s(after: $c, orderBy: [{ question: ASC }, { escaped: DESC }],
    where: { dollar: { eq: "d" }, colon: { contains: "c" }, star: { in: ["s"] }, quote: { isNull: false }, bicycle: { gt: 1 } }) {
    nodes { ${row} } edges { cursor } totalCount } }`;
  const list = Object.keys(reflected.schema.getQueryType().getFields()).find((name) => name.startsWith('what'));
  const source = query.replace('what_s', list ?? '');
  const [, cursor] = /"cursor":"(.+?)"/.exec((await dataOf(source)) ?? '') ?? [];
  expect(await dataOf(source)).toBe(
    `{"whats":{"nodes":[${answer}],"edges":[{"cursor":"${cursor ?? ''}"}],"totalCount":1}}`,
  );
  expect(await dataOf(source, { c: cursor })).toBe('{"whats":{"nodes":[],"edges":[],"totalCount":1}}');
});

describe('pages of nothing', () => {
  const parts =
    '{ nodes { id } edges { cursor } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';
  test('of an empty table, forwards and backwards', async () => {
    const nothing =
      '{"nodes":[],"edges":[],"totalCount":0,"pageInfo":{"hasNextPage":false,"hasPreviousPage":false,"startCursor":null,"endCursor":null}}';
    expect(await dataOf(`{ a: emptyLists ${parts} b: emptyLists(last: 3) ${parts} }`)).toBe(
      `{"a":${nothing},"b":${nothing}}`,
    );
  });
  test('of no rows: whether there are any is told, and no cursor', async () => {
    const data = await dataOf(`{ a: searches(first: 0) ${parts} b: searches(last: 0) ${parts} }`);
    const page = (next: boolean, previous: boolean): string =>
      `{"nodes":[],"edges":[],"totalCount":2,"pageInfo":{"hasNextPage":${next},"hasPreviousPage":${previous},"startCursor":null,"endCursor":null}}`;
    expect(data).toBe(`{"a":${page(true, false)},"b":${page(false, true)}}`);
  });
});

test('a value that only PostgreSQL can refuse is the client’s to mend', async () => {
  const { errors } = await run('{ searches(where: { location: { eq: "x" } }) { totalCount } }');
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('padding is there, as PostgreSQL writes it, and equality does not mind it', async () => {
  expect(await dataOf('{ searches(where: { pad: { eq: "ab" } }) { nodes { pad document location } } }')).toBe(
    `{"searches":{"nodes":[{"pad":"ab  ","document":"'cat' 'fat'","location":"0/1"}]}}`,
  );
});

test('a key of JSON: identifiers and cursors keep every digit, and JSON’s null', async () => {
  const all = JSON.parse((await dataOf('{ byJsons { edges { cursor node { nodeId n } } } }')) ?? '') as {
    byJsons: { edges: { cursor: string; node: { nodeId: string; n: number } }[] };
  };
  const order = all.byJsons.edges.map(({ node }) => node.n);
  expect([...order].sort()).toEqual([1, 2, 3, 4]);
  for (const [index, { cursor, node }] of all.byJsons.edges.entries()) {
    expect(await dataOf('query ($id: ID!) { node(nodeId: $id) { ... on ByJson { n } } }', { id: node.nodeId })).toBe(
      `{"node":{"n":${node.n}}}`,
    );
    expect(await dataOf('query ($c: String) { byJsons(after: $c) { nodes { n } } }', { c: cursor })).toBe(
      `{"byJsons":{"nodes":[${order
        .slice(index + 1)
        .map((n) => `{"n":${n}}`)
        .join(',')}]}}`,
    );
  }
});

test('a column named as our own position', async () => {
  expect(await dataOf('{ withPositions { edges { node { position position_ } cursor } } }')).toMatch(
    /^\{"withPositions":\{"edges":\[\{"node":\{"position":1,"position_":2\},"cursor":"\w+=*"\}\]\}\}$/,
  );
});
