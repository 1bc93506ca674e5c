import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.js';
import { readCatalog } from '../../src/catalog/read-catalog.js';
import type { WithConnection } from '../../src/database/connection.js';
import { fromPool } from '../../src/database/from-pool.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const schema = `
  create schema shop;
  create schema other;
  create schema "odd ""name\\";
  create type other.mood as enum ('sad', 'ok');
  alter type other.mood add value 'fine' before 'ok';
  create domain other.positive as numeric(6,1) not null check (value > 0);
  create type other.place as (street varchar(40), moods other.mood[]);
  create type other.span as range (subtype = date, multirange_type_name = other.spans);
  create table shop.artist (
    dropped text, artist_id int generated always as identity primary key, name text not null default 'x'
  );
  alter table shop.artist drop column dropped;
  create table shop.album (
    a int, b int, artist_id int references shop.artist, feeling other.mood, price other.positive, at other.place,
    held other.spans, twice int generated always as (a * 2) stored, vector int2vector, code varchar(7),
    constraint album_key primary key (b, a), unique (artist_id, a) include (price)
  );
  create table other.hidden (id int primary key);
  create view shop.names as select name from shop.artist;
  create table shop.log (at date not null, id int, primary key (id, at)) partition by range (at);
  create table shop.log_2020 partition of shop.log for values from ('2020-01-01') to ('2021-01-01');
  alter table shop.artist enable row level security;
  create unique index album_code on shop.album (code) where code <> '';
  create unique index album_lower on shop.album (b, lower(code));
  comment on table shop.artist is 'who';
  comment on column shop.artist.name is 'called';
  comment on constraint album_key on shop.album is 'the key';
  comment on type other.mood is 'feelings';
  create function shop.find(text, "limit" int default 3, variadic more int[] default '{}')
    returns table (id int, label text) stable strict language sql as $$ select 1, 'a' $$;
  create procedure shop.act() language sql as $$ select 1 $$;
  comment on function shop.find is 'finds';`;

let database: TestDatabase;
let catalog: Catalog;

beforeAll(async () => {
  database = await createDatabase({ sql: [schema] });
  catalog = await readCatalog(fromPool(database.pool), { namespaces: ['shop'] });
});
afterAll(() => database.drop());

test('relations of the asked namespaces alone, of every kind, partitions among them', () => {
  expect(catalog.classes.map(({ nspname, relname, relkind }) => [nspname, relname, relkind])).toEqual([
    ['shop', 'album', 'r'],
    ['shop', 'artist', 'r'],
    ['shop', 'log', 'p'],
    ['shop', 'log_2020', 'r'],
    ['shop', 'names', 'v'],
  ]);
  expect(relation('artist')).toMatchObject({ relrowsecurity: true, description: 'who', inherited: false });
  expect(relation('album')).toMatchObject({ relrowsecurity: false, description: null, selectable: true });
  expect(relation('log_2020').relispartition).toBe(true);
});

test('every namespace by name, those that are exposed marked', () => {
  const exposed = Object.fromEntries(catalog.namespaces.map((row) => [row.nspname, row.exposed]));
  expect(exposed).toEqual({
    'odd "name\\': false,
    information_schema: false,
    other: false,
    pg_catalog: false,
    public: false,
    shop: true,
  });
});

test('columns in order, without dropped ones', () => {
  const rows = catalog.attributes.filter(({ attrelid }) => attrelid === relation('artist').oid);
  expect(rows).toMatchObject([
    { attnum: 2, attname: 'artist_id', atttypid: 23, attnotnull: true, attidentity: 'a', attgenerated: '' },
    { attnum: 3, attname: 'name', atttypid: 25, attnotnull: true, atthasdef: true, attidentity: '' },
  ]);
  expect(rows.map(({ description }) => description)).toEqual([null, 'called']);
  expect(attribute('album', 'twice').attgenerated).toBe('s');
  expect(attribute('album', 'code').atttypmod).toBe(7 + 4);
});

test('types from any namespace, with what they are made of', () => {
  expect(type('mood')).toMatchObject({ typtype: 'e', enumlabels: ['sad', 'fine', 'ok'], description: 'feelings' });
  // numeric(6,1): precision in the upper 16 bits, scale in the lower ones, and 4 bytes of header.
  expect(type('positive')).toMatchObject({ typtype: 'd', typnotnull: true, typtypmod: (6 << 16) + 1 + 4 });
  expect(type('positive').typbasetype).toBe(type('numeric').oid);
  expect(type('place').attributes).toEqual([
    { attname: 'street', atttypid: type('varchar').oid, atttypmod: 44, attndims: 0 },
    { attname: 'moods', atttypid: type('_mood').oid, atttypmod: -1, attndims: 1 },
  ]);
  expect(type('_mood').typelem).toBe(type('mood').oid);
  expect(type('mood').typarray).toBe(type('_mood').oid);
  expect(type('spans')).toMatchObject({ typtype: 'm', rngtypid: type('span').oid });
  expect(type('span')).toMatchObject({ typtype: 'r', rngsubtype: type('date').oid });
  expect(type('int2vector').typelem).toBe(type('int2').oid);
  expect(type('int2').typarray).not.toBe(type('int2vector').oid);
});

test('the namespace of a type by its B-tree operators, its own or those of the type that it is coerced to', () => {
  expect(type('int4').orderingNamespace).toBe('pg_catalog');
  expect(type('varchar').orderingNamespace).toBe('pg_catalog');
  expect(catalog.types.map(({ typname }) => typname)).not.toContain('json');
});

test('keys, foreign keys and indexes', () => {
  const constraints = catalog.constraints.filter(({ conrelid }) => conrelid === relation('album').oid);
  expect(constraints).toMatchObject([
    { conname: 'album_artist_id_a_price_key', contype: 'u', conkey: [3, 1] },
    { conname: 'album_artist_id_fkey', contype: 'f', conkey: [3], confkey: [2], convalidated: true },
    { conname: 'album_key', contype: 'p', conkey: [2, 1], confrelid: 0, confkey: null, description: 'the key' },
  ]);
  expect(constraints[1]?.confrelid).toBe(relation('artist').oid);
  const indexes = catalog.indexes.filter(({ indrelid }) => indrelid === relation('album').oid);
  const btree = { amname: 'btree', indisunique: true, indimmediate: true };
  expect(indexes).toMatchObject([
    { ...btree, relname: 'album_artist_id_a_price_key', indkey: [3, 1], indisprimary: false },
    { ...btree, relname: 'album_code', indkey: [10], partial: true },
    { ...btree, relname: 'album_key', indkey: [2, 1], indisprimary: true, partial: false },
    { ...btree, relname: 'album_lower', indkey: [2, 0], partial: false },
  ]);
});

test('functions, without procedures', () => {
  expect(catalog.procs).toMatchObject([
    {
      nspname: 'shop',
      proname: 'find',
      provolatile: 's',
      proisstrict: true,
      proretset: true,
      prorettype: 2249,
      provariadic: 23,
      pronargdefaults: 2,
      proargtypes: [25, 23, 1007],
      proallargtypes: [25, 23, 1007, 23, 25],
      proargmodes: ['i', 'i', 'v', 't', 't'],
      proargnames: ['', 'limit', 'more', 'id', 'label'],
      extension: false,
      executable: true,
      description: 'finds',
    },
  ]);
});

test('without a list of namespaces, all but those of PostgreSQL itself', async () => {
  const all = await readCatalog(fromPool(database.pool));
  expect(all.namespaces.filter(({ exposed }) => exposed).map(({ nspname }) => nspname)).toEqual([
    'odd "name\\',
    'other',
    'public',
    'shop',
  ]);
  expect(all.classes.map(({ relname }) => relname)).toContain('hidden');
});

test('a namespace by any name', async () => {
  const odd = await readCatalog(fromPool(database.pool), { namespaces: ['odd "name\\', 'shop'] });
  expect(odd.namespaces.filter(({ exposed }) => exposed)).toHaveLength(2);
});

test('a namespace that does not exist is a configuration error with those that do', async () => {
  await expect(readCatalog(fromPool(database.pool), { namespaces: ['shop', 'shopp'] })).rejects.toMatchObject({
    code: 'CONFIGURATION',
    message: 'The namespace "shopp" does not exist. Namespaces of this database: odd "name\\, other, public, shop.',
  });
});

test('one statement on one loan without a context, which a plain connection can run too', async () => {
  const contexts: unknown[] = [];
  const texts: string[] = [];
  const plain: WithConnection = async (context, run) => {
    contexts.push(context);
    return run({
      query: (statement) => {
        texts.push(statement.text);
        return database.pool.query(statement);
      },
    });
  };
  expect(await readCatalog(plain, { namespaces: ['shop'] })).toEqual(catalog);
  expect(contexts).toEqual([undefined]);
  expect(texts).toHaveLength(1);
});

test('a search_path with false operators and functions before pg_catalog changes nothing', async () => {
  await database.pool.query(`
    create schema evil;
    create function evil.yes(oid, oid) returns bool language sql as 'select true';
    create operator evil.= (leftarg = oid, rightarg = oid, function = evil.yes);
    create function evil.yes("char", "char") returns bool language sql as 'select true';
    create operator evil.= (leftarg = "char", rightarg = "char", function = evil.yes);
    create function evil.yes(name, text) returns bool language sql as 'select true';
    create operator evil.= (leftarg = name, rightarg = text, function = evil.yes);
    create function evil.yes(int2, int4) returns bool language sql as 'select true';
    create operator evil.> (leftarg = int2, rightarg = int4, function = evil.yes);
    create function evil.left(name, int) returns text language sql as $$ select 'pg_' $$;
    create function evil.has_table_privilege(oid, text) returns bool language sql as 'select false';
    create table evil.pg_class (oid oid);`);
  const client = await database.pool.connect();
  try {
    const lend: WithConnection = (_context, run) => run(client);
    const before = await readCatalog(lend, { namespaces: ['shop'] });
    await client.query('set search_path = evil, pg_catalog');
    expect(await readCatalog(lend, { namespaces: ['shop'] })).toEqual(before);
  } finally {
    client.release(true);
    await database.pool.query('drop schema evil cascade');
  }
});

function relation(name: string): Catalog['classes'][number] {
  return found(catalog.classes.find(({ relname }) => relname === name));
}

function attribute(table: string, name: string): Catalog['attributes'][number] {
  const { oid } = relation(table);
  return found(catalog.attributes.find(({ attrelid, attname }) => attrelid === oid && attname === name));
}

function type(name: string): Catalog['types'][number] {
  return found(catalog.types.find(({ typname }) => typname === name));
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It is not in the catalog.');
  return value;
}
