import { type GraphQLEnumType, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { reflect } from '../support/reflected-database.js';

const schema = `
  create table moods (mood text primary key, description text);
  insert into moods values ('glad', 'Good.'), ('so so', null);
  create table person (person_id int primary key, mood text not null references moods);
  insert into person values (1, 'glad');
  create table empty (code text primary key);
  create table numbered (id int primary key);
  create table long (code text primary key);
  insert into long select 'v' || n from generate_series(1, 1001) as n;`;

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ sql: [schema] });
});
afterAll(() => database.drop());

test('the option makes an enum as the comment does, and names it; the table may go', async () => {
  const { schema } = await reflect(database, { tags: { 'public.moods': { enum: 'feeling', omit: true } } });
  const feeling = schema.getType('Feeling') as GraphQLEnumType;
  expect(feeling.getValues().map(({ name, description }) => [name, description])).toEqual([
    ['glad', 'Good.'],
    ['so_so', 'The label "so so".'],
  ]);
  expect(schema.getType('Mood')).toBeUndefined();
  const { schema: unnamed } = await reflect(database, { tags: { 'public.moods': { enum: true } } });
  expect(unnamed.getType('MoodEnum')).toBeDefined();
  const { schema: untagged } = await reflect(database);
  expect(untagged.getType('MoodEnum')).toBeUndefined();
});

test('a row that came since is written as its text, and its cursor serves', async () => {
  const { executeText } = await reflect(database, { tags: { 'public.moods': { enum: true } } });
  await database.pool.query(`insert into moods values ('a"b'); insert into person values (2, 'a"b'), (3, 'so so')`);
  const ask = async (after: string | null) => {
    const { data, errors } = await executeText({
      document: parse(
        'query ($after: String) { people(first: 1, after: $after, orderBy: [{ mood: ASC }]) { edges { cursor node { mood } } } }',
      ),
      variables: { after },
      operationName: undefined,
      context: {},
    });
    expect(errors).toBeUndefined();
    return (JSON.parse(data ?? '') as { people: { edges: [{ cursor: string; node: { mood: string } }] } }).people
      .edges[0];
  };
  const first = await ask(null);
  expect(first.node.mood).toBe('a"b');
  expect((await ask(first.cursor)).node.mood).toBe('glad');
});

test.each([
  ['numbered', /needs a primary key of one column of text/],
  ['empty', /has no row/],
  ['long', /more than 1000 rows/],
])('%s is no enum', async (table, message) => {
  await expect(reflect(database, { tags: { [`public.${table}`]: { enum: true } } })).rejects.toMatchObject({
    code: 'CONFIGURATION',
    message: expect.stringMatching(message) as string,
  });
});
