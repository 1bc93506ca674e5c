import { expect, test } from 'vitest';
import type { PgConstraint } from '../../src/catalog/catalog.js';
import { buildDatabaseModel } from '../../src/model/build-database-model.js';
import type { Relationship } from '../../src/model/database-model.js';
import { catalogOf, type TableFixture, tablesOf } from './catalog-fixture.js';

type Constraint = NonNullable<TableFixture['constraints']>[number];

const primary = (...conkey: number[]): Constraint => ({ conname: 'pkey', contype: 'p', conkey });
const unique = (...conkey: number[]): Constraint => ({ conname: `unique_${conkey.join('_')}`, contype: 'u', conkey });
const foreign = (
  conkey: readonly number[],
  confrelid: number,
  confkey: readonly number[],
  more: Partial<PgConstraint> = {},
): Constraint => ({
  conname: `fkey_${conkey.join('_')}_${confrelid}`,
  contype: 'f',
  conkey,
  confrelid,
  confkey,
  ...more,
});
const column = (attname: string): TableFixture['columns'][number] => ({ attname, attnotnull: true });
const nullable = (attname: string): TableFixture['columns'][number] => ({ attname });

const artist: TableFixture = { oid: 1, relname: 'artist', columns: [column('artist_id')], constraints: [primary(1)] };

function relationships(...tables: readonly TableFixture[]): readonly Relationship[] {
  return buildDatabaseModel(catalogOf(tablesOf(...tables))).relationships;
}

/** `album (artist_id) -> artist (artist_id)`: along the foreign key; `<-` against it; `=` one to one; `!` required. */
function drawn(found: readonly Relationship[]): readonly string[] {
  return found.map((relationship) => {
    const { from, to, kind, cardinality } = relationship;
    if (kind === 'junction') {
      const { near, far, table } = relationship.junction;
      return `${from.name} >< ${to.name} by ${table.name} (${near.columns.join()}) (${far.columns.join()})`;
    }
    const { columns, referencedColumns } = relationship.foreignKey;
    return kind === 'referenced'
      ? `${from.name} (${columns.join()}) -> ${to.name} (${referencedColumns.join()})${relationship.required ? ' !' : ''}`
      : `${from.name} (${referencedColumns.join()}) <${cardinality === 'one' ? '=' : '-'} ${to.name} (${columns.join()})`;
  });
}

function albumWith(constraint: Constraint, more: Partial<TableFixture> = {}): TableFixture {
  return {
    oid: 2,
    relname: 'album',
    columns: [column('album_id'), column('artist_id')],
    constraints: [primary(1), constraint],
    ...more,
  };
}

test('a foreign key goes both ways', () => {
  expect(drawn(relationships(artist, albumWith(foreign([2], 1, [1]))))).toEqual([
    'album (artist_id) -> artist (artist_id) !',
    'artist (artist_id) <- album (artist_id)',
  ]);
});

test('both ends are the tables of the model themselves', () => {
  const model = buildDatabaseModel(catalogOf(tablesOf(artist, albumWith(foreign([2], 1, [1])))));
  for (const { from, to } of model.relationships) expect(model.tables).toEqual(expect.arrayContaining([from, to]));
  expect(model.relationships[0]?.to).toBe(model.tables.find(({ name }) => name === 'artist'));
});

test('a comment on the constraint is the foreign key’s', () => {
  const [first] = relationships(artist, albumWith(foreign([2], 1, [1], { description: '@name maker\nWho made it.' })));
  expect(first).toMatchObject({
    foreignKey: { name: 'fkey_2_1', comment: 'Who made it.', tags: { name: 'maker' }, validated: true },
  });
});

test.each([
  [
    'a nullable column',
    albumWith(foreign([2], 1, [1]), { columns: [column('album_id'), nullable('artist_id')] }),
    artist,
  ],
  ['NOT VALID', albumWith(foreign([2], 1, [1], { convalidated: false })), artist],
  ['a constraint that may be deferred', albumWith(foreign([2], 1, [1], { condeferrable: true })), artist],
  ['inheriting tables, which do not have the constraint', albumWith(foreign([2], 1, [1]), { inherited: true }), artist],
  ['row-level security', albumWith(foreign([2], 1, [1])), { ...artist, relrowsecurity: true }],
])('not required: %s', (_case, album, referenced) => {
  expect(drawn(relationships(referenced, album))[0]).toBe('album (artist_id) -> artist (artist_id)');
});

test('a self-reference goes both ways', () => {
  const employee: TableFixture = {
    oid: 1,
    relname: 'employee',
    columns: [column('id'), nullable('reports_to')],
    constraints: [primary(1), foreign([2], 1, [1])],
  };
  expect(drawn(relationships(employee))).toEqual([
    'employee (reports_to) -> employee (id)',
    'employee (id) <- employee (reports_to)',
  ]);
});

