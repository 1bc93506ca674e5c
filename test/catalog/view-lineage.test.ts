import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCatalog } from '../../src/catalog/read-catalog.js';
import { fromPool } from '../../src/database/from-pool.js';
import { buildDatabaseModel } from '../../src/model/build-database-model.js';
import type { DatabaseModel } from '../../src/model/database-model.js';
import { keysOf } from '../../src/model/keys-of.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

/** What PostgreSQL's own catalogs say of views, read by way of the whole model. */
const schema = `
  create schema hidden;
  create table artist (artist_id int primary key, name text not null);
  create table label (label_id int primary key, name varchar(20) unique);
  create table album (
    album_id int primary key,
    artist_id int not null references artist,
    label_id int references label,
    slug text not null unique,
    code varchar(7),
    ":relid (x)" int
  );
  create unique index on album (code);
  create table pressing (
    album_id int references album, number int, cover_album_id int, cover_number int, primary key (album_id, number),
    foreign key (cover_album_id, cover_number) references pressing
  );
  create table kind (kind text collate "C" primary key);
  create table hidden.fan (fan_id int primary key, artist_id int not null references public.artist);

  create view plain as select album_id as id, artist_id, slug, ":relid (x)" from album where label_id is not null limit 9;
  create view on_view as select id, artist_id as by_id, slug || '!' as loud from plain;
  create view to_one as
    select a.album_id, a.slug, artist.name as artist_name, label.name as label_name, label.label_id
    from album a join artist using (artist_id) left join label on label.label_id = a.label_id;
  create view by_where as select a.album_id, artist.artist_id from album a, artist where a.artist_id = artist.artist_id;
  create view by_constant as
    select p.number, a.album_id from pressing p, album a where p.album_id = 7 and a.album_id = 7 and p.number = a.label_id;
  create view to_many as select artist.artist_id, a.album_id from artist join album a using (artist_id);
  create view crossed as select a.album_id from album a, label;
  create view optional as select artist.artist_id, a.album_id, a.slug from album a right join artist using (artist_id);
  create view left_many as select a.album_id from album a left join pressing p on p.album_id = a.album_id;
  create view wrong_way as
    select a.album_id, label.label_id from album a left join label on a.album_id = 3 and label.name = a.slug;
  create view collated as select a.album_id, kind.kind from album a join kind on kind.kind = a.slug collate "POSIX";
  create view grouped as select artist_id, count(*) as albums from album group by artist_id;
  create view rolled as select artist_id, slug, count(*) from album group by rollup (artist_id, slug);
  create view united as select album_id, artist_id from album union all select album_id, artist_id from album;
  create view united_below as select u.album_id, u.artist_id from (select * from united) u;
  create view spread as select album_id, generate_series(1, 2) from album;
  create view below as select s.album_id, s.artist_id from (select * from album) s;
  create view twice as
    select p.album_id, p.number, other.cover_album_id, p.cover_number
    from pressing p join pressing other on other.album_id = p.album_id and other.number = p.number;
  create view whole as select p.album_id, p.number, p.cover_album_id, p.cover_number, p from pressing p;
  create view computed as select album_id + 0 as album_id, coalesce(artist_id, 1) as artist_id from album;
  create view recursive_one as
    with recursive r as (select album_id, artist_id from album union select album_id + 1, artist_id from r where album_id < 0)
    select * from r;
  create view from_hidden as select fan_id, artist_id from hidden.fan;
  create view tagged as select album_id, artist_id from album;
  comment on view tagged is E'@primaryKey artist_id\\n@foreignKey (artist_id) references artist';
  create materialized view stored as select album_id, artist_id, upper(slug) as loud from album;
  create unique index on stored (loud);
  create table parent (parent_id int primary key, artist_id int not null references artist);
  create table child () inherits (parent);
  create view heirs as select parent_id, artist_id from parent;`;

let database: TestDatabase;
let model: DatabaseModel;

beforeAll(async () => {
  database = await createDatabase({ sql: [schema] });
  model = buildDatabaseModel(await readCatalog(fromPool(database.pool), { namespaces: ['public'] }));
});
afterAll(() => database.drop());

