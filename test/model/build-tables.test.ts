import { expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.js';
import { buildDatabaseModel } from '../../src/model/build-database-model.js';
import type { Table } from '../../src/model/database-model.js';
import { catalogOf, tablesOf, type TableFixture, typeRow, int4 } from './catalog-fixture.js';

const idColumn = { attname: 'id', attnotnull: true };

function tables(fixtures: readonly TableFixture[], parts: Partial<Catalog> = {}): readonly Table[] {
  return buildDatabaseModel(catalogOf({ ...tablesOf(...fixtures), ...parts })).tables;
}

function table(fixture: Omit<TableFixture, 'oid' | 'relname'>, parts: Partial<Catalog> = {}): Table {
  const [first] = tables([{ oid: 1, relname: 't', ...fixture }], parts);
  if (first === undefined) throw new Error('The table is not in the model.');
  return first;
}

const namesOf = (found: readonly { readonly name: string }[]): readonly string[] => found.map(({ name }) => name);

test('a table with comment, tags, kind and statistics', () => {
  expect(
    table({ columns: [idColumn], relkind: 'p', relrowsecurity: true, reltuples: 12, description: '@name x\nSold.' }),
  ).toMatchObject({
    kind: 'partitionedTable',
    oid: 1,
    namespace: 'public',
    name: 't',
    comment: 'Sold.',
    tags: { name: 'x' },
    rowLevelSecurity: true,
    estimatedRows: 12,
    primaryKey: undefined,
    uniqueKeys: [],
  });
});

test('the kinds', () => {
  const kinds = (['r', 'p', 'v', 'm', 'f'] as const).map((relkind) => table({ columns: [idColumn], relkind }).kind);
  expect(kinds).toEqual(['table', 'partitionedTable', 'view', 'materializedView', 'foreignTable']);
});

test('tables in the order of namespace and name, by code units', () => {
  const columns = [idColumn];
  const found = tables(
    [
      { oid: 1, relname: 'a', nspname: 'shop', columns },
      { oid: 2, relname: 'a', columns },
      { oid: 3, relname: 'Z', columns },
    ],
    {
      namespaces: [
        { oid: 1, nspname: 'shop', exposed: true, usage: true },
        { oid: 2, nspname: 'public', exposed: true, usage: true },
      ],
    },
  );
  expect(found.map(({ namespace, name }) => `${namespace}.${name}`)).toEqual(['public.Z', 'public.a', 'shop.a']);
});

test('left out: partitions, extensions, @omit, and what the role may not read', () => {
  const columns = [idColumn];
  const found = tables(
    [
      { oid: 1, relname: 'partition', relispartition: true, columns },
      { oid: 2, relname: 'of_extension', extension: true, columns },
      { oid: 3, relname: 'omitted', description: '@omit', columns },
      { oid: 4, relname: 'closed', selectable: false, columns: [{ ...idColumn, selectable: false }] },
      { oid: 5, relname: 'without_columns', columns: [] },
      { oid: 6, relname: 'no_usage', nspname: 'locked', columns },
      {
        oid: 7,
        relname: 'ajar',
        selectable: false,
        columns: [idColumn, { attname: 'secret', selectable: false }, { attname: 'note', description: '@omit' }],
      },
    ],
    {
      namespaces: [
        { oid: 1, nspname: 'public', exposed: true, usage: true },
        { oid: 2, nspname: 'locked', exposed: true, usage: false },
      ],
    },
  );
  expect(namesOf(found)).toEqual(['ajar']);
  expect(namesOf(found[0]?.columns ?? [])).toEqual(['id']);
});

test('not null is what PostgreSQL guarantees, or what a tag declares', () => {
  const domains = [
    typeRow({ oid: 500, typname: 'strict', typtype: 'd', typbasetype: int4, typnotnull: true }),
    typeRow({ oid: 501, typname: 'derived', typtype: 'd', typbasetype: 500 }),
    typeRow({ oid: 502, typname: 'loose', typtype: 'd', typbasetype: int4 }),
  ];
  const columns = [
    { attname: 'plain' },
    { attname: 'required', attnotnull: true },
    { attname: 'doubtful', attnotnull: true },
    { attname: 'strict', atttypid: 500 },
    { attname: 'derived', atttypid: 501 },
    { attname: 'loose', atttypid: 502 },
    { attname: 'declared', description: '@notNull' },
  ];
  // A NOT NULL constraint that is NOT VALID sets attnotnull since PostgreSQL 18.
  const constraints = [{ conname: 'n', contype: 'n' as const, conkey: [3], convalidated: false }];
  const notNull = (found: Table): readonly string[] => namesOf(found.columns.filter((column) => column.notNull));
  expect(notNull(table({ columns, constraints }, { types: domains }))).toEqual([
    'required',
    'strict',
    'derived',
    'declared',
  ]);
  const view = columns.map((column) => ({ ...column, attnotnull: false }));
  expect(notNull(table({ columns: view, relkind: 'v' }, { types: domains }))).toEqual(['declared']);
});

test('primary key in its own order; unique constraints before unique indexes', () => {
  const found = table({
    columns: [idColumn, { attname: 'line' }, { attname: 'code' }, { attname: 'ean' }],
    constraints: [
      { conname: 't_pkey', contype: 'p', conkey: [2, 1], description: 'who it is' },
      { conname: 't_code_key', contype: 'u', conkey: [3], description: '@name byCode' },
    ],
    indexes: [
      { relname: 't_pkey', indkey: [2, 1], indisunique: true, indisprimary: true },
      { relname: 't_code_key', indkey: [3], indisunique: true },
      { relname: 'a_ean', indkey: [4], indisunique: true },
      { relname: 'partial', indkey: [4, 3], indisunique: true, partial: true },
      { relname: 'expression', indkey: [4, 0], indisunique: true },
      { relname: 'plain', indkey: [4, 1] },
    ],
  });
  expect(found.primaryKey).toEqual({ name: 't_pkey', columns: ['line', 'id'], comment: 'who it is', tags: {} });
  expect(found.uniqueKeys).toEqual([
    { name: 't_code_key', columns: ['code'], comment: undefined, tags: { name: 'byCode' } },
    { name: 'a_ean', columns: ['ean'], comment: undefined, tags: {} },
  ]);
  expect(found.indexes).toContainEqual({
    name: 'expression',
    method: 'btree',
    unique: true,
    partial: false,
    columns: ['ean', undefined],
  });
  expect(found.indexes).toHaveLength(6);
});

test('of keys over the same columns one is there', () => {
  const found = table({
    columns: [idColumn, { attname: 'b' }],
    constraints: [
      { conname: 't_pkey', contype: 'p', conkey: [1] },
      { conname: 'again', contype: 'u', conkey: [1] },
      { conname: 'pair', contype: 'u', conkey: [1, 2] },
      { conname: 'riap', contype: 'u', conkey: [2, 1] },
    ],
  });
  expect(namesOf(found.uniqueKeys)).toEqual(['pair']);
});

test('a key with a column that cannot be read is not there', () => {
  const found = table({
    columns: [{ ...idColumn, selectable: false }, { attname: 'b' }],
    constraints: [
      { conname: 't_pkey', contype: 'p', conkey: [1] },
      { conname: 'pair', contype: 'u', conkey: [1, 2] },
      { conname: 'b_key', contype: 'u', conkey: [2] },
    ],
  });
  expect(found.primaryKey).toBeUndefined();
  expect(namesOf(found.uniqueKeys)).toEqual(['b_key']);
});

test('a table that others inherit from has no key but those of its tags', () => {
  const parts = {
    columns: [idColumn, { attname: 'b' }],
    constraints: [{ conname: 't_pkey', contype: 'p' as const, conkey: [1] }],
    indexes: [{ relname: 'b_key', indkey: [2], indisunique: true }],
    inherited: true,
  };
  expect(table(parts)).toMatchObject({ primaryKey: undefined, uniqueKeys: [] });
  expect(table({ ...parts, description: '@primaryKey id' }).primaryKey?.columns).toEqual(['id']);
});

test('the tags of a view declare its keys', () => {
  const found = table({
    relkind: 'v',
    columns: [{ attname: 'id' }, { attname: 'Line No' }, { attname: 'code' }],
    description: '@primaryKey id, "Line No"\n@unique code\n@unique (code, id)\nAll lines.',
  });
  expect(found.comment).toBe('All lines.');
  expect(found.primaryKey).toEqual({
    name: 't_id_Line No_pkey',
    columns: ['id', 'Line No'],
    comment: undefined,
    tags: {},
  });
  expect(found.uniqueKeys.map(({ columns }) => columns)).toEqual([['code'], ['code', 'id']]);
  expect(found.columns.map(({ notNull }) => notNull)).toEqual([true, true, false]);
});

test('a tagged primary key leaves the one of the table as a unique key', () => {
  const found = table({
    columns: [idColumn, { attname: 'code' }],
    constraints: [{ conname: 't_pkey', contype: 'p', conkey: [1] }],
    description: '@primaryKey code',
  });
  expect(found.primaryKey?.columns).toEqual(['code']);
  expect(namesOf(found.uniqueKeys)).toEqual(['t_pkey']);
});

test.each([
  ['@primaryKey', 'Write the columns as a, b.'],
  ['@unique a b', 'Write the columns as a, b.'],
  ['@unique ID', 'It has no column "ID".'],
])('the tag %s cannot be used', (description, reason) => {
  expect(() => table({ columns: [idColumn], description })).toThrow(
    expect.objectContaining({
      code: 'CONFIGURATION',
      message: `The tag "${description}" in the comment of public.t cannot be used. ${reason}`,
    }),
  );
});