test('composite foreign keys keep their pairs; several are in the order of their columns', () => {
  const line: TableFixture = {
    oid: 1,
    relname: 'line',
    columns: [column('order_id'), column('no')],
    constraints: [primary(1, 2)],
  };
  const shipment: TableFixture = {
    oid: 2,
    relname: 'shipment',
    columns: [column('id'), column('artist_id'), column('line_no'), column('order_id'), column('other_artist')],
    constraints: [primary(1), foreign([5], 3, [1]), foreign([4, 3], 1, [1, 2]), foreign([2], 3, [1])],
  };
  expect(drawn(relationships(line, shipment, { ...artist, oid: 3 }))).toEqual([
    'shipment (artist_id) -> artist (artist_id) !',
    'artist (artist_id) <- shipment (artist_id)',
    'shipment (order_id,line_no) -> line (order_id,no) !',
    'line (order_id,no) <- shipment (order_id,line_no)',
    'shipment (other_artist) -> artist (artist_id) !',
    'artist (artist_id) <- shipment (other_artist)',
  ]);
});

test.each([
  ['is the primary key', { columns: [column('artist_id')], constraints: [primary(1), foreign([1], 1, [1])] }, '<='],
  [
    'is unique, nullable or not',
    { columns: [column('id'), nullable('artist_id')], constraints: [primary(1), unique(2), foreign([2], 1, [1])] },
    '<=',
  ],
  [
    'is only part of a unique key',
    { columns: [column('id'), column('artist_id')], constraints: [primary(1, 2), foreign([2], 1, [1])] },
    '<-',
  ],
  [
    'has a unique index',
    {
      columns: [column('id'), column('artist_id')],
      constraints: [primary(1), foreign([2], 1, [1])],
      indexes: [{ relname: 'i', indkey: [2], indisunique: true }],
    },
    '<=',
  ],
  [
    'has a unique index of some rows',
    {
      columns: [column('id'), column('artist_id')],
      constraints: [primary(1), foreign([2], 1, [1])],
      indexes: [{ relname: 'i', indkey: [2], indisunique: true, partial: true }],
    },
    '<-',
  ],
])('one to one if the foreign key %s', (_case, parts, arrow) => {
  const found = drawn(relationships(artist, { oid: 2, relname: 'profile', ...parts }));
  expect(found[1]).toBe(`artist (artist_id) ${arrow} profile (artist_id)`);
});

test('one to one if a unique key is part of a composite foreign key', () => {
  const pair: TableFixture = {
    oid: 1,
    relname: 'pair',
    columns: [column('a'), column('b')],
    constraints: [primary(1, 2)],
  };
  const extra: TableFixture = {
    oid: 2,
    relname: 'extra',
    columns: [column('a'), column('b')],
    constraints: [primary(1), foreign([1, 2], 1, [1, 2])],
  };
  expect(drawn(relationships(pair, extra))[1]).toBe('pair (a,b) <= extra (a,b)');
});

test('left out: foreign keys to what is not there, @omit, columns that cannot be read, PERIOD', () => {
  expect(relationships(albumWith(foreign([2], 1, [1])))).toEqual([]);
  expect(relationships(artist, albumWith(foreign([2], 1, [1], { description: '@omit' })))).toEqual([]);
  expect(relationships(artist, albumWith(foreign([2], 1, [1], { conperiod: true })))).toEqual([]);
  const hidden = [column('album_id'), { ...column('artist_id'), selectable: false }];
  expect(relationships(artist, albumWith(foreign([2], 1, [1]), { columns: hidden }))).toEqual([]);
  const unreadable = { ...artist, columns: [{ ...column('artist_id'), selectable: false }, column('name')] };
  expect(relationships(unreadable, albumWith(foreign([2], 1, [1])))).toEqual([]);
});

const track: TableFixture = { oid: 1, relname: 'track', columns: [column('id')], constraints: [primary(1)] };
const playlist: TableFixture = { oid: 2, relname: 'playlist', columns: [column('id')], constraints: [primary(1)] };

function junctions(
  parts: Omit<TableFixture, 'oid' | 'relname'>,
  ...others: readonly TableFixture[]
): readonly string[] {
  const found = relationships(track, playlist, ...others, { oid: 9, relname: 'joint', ...parts });
  return drawn(found.filter(({ kind }) => kind === 'junction'));
}

test('a pure junction joins both ways, and stays a table of its own', () => {
  const columns = [column('playlist_id'), column('track_id')];
  const constraints = [primary(1, 2), foreign([1], 2, [1]), foreign([2], 1, [1])];
  expect(drawn(relationships(track, playlist, { oid: 9, relname: 'joint', columns, constraints }))).toEqual([
    'joint (playlist_id) -> playlist (id) !',
    'playlist (id) <- joint (playlist_id)',
    'joint (track_id) -> track (id) !',
    'track (id) <- joint (track_id)',
    'playlist >< track by joint (playlist_id) (track_id)',
    'track >< playlist by joint (track_id) (playlist_id)',
  ]);
});

