import {
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLObjectType,
  isInterfaceType,
  printSchema,
  type GraphQLField,
  type GraphQLInputField,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import type { DatabaseModel } from '../../src/model/database-model.js';
import { buildNames } from '../../src/naming/build-names.js';
import { buildSchema } from '../../src/typesystem/build-schema.js';
import { fieldMeaningOf, tableOf } from '../../src/typesystem/field-meaning.js';
import { album, artist, shopModel, shopNames, shopSchema, visit } from './shop-model.js';
import { schemaErrors } from '../support/schema-errors.js';

function fieldsOf(type: string, schema = shopSchema): Readonly<Record<string, string>> {
  const found = schema.getType(type);
  if (!(found instanceof GraphQLObjectType || found instanceof GraphQLInputObjectType || isInterfaceType(found))) {
    throw new Error(`There is no type ${type} with fields.`);
  }
  return Object.fromEntries(
    Object.values<GraphQLField<unknown, unknown> | GraphQLInputField>(found.getFields()).map((field) => {
      const args = 'args' in field ? field.args.map((argument) => `${argument.name}: ${String(argument.type)}`) : [];
      return [field.name, args.length === 0 ? String(field.type) : `(${args.join(', ')}) ${String(field.type)}`];
    }),
  );
}

const listOf = (type: string): string =>
  `(first: Int, after: String, last: Int, before: String, offset: Int, where: ${type}Where, orderBy: [${type}OrderBy!], distinctOn: [${type}Column!]) ${type}Connection!`;

test('graphql-js finds nothing wrong with it', () => {
  expect(schemaErrors(shopSchema)).toEqual([]);
});

test('the root fields: a list for each table, a row for each key, and node', () => {
  expect(fieldsOf('Query')).toEqual({
    artists: listOf('Artist'),
    artist: '(artistId: Int!) Artist',
    artistByName: '(name: String!) Artist',
    albums: listOf('Album'),
    album: '(albumId: BigInt!) Album',
    visits: listOf('Visit'),
    tags: listOf('Tag'),
    tag: '(tagId: Int!) Tag',
    albumTags: listOf('AlbumTag'),
    albumTag: '(albumId: BigInt!, tagId: Int!) AlbumTag',
    node: '(nodeId: ID!) Node',
  });
});

test('a row: its identifier, columns and relationships, `!` where null cannot come', () => {
  expect(fieldsOf('Album')).toEqual({
    nodeId: 'ID!',
    albumId: 'BigInt!',
    title: 'String',
    artistId: 'Int!',
    remixerId: 'Int',
    // NaN and infinity are null in JSON.
    rating: 'Float',
    narrow: 'Float',
    small: 'Int',
    objectId: 'BigInt',
    cost: 'Decimal',
    // JSON has a null of its own.
    details: '(path: [String!]) JSON',
    raw: '(path: [String!]) JSON',
    labels: '[String]!',
    price: 'Amount',
    shown: 'DateRange',
    size: 'Int!',
    done: 'Boolean',
    place: 'String',
    artist: 'Artist!',
    remixer: 'Artist',
    tags: listOf('Tag'),
  });
  expect(fieldsOf('Visit')).toEqual({ at: 'DateTime', note: 'String', about: '(path: [String!]) JSON' });
});

test('lists, edges and pages', () => {
  expect(fieldsOf('AlbumConnection')).toEqual({
    nodes: '[Album!]!',
    edges: '[AlbumEdge!]!',
    pageInfo: 'PageInfo!',
    totalCount: '(mode: CountMode, cap: Int) Int!',
    aggregate: 'AlbumAggregate!',
    groupBy:
      '(by: [AlbumGroupBy!]!, having: AlbumHaving, orderBy: [AlbumGroupOrderBy!], first: Int, offset: Int) AlbumGroups!',
  });
  expect(fieldsOf('AlbumEdge')).toEqual({ node: 'Album!', cursor: 'String!' });
  expect(fieldsOf('PageInfo')).toEqual({
    hasNextPage: 'Boolean!',
    hasPreviousPage: 'Boolean!',
    startCursor: 'String',
    endCursor: 'String',
  });
});

test('composites and ranges are objects', () => {
  expect(fieldsOf('Amount')).toEqual({ inCents: 'BigInt', currency: 'String' });
  expect(fieldsOf('DateRange')).toEqual({
    lower: 'Date',
    upper: 'Date',
    lowerInclusive: 'Boolean!',
    upperInclusive: 'Boolean!',
    isEmpty: 'Boolean!',
  });
});

test('an enum has its labels, made names where they are none', () => {
  expect(printSchema(shopSchema)).toContain(
    '"""How it is."""\nenum Mood {\n  good\n\n  """The label "so so"."""\n  so_so\n}',
  );
});

describe('filters', () => {
  const equality = (type: string): Record<string, string> => ({
    eq: type,
    ne: type,
    in: `[${type}!]`,
    notIn: `[${type}!]`,
    isDistinctFrom: type,
    isNotDistinctFrom: type,
  });
  const order = (type: string): Record<string, string> => ({ gt: type, gte: type, lt: type, lte: type });
  const isNull = { isNull: 'Boolean' };

  test('by type', () => {
    expect(fieldsOf('BigIntFilter')).toEqual({ ...equality('BigInt'), ...order('BigInt'), ...isNull });
    expect(fieldsOf('MoodFilter')).toEqual({ ...equality('Mood'), ...order('Mood'), ...isNull });
    expect(fieldsOf('BooleanFilter')).toEqual({ ...equality('Boolean'), ...isNull });
    expect(fieldsOf('NullFilter')).toEqual(isNull);
    expect(Object.keys(fieldsOf('StringFilter'))).toEqual([
      ...Object.keys(equality('')),
      ...Object.keys(order('')),
      'like',
      'ilike',
      'startsWith',
      'endsWith',
      'contains',
      'startsWithInsensitive',
      'endsWithInsensitive',
      'containsInsensitive',
      'isNull',
    ]);
  });

  test('a condition for each column and relationship, and the connectives', () => {
    expect(fieldsOf('ArtistWhere')).toEqual({
      artistId: 'IntFilter',
      name: 'StringFilter',
      born: 'DateFilter',
      fax: 'StringFilter',
      telex: 'StringFilter',
      mood: 'MoodFilter',
      albums: 'AlbumListFilter',
      albumsByRemixer: 'AlbumListFilter',
      compareColumns: '[ArtistColumnComparison!]',
      albumsAggregate: 'AlbumAggregateWhere',
      albumsByRemixerAggregate: 'AlbumAggregateWhere',
      and: '[ArtistWhere!]',
      or: '[ArtistWhere!]',
      not: 'ArtistWhere',
    });
    expect(fieldsOf('AlbumWhere')).toMatchObject({
      labels: 'StringListFilter',
      place: 'NullFilter',
      raw: 'JSONTextFilter',
    });
  });
});

test('an order is one column and its direction, or the order of a related row', () => {
  const order = shopSchema.getType('AlbumOrderBy') as GraphQLInputObjectType;
  expect(order.isOneOf).toBe(true);
  const columns = Object.keys(fieldsOf('AlbumOrderBy'));
  expect(columns).toContain('details');
  for (const none of ['labels', 'price', 'shown', 'place', 'raw']) expect(columns).not.toContain(none);
  expect(fieldsOf('AlbumTagOrderBy')).toEqual({
    albumId: 'OrderDirection',
    tagId: 'OrderDirection',
    album: 'AlbumOrderBy',
    tag: 'TagOrderBy',
  });
  expect(fieldsOf('TagOrderBy')).toMatchObject({ tagId: 'OrderDirection', label: 'OrderDirection' });
  const { tagsAggregate, ...ofColumns } = fieldsOf('AlbumOrderBy');
  expect(Object.values(ofColumns).every((type) => type.endsWith('OrderBy') || type === 'OrderDirection')).toBe(true);
  expect(tagsAggregate).toBe('TagAggregateOrderBy');
});

test('aggregates have the types of PostgreSQL’s functions, for the columns that these go over', () => {
  expect(fieldsOf('AlbumAggregate')).toMatchObject({
    count: 'Int!',
    sum: 'AlbumSumAggregate!',
    boolOr: 'AlbumBoolAggregate!',
  });
  expect(fieldsOf('AlbumSumAggregate')).toMatchObject({
    small: 'BigInt',
    size: 'BigInt',
    rating: 'Float',
    narrow: 'Float',
    cost: 'Decimal',
  });
  expect(fieldsOf('AlbumAvgAggregate')).toMatchObject({
    small: 'Decimal',
    rating: 'Float',
    cost: 'Decimal',
  });
  expect(fieldsOf('AlbumMinMaxAggregate')).toMatchObject({ details: 'JSON', done: 'Boolean', small: 'Int' });
  expect(fieldsOf('AlbumBoolAggregate')).toEqual({ done: 'Boolean' });
  expect(fieldsOf('AlbumSumAggregate')).not.toHaveProperty('objectId');
  for (const none of ['labels', 'price', 'shown', 'place', 'raw']) {
    expect(fieldsOf('AlbumMinMaxAggregate')).not.toHaveProperty(none);
    expect(fieldsOf('AlbumCountDistinctAggregate')).not.toHaveProperty(none);
  }
});

test('comments are descriptions, and the tag deprecates', () => {
  const fields = (shopSchema.getType('Artist') as GraphQLObjectType).getFields();
  expect(shopSchema.getType('Artist')?.description).toBe('Who sings.');
  expect(shopSchema.getQueryType()?.getFields().artists?.description).toBe('Who sings.');
  expect(fields.artistId?.description).toBe('Its number.');
  expect(fields.fax?.deprecationReason).toBe('Nobody has one.');
  expect(fields.telex?.deprecationReason).toBe('No longer supported');
  expect(fields.name?.deprecationReason).toBeNull();
});

test('rows with a primary key are nodes', () => {
  const node = shopSchema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('Node is no interface.');
  expect(shopSchema.getPossibleTypes(node).map(({ name }) => name)).toEqual(['Artist', 'Album', 'Tag', 'AlbumTag']);
  expect(fieldsOf('Node')).toEqual({ nodeId: 'ID!' });
});

test('with relayIds, the identifier is `id`', () => {
  const names = buildNames(shopModel, { relayIds: true });
  const schema = buildSchema(shopModel, names, { relayIds: true });
  expect(schemaErrors(schema)).toEqual([]);
  expect(fieldsOf('Node', schema)).toEqual({ id: 'ID!' });
  expect(fieldsOf('Tag', schema)).toMatchObject({ id: 'ID!', tagId: 'Int!' });
  expect(fieldsOf('Query', schema).node).toBe('(id: ID!) Node');
});

test('every field carries its meaning, every row type its table', () => {
  for (const type of Object.values(shopSchema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      expect(fieldMeaningOf(field), `${type.name}.${field.name}`).toBeDefined();
      expect(field.resolve).toBeUndefined();
    }
  }
  expect(['Artist', 'Album', 'Visit'].map((name) => tableOf(shopSchema.getType(name) as GraphQLObjectType))).toEqual([
    artist,
    album,
    visit,
  ]);
});

test('without a primary key anywhere there is no node', () => {
  const model: DatabaseModel = { ...shopModel, tables: [visit], relationships: [] };
  const schema = buildSchema(model, buildNames(model));
  expect(schemaErrors(schema)).toEqual([]);
  expect(Object.keys(fieldsOf('Query', schema))).toEqual(['visits']);
});

test('a database without tables is a fault of the configuration', () => {
  const empty: DatabaseModel = { ...shopModel, tables: [], relationships: [] };
  expect(() => buildSchema(empty, shopNames)).toThrow(
    expect.objectContaining({
      code: 'CONFIGURATION',
      message:
        'There is no table that the database role may read in the namespaces public. Grant SELECT, or name other namespaces.',
    }),
  );
});

test('conditions on related rows: those of the one row, or of some, every or none of many', () => {
  expect(fieldsOf('AlbumTagWhere')).toMatchObject({ album: 'AlbumWhere', tag: 'TagWhere' });
  expect(fieldsOf('AlbumWhere')).toMatchObject({ artist: 'ArtistWhere', tags: 'TagListFilter' });
  expect(fieldsOf('TagListFilter')).toEqual({ some: 'TagWhere', every: 'TagWhere', none: 'TagWhere' });
});

test('columns are compared where two of a table compare, by an enum of those that have an order', () => {
  expect(fieldsOf('TagWhere')).not.toHaveProperty('compareColumns');
  const columns = shopSchema.getType('VisitColumn');
  expect(columns instanceof GraphQLEnumType && columns.getValues().map(({ name }) => name)).toEqual(['at', 'note']);
});
