import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  parse,
  printSchema,
  validate,
  validateSchema,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import { buildDatabaseModel } from '../../src/model/build-database-model.js';
import { buildNames } from '../../src/naming/build-names.js';
import { buildSchema } from '../../src/typesystem/build-schema.js';
import { tableOf } from '../../src/typesystem/field-meaning.js';
import type { LazySchema } from '../../src/typesystem/lazy-schema.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readWholeCatalog, sampleFiles } from '../support/reflected-database.js';

/** graphql-js finds the types by itself, from `Query` and the rows. */
function eagerCopy(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType();
  if (query == null) throw new Error('There is no Query.');
  const types = Object.values(schema.getTypeMap());
  return new GraphQLSchema({
    query: new GraphQLObjectType(query.toConfig()),
    types: types.filter(
      (type) => tableOf(type) !== undefined || (isObjectType(type) && type.getInterfaces().length > 0),
    ),
  });
}

const odd: readonly (readonly [string, string])[] = [
  ['no order, no key', 'create table thing (body json)'],
  [
    'no order, but related',
    'create table a (id int primary key); create table b (a_id int unique references a, j json)',
  ],
  [
    'many rows without an order',
    `create domain odd as json; create table a (id int primary key, j odd);
     create view b as select j, null::json as k from a;
     create function a_bs(a) returns setof b language sql stable as 'select * from b';
     create function pair(out x int, out y money[]) language sql stable as $$ select 1, '{}'::money[] $$;
     create function pairs(int4range) returns table (x int, y interval) language sql stable as $$ select 1, '1 day'::interval $$`,
  ],
  ['a tree and a document', `create table branch (id uuid primary key, up uuid references branch, doc tsvector)`],
  ['a document without an order', `create table doc (doc tsvector, body xml)`],
  [
    'types by way of other types',
    `create type mood as enum ('a'); create type part as (m mood, at timestamptz, many mood[]);
     create table one (p part); create table two (ps part[], r tsrange[], mr nummultirange)`,
  ],
  ['only booleans', 'create table flags (yes boolean)'],
  ['only intervals', 'create table waits (long interval, price money)'],
];

const samples = ['demo', 'kitchen-sink', 'hostile-names', 'row-level-security', 'polymorphism'];