test.each([
  // view, keys (the primary key first, marked), foreign keys (! where a row is sure to be found), columns that are not null
  ['plain', ['*id', 'slug'], ['artist_id -> artist!'], ['id', 'artist_id', 'slug']],
  ['on_view', ['*id'], ['by_id -> artist!'], ['id', 'by_id']],
  ['to_one', ['*album_id', 'slug'], [], ['album_id', 'slug', 'artist_name']],
  ['by_where', ['*album_id'], [], ['album_id', 'artist_id']],
  ['by_constant', ['*album_id'], [], ['number', 'album_id']],
  ['to_many', ['*album_id'], [], ['artist_id', 'album_id']],
  ['crossed', [], [], ['album_id']],
  ['optional', [], [], ['artist_id']],
  ['left_many', [], [], ['album_id']],
  ['wrong_way', ['*album_id'], [], ['album_id']],
  ['collated', [], [], ['album_id', 'kind']],
  ['grouped', [], ['artist_id -> artist'], []],
  ['rolled', [], ['artist_id -> artist'], []],
  ['united', [], [], []],
  ['united_below', [], [], []],
  ['spread', [], [], ['album_id']],
  ['below', [], ['artist_id -> artist'], []],
  ['twice', ['*album_id number'], ['album_id -> album!'], ['album_id', 'number']],
  [
    'whole',
    ['*album_id number'],
    ['album_id -> album!', 'cover_album_id cover_number -> pressing'],
    ['album_id', 'number'],
  ],
  ['computed', [], [], []],
  ['recursive_one', [], [], []],
  ['from_hidden', ['*fan_id'], ['artist_id -> artist!'], ['fan_id', 'artist_id']],
  ['tagged', ['*artist_id', 'album_id'], ['artist_id -> artist'], ['album_id', 'artist_id']],
  ['stored', ['*album_id', 'loud'], ['artist_id -> artist'], ['album_id', 'artist_id']],
  ['heirs', [], ['artist_id -> artist'], ['parent_id', 'artist_id']],
] as const)('%s', (name, keys, foreignKeys, notNull) => {
  const table = model.tables.find((candidate) => candidate.name === name);
  if (table === undefined) throw new Error(`There is no view ${name}.`);
  expect(
    keysOf(table).map((key) => (key === table.primaryKey ? '*' : '') + key.columns.join(' ')),
    'keys',
  ).toEqual(keys);
  const ways = model.relationships.flatMap((way) => (way.kind === 'referenced' && way.from === table ? way : []));
  expect(
    ways.map(({ foreignKey, to, required }) => `${foreignKey.columns.join(' ')} -> ${to.name}${required ? '!' : ''}`),
    'foreign keys',
  ).toEqual(foreignKeys);
  expect(
    table.columns.filter((column) => column.notNull).map((column) => column.name),
    'not null',
  ).toEqual(notNull);
});

test('each way has its way back, as if the view were the referencing table', () => {
  const back = model.relationships.filter(({ kind, to }) => kind === 'referencing' && to.name === 'plain');
  expect(back.map(({ from, cardinality }) => [from.name, cardinality])).toEqual([['artist', 'many']]);
});

test('what a view is made of is read, and stays unpublished', () => {
  expect(model.tables.some(({ namespace }) => namespace !== 'public')).toBe(false);
});

test('the option "tags" reaches a foreign key of a view, which has no comment', async () => {
  const tags = {
    'public.plain.plain_artist_id_fkey': { omit: true },
    'public.stored.stored_artist_id_fkey': { fieldName: 'by' },
  };
  const tagged = buildDatabaseModel(await readCatalog(fromPool(database.pool), { namespaces: ['public'] }), { tags });
  const ways = tagged.relationships.flatMap((way) => (way.kind === 'referenced' ? way : []));
  expect(ways.some(({ from }) => from.name === 'plain')).toBe(false);
  expect(ways.find(({ from }) => from.name === 'stored')?.foreignKey.tags).toEqual({ fieldName: 'by' });
});
