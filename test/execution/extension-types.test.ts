import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

/** The extensions stand in a namespace of their own, which no `search_path` names. */
const schema = `
  create schema extensions;
  create extension ltree schema extensions;
  create extension hstore schema extensions;
  create extension citext schema extensions;
  create table public.place (
    place_id integer primary key,
    path extensions.ltree,
    attributes extensions.hstore,
    title extensions.citext,
    aliases extensions.citext[]
  );
  create index place_path_index on public.place using gist (path);
  create index place_attributes_index on public.place using gin (attributes);
  insert into public.place values
    (1, 'Top', '', 'Everything', '{}'),
    (2, 'Top.Science', 'size=>9, "odd key?"=>NULL', 'SCIENCE', '{Sci,Scientia}'),
    (3, 'Top.Science.Astronomy', 'size=>12, colour=>blue', 'Astronomy', '{}'),
    (4, 'Top.Hobbies', null, null, null),
    (5, null, 'colour=>NULL', 'science', '{SCIENTIA}')`;

let reflected: ReflectedDatabase;
beforeAll(async () => {
  reflected = await reflect(await createDatabase({ sql: [schema] }));
});
afterAll(() => reflected.database.drop());

async function placesWhere(where: string): Promise<unknown> {
  const document = parse(`{ places(where: ${where}) { nodes { placeId } } }`);
  expect(validate(reflected.schema, document)).toEqual([]);
  const { data, errors } = await reflected.executeText({
    document,
    variables: {},
    operationName: undefined,
    context: {},
  });
  if (errors !== undefined) return errors[0]?.message;
  const { places } = JSON.parse(data ?? '') as { places: { nodes: { placeId: number }[] } };
  return places.nodes.map(({ placeId }) => placeId);
}

test.each([
  ['{ path: { eq: "Top.Science" } }', [2]],
  ['{ path: { ne: "Top.Science" } }', [1, 3, 4]],
  ['{ path: { descendantOf: "Top.Science" } }', [2, 3]],
  ['{ path: { ancestorOf: "Top.Science.Astronomy" } }', [1, 2, 3]],
  ['{ path: { matches: "Top.*{1}" } }', [2, 4]],
  ['{ path: { matches: "*.!Science|Top.Astro*@" } }', []],
  ['{ path: { matches: "*.science@.astro*@" } }', [3]],
  ['{ path: { isNull: true } }', [5]],
  ['{ attributes: { hasKey: "colour" } }', [3, 5]],
  ['{ attributes: { hasKey: "odd key?" } }', [2]],
  ['{ attributes: { hasKeysAny: ["size", "?"] } }', [2, 3]],
  ['{ attributes: { hasKeysAll: ["size", "colour"] } }', [3]],
  ['{ attributes: { contains: [{ key: "size", value: "12" }] } }', [3]],
  ['{ attributes: { contains: { key: "colour" } } }', [5]],
  ['{ attributes: { containedBy: [{ key: "odd key?" }, { key: "size", value: "9" }, { key: "q\\"" }] } }', [1, 2]],
  ['{ attributes: { eq: [] } }', [1]],
  ['{ attributes: { ne: [] } }', [2, 3, 5]],
  ['{ title: { eq: "sCiEnCe" } }', [2, 5]],
  ['{ title: { in: ["ASTRONOMY", "x"] } }', [3]],
  ['{ title: { like: "SCI%" } }', [2, 5]],
  ['{ aliases: { has: "scientia" } }', [2, 5]],
])('%s', async (where, expected) => {
  expect(await placesWhere(where)).toEqual(expected);
});

test.each([
  ['{ path: { eq: "Top..Science" } }', 'places.where.path.eq: "Top..Science" is no ltree'],
  ['{ path: { matches: "Top.*{2,1}" } }', 'places.where.path.matches: "Top.*{2,1}" is no lquery'],
  ['{ attributes: { contains: [{ key: "a" }, { key: "a" }] } }', 'places.where.attributes.contains: the key "a"'],
])('%s is refused', async (where, message) => {
  expect(await placesWhere(where)).toContain(message);
});