describe.each([
  ...samples.map((name) => ({ name, options: { files: sampleFiles(name), template: true } })),
  ...odd.map(([name, sql]) => ({ name, options: { sql: [sql] } })),
])('$name', ({ name, options }) => {
  const namespaces = name === 'hostile-names' ? ['public', 'odd "namespace".x'] : ['public'];
  let database: TestDatabase;
  let build: () => LazySchema;
  let eager: GraphQLSchema;
  beforeAll(async () => {
    database = await createDatabase(options);
    const model = buildDatabaseModel(
      await readWholeCatalog({ namespaces, tags: undefined, withConnection: fromPool(database.pool) }),
      { namespaces },
    );
    const names = buildNames(model);
    build = () => buildSchema(model, names, { regexFilters: true });
    eager = eagerCopy(build());
  });
  afterAll(() => database.drop());

  const sdlOf = (schema: GraphQLSchema): string => printSchema(lexicographicSortSchema(schema));

  it('names and types are those that graphql-js finds by walking through the fields, and valid', () => {
    const lazy = build();
    expect(Object.keys(lazy.getTypeMap()).sort()).toEqual(Object.keys(eager.getTypeMap()).sort());
    expect(sdlOf(lazy)).toBe(sdlOf(eager));
    expect(validateSchema(eager)).toEqual([]);
  });

  it.each([1, 2, 3])('in whatever order types are asked for (%d)', (seed) => {
    const lazy = build();
    const inOrder = Object.keys(lazy.getTypeMap());
    for (const name of shuffled(inOrder, seed)) {
      const type = lazy.getType(name);
      expect(type?.name).toBe(name);
      if (type !== undefined && seed === 1 && 'getFields' in type) type.getFields();
    }
    expect(printSchema(lazy)).toBe(printSchema(build()));
  });

  it('a type is the same object whichever way leads to it', () => {
    const lazy = build();
    for (const field of Object.values(lazy.getQueryType().getFields())) {
      for (const type of [field.type, ...field.args.map((argument) => argument.type)]) {
        expect(lazy.getType(getNamedType(type).name)).toBe(getNamedType(type));
      }
    }
    for (const type of Object.values(lazy.getTypeMap())) {
      for (const near of neighboursOf(type)) expect(lazy.getType(near.name)).toBe(near);
    }
  });

  it('abstract types have the same types below them', () => {
    const lazy = build();
    const objects = Object.values(eager.getTypeMap()).filter((type) => isObjectType(type) || isInterfaceType(type));
    for (const { name } of Object.values(eager.getTypeMap()).filter(isAbstractType)) {
      const [ofLazy, ofEager] = [lazy.getType(name), eager.getType(name)];
      if (!isInterfaceType(ofLazy) || !isInterfaceType(ofEager)) throw new Error(`${name} is no interface in both.`);
      const below = (schema: GraphQLSchema, of: typeof ofLazy): string[] =>
        [...schema.getImplementations(of).objects, ...schema.getImplementations(of).interfaces]
          .map((type) => type.name)
          .sort();
      expect(below(lazy, ofLazy)).toEqual(below(eager, ofEager));
      expect(
        lazy
          .getPossibleTypes(ofLazy)
          .map((type) => type.name)
          .sort(),
      ).toEqual(
        eager
          .getPossibleTypes(ofEager)
          .map((type) => type.name)
          .sort(),
      );
      for (const type of objects) {
        expect([type.name, lazy.isSubType(ofLazy, type)]).toEqual([type.name, eager.isSubType(ofEager, type)]);
      }
    }
  });

  it('documents have the same errors, suggestions among them', () => {
    const list = Object.keys(eager.getQueryType()?.getFields() ?? {})[0] ?? '';
    const row = Object.values(eager.getTypeMap()).find((type) => tableOf(type) !== undefined)?.name ?? '';
    const documents = [
      `{ ${list} { nodes { __typename } } }`,
      `{ ${list}x { nodes { id } } }`,
      `{ ${list}(wher: {}) { nodez { id } } }`,
      `query ($w: ${row}Wher, $x: ${row}Where) { ${list}(where: $w) { totalCount } }`,
      `query ($w: ${row}Where!) { ${list}(where: $w) { totalCount aggregate { count } } }`,
      `fragment F on ${row}s { __typename } fragment G on ${row} { nope ...F } { ${list} { nodes { ...G } } }`,
      `fragment F on Stringg { x } { ${list} { nodes { ...F ... on PageInfo { hasNextPage } } } }`,
      `{ node(nodeId: 1) { nope ... on ${row} { nodeId } ... on PageInfo { endCursor } } }`,
      `{ ${list}(first: "1", where: { and: [{ nope: 1 }] }) { edges { node } } __type(name: 1) { name } }`,
      `mutation { x } `,
    ].map((text) => parse(text));
    const texts = (schema: GraphQLSchema): string[][] =>
      documents.map((document) => validate(schema, document).map(String).sort());
    expect(texts(build())).toEqual(texts(eager));
    expect(texts(eager).filter((errors) => errors.length > 0).length).toBeGreaterThan(6);
  });
});

function neighboursOf(type: GraphQLNamedType): GraphQLNamedType[] {
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
  return Object.values<GraphQLField<unknown, unknown> | GraphQLInputField>(type.getFields()).map((field) =>
    getNamedType(field.type),
  );
}

/** Fisher–Yates over a small generator of numbers, so that a failure can be repeated. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const result = [...items];
  let state = seed;
  for (let index = result.length - 1; index > 0; index -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (index + 1);
    [result[index], result[other]] = [result[other] as Item, result[index] as Item];
  }
  return result;
}
