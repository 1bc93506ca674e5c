import { graphql, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachResolvers } from '../../src/execution/attach-resolvers.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase, reflectSample } from '../support/reflected-database.js';

describe('the executable schema', () => {
  let sample: ReflectedDatabase;
  beforeAll(async () => {
    sample = await reflectSample('polymorphism');
    attachResolvers(sample.schema, sample.executeText);
  });
  afterAll(() => sample.database.drop());

  // By hand from data.sql; no __typename is asked for where the fragments decide.
  test('resolves the types of rows, of nested ones and of nodes', async () => {
    const source = `query ($id: ID!) {
      assets(first: 3) { nodes { ... on Video { seconds } ...title } }
      replies(first: 1) { nodes { ticket { ... on Bug { severity } } } }
      ticket(ticketId: 6) { __typename }
      bare: node(nodeId: $id) { ... on Image { width } ... on Asset { title } }
      person: node(nodeId: "WyJQZXJzb24iLDFd") { __typename ... on Person { name } }
    }
    fragment title on Asset { title ... on Image { width } }`;
    const variableValues = { id: Buffer.from('["Asset","4"]').toString('base64') };
    const result = await graphql({ schema: sample.schema, source, variableValues });
    expect(JSON.parse(JSON.stringify(result))).toEqual({
      data: {
        assets: { nodes: [{ title: 'Sunset', width: 640 }, { seconds: 90, title: 'Harbour' }, { title: 'To do' }] },
        replies: { nodes: [{ ticket: { severity: 3 } }] },
        ticket: { __typename: 'OtherTicket' },
        bare: { width: 100, title: 'Poster' },
        person: { __typename: 'Person', name: 'Ada' },
      },
    });
  });

  test('gives the same as the text for every type', async () => {
    const source = `{ assets { nodes { __typename nodeId title ... on Image { height } ... on Video { chapters { nodes { heading } } } } } }`;
    const { data } = await graphql({ schema: sample.schema, source });
    const text = await sample.executeText({
      document: parse(source),
      variables: {},
      operationName: undefined,
      context: {},
    });
    expect(JSON.stringify(data)).toBe(text.data);
  });
});

describe('tags', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase({
      sql: [
        `create type kind as enum ('a', 'b');
         create table base (id int primary key, kind kind not null, shared text, mine text);
         create table part (id int primary key references base, shared text, more int);
         create table apart (id int primary key);
         create table secret_base (id int primary key, kind text not null, title text not null);
         create table visible (id int primary key references secret_base, extra text not null);
         insert into secret_base values (1, 'v', 'hidden'); insert into visible values (1, 'x');
         alter table secret_base enable row level security;
         alter table secret_base force row level security;`,
      ],
    });
  });
  afterAll(() => database.drop());

  test.each([
    [{ interface: 'kind' }, /Add a line for each type/],
    [{ type: 'a' }, /Name the column that tells the types apart/],
    [{ interface: 'kin', type: 'a' }, /There is no column "kin"/],
    [{ interface: true, type: 'a' }, /Write it once/],
    [{ interface: 'kind', type: ['a', 'a as B'] }, /has a type already/],
    [{ interface: 'kind', type: 'c' }, /The enum kind has no label "c"; it has a, b/],
    [{ interface: 'kind', type: 'a (nothing)' }, /There is no column "nothing"/],
    [{ interface: 'kind', type: 'a (id)' }, /"id" is one of all rows/],
    [{ interface: 'kind', type: 'a (kind)' }, /"kind" is one of all rows/],
    [{ interface: 'kind', type: 'a as' }, /Write it as @type value as Name/],
    [{ interface: 'kind', type: 'a joins nowhere' }, /There is no table public.nowhere/],
    [{ interface: 'kind', type: 'a joins apart' }, /The primary key of public.apart has to be a foreign key/],
    [{ interface: 'kind', type: 'a as X joins part' }, /write @name X in the comment there/],
    [{ interface: 'kind', type: ['a joins part', 'b joins part'] }, /is joined by another @type already/],
    [{ interface: 'kind', type: 'a as Apart' }, /"Apart" would be the type for .*@type a of public.base/],
    [{ interface: 'kind', type: 'a joins part' }, /"shared" would be the field of Part for .*part.shared.*base.shared/],
  ])('%j is refused', async (tags, message) => {
    await expect(reflect(database, { tags: { 'public.base': tags } })).rejects.toThrow(message);
  });

  test('a misspelt one is refused', async () => {
    await expect(reflect(database, { tags: { 'public.base': { interfaces: 'kind' } } })).rejects.toThrow(/@interface/);
  });

  test('from options, with names', async () => {
    const { schema } = await reflect(database, {
      tags: { 'public.base': { interface: 'kind', type: ['a as "first one" (mine)', 'b'] } },
    });
    expect(schema.getType('FirstOne')?.toString()).toBe('FirstOne');
    expect(schema.getType('B')?.toString()).toBe('B');
  });

  test('a part whose base the role may not see is an error, not a wrong answer', async () => {
    await database.pool.query(
      `do $$ begin create role pillion_poly; exception when duplicate_object then null; end $$;
       grant usage on schema public to pillion_poly; grant select on all tables in schema public to pillion_poly`,
    );
    const client = await database.pool.connect();
    try {
      await client.query('set role pillion_poly');
      const { executeText } = await reflect(database, {
        tags: { 'public.secret_base': { interface: 'kind', type: 'v joins visible' } },
        withConnection: (_context, run) => run(client),
      });
      const ask = async (fields: string) =>
        executeText({
          document: parse(`{ visibles { nodes { ${fields} } } }`),
          variables: {},
          operationName: undefined,
          context: {},
        });
      expect((await ask('extra')).data).toBe('{"visibles":{"nodes":[{"extra":"x"}]}}');
      expect((await ask('extra title')).errors).toHaveLength(1);
    } finally {
      await client.query('reset role');
      client.release();
    }
    await database.pool.query('drop owned by pillion_poly; drop role pillion_poly');
  });
});