test('a junction of a table with itself has two directions', () => {
  const columns = [column('person_id'), column('friend_id')];
  const constraints = [primary(1, 2), foreign([1], 1, [1]), foreign([2], 1, [1])];
  expect(junctions({ columns, constraints })).toEqual([
    'track >< track by joint (person_id) (friend_id)',
    'track >< track by joint (friend_id) (person_id)',
  ]);
});

test('composite foreign keys of a junction may share a column', () => {
  const tenant = (oid: number, relname: string): TableFixture => ({
    oid,
    relname,
    columns: [column('tenant'), column('id')],
    constraints: [primary(1, 2)],
  });
  const columns = [column('tenant'), column('a'), column('b')];
  const constraints = [primary(1, 2, 3), foreign([1, 2], 3, [1, 2]), foreign([1, 3], 4, [1, 2])];
  expect(junctions({ columns, constraints }, tenant(3, 'left'), tenant(4, 'right'))).toEqual([
    'left >< right by joint (tenant,a) (tenant,b)',
    'right >< left by joint (tenant,b) (tenant,a)',
  ]);
});

test.each([
  [
    'a column besides',
    {
      columns: [column('a'), column('b'), nullable('since')],
      constraints: [primary(1, 2), foreign([1], 1, [1]), foreign([2], 2, [1])],
    },
  ],
  ['no key', { columns: [column('a'), column('b')], constraints: [foreign([1], 1, [1]), foreign([2], 2, [1])] }],
  [
    'a key over one column alone',
    { columns: [column('a'), column('b')], constraints: [primary(1), foreign([1], 1, [1]), foreign([2], 2, [1])] },
  ],
  [
    'three foreign keys',
    {
      columns: [column('a'), column('b'), column('c')],
      constraints: [primary(1, 2, 3), foreign([1], 1, [1]), foreign([2], 2, [1]), foreign([3], 2, [1])],
    },
  ],
  [
    'two foreign keys over the same column',
    { columns: [column('a')], constraints: [primary(1), foreign([1], 1, [1]), foreign([1], 2, [1])] },
  ],
])('no junction: %s', (_case, parts) => {
  expect(junctions(parts)).toEqual([]);
});

test('a unique key over all columns makes a junction too', () => {
  const columns = [column('a'), nullable('b')];
  const constraints = [unique(2, 1), foreign([1], 1, [1]), foreign([2], 2, [1])];
  expect(junctions({ columns, constraints })).toHaveLength(2);
});

const view = (description: string): TableFixture => ({
  oid: 2,
  relname: 'album_view',
  relkind: 'v',
  columns: [nullable('album_id'), nullable('artist_id')],
  description,
});

test('a tag declares a foreign key, which PostgreSQL does not vouch for', () => {
  for (const target of ['public.artist (artist_id)', 'artist (artist_id)', 'artist']) {
    expect(drawn(relationships(artist, view(`@foreignKey (artist_id) references ${target}`)))).toEqual([
      'album_view (artist_id) -> artist (artist_id)',
      'artist (artist_id) <- album_view (artist_id)',
    ]);
  }
  const [first] = relationships(artist, view('@foreignKey (artist_id) references artist'));
  expect(first).toMatchObject({ foreignKey: { name: 'album_view_artist_id_fkey', validated: false } });
});

test('a declared key makes a declared foreign key one to one', () => {
  expect(drawn(relationships(artist, view('@unique artist_id\n@foreignKey (artist_id) references artist')))[1]).toBe(
    'artist (artist_id) <= album_view (artist_id)',
  );
});

test('a declared foreign key to what is not exposed is left out', () => {
  const omitted = { ...artist, description: '@omit' };
  expect(relationships(omitted, view('@foreignKey (artist_id) references artist (artist_id)'))).toEqual([]);
  const catalog = catalogOf({
    ...tablesOf(view('@foreignKey (artist_id) references other.artist (artist_id)')),
    namespaces: [
      { oid: 1, nspname: 'public', exposed: true, usage: true },
      { oid: 2, nspname: 'other', exposed: false, usage: true },
    ],
  });
  expect(buildDatabaseModel(catalog).relationships).toEqual([]);
});

test.each([
  ['(artist_id) artist', 'Write it as @foreignKey (a, b) references namespace.table (a, b).'],
  ['(artist) references artist', 'There is no column "artist".'],
  ['(artist_id) references artists', 'There is no table public.artists.'],
  ['(artist_id) references shop.artist', 'There is no table shop.artist.'],
  ['(artist_id) references artist (id)', 'There is no column "id".'],
  ['(album_id, artist_id) references artist', 'Name the 2 columns of artist that it references.'],
  [
    '(artist_id) references artist (name)',
    'artist has no key over these columns: declare one there by @primaryKey or @unique.',
  ],
])('the tag @foreignKey %s cannot be used', (value, reason) => {
  const named = { ...artist, columns: [column('artist_id'), column('name')] };
  expect(() => relationships(named, view(`@foreignKey ${value}`))).toThrow(
    expect.objectContaining({
      code: 'CONFIGURATION',
      message: `The tag "@foreignKey ${value}" in the comment of public.album_view cannot be used. ${reason}`,
    }),
  );
});
