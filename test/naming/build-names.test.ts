import { describe, expect, test } from 'vitest';
import type { DataType } from '../../src/model/data-type.js';
import { buildNames, type NamesOptions } from '../../src/naming/build-names.js';
import { type Sketch, type TableSketch, sketchModel } from './sketch-model.js';

describe('tables', () => {
  test.each([
    ['album', 'Album', 'albums', 'album'],
    ['albums', 'Album', 'albums', 'album'],
    ['playlist_track', 'PlaylistTrack', 'playlistTracks', 'playlistTrack'],
    ['people', 'Person', 'people', 'person'],
    ['series', 'Series', 'seriesList', 'series'],
    ['staff', 'Staff', 'staffList', 'staff'],
    ['Order Details', 'OrderDetail', 'orderDetails', 'orderDetail'],
    ['表', 'U8868', 'u8868List', 'u8868'],
  ])('%s gives %s, %s and %s', (table, type, list, single) => {
    expect(tableNames({ [table]: { columns: ['x'] } })).toMatchObject({
      type,
      connection: `${type}Connection`,
      edge: `${type}Edge`,
      where: `${type}Where`,
      orderBy: `${type}OrderBy`,
      list,
      single,
    });
  });

  test('a unique key gives a look-up named by its columns', () => {
    const album: TableSketch = {
      columns: ['tenant_id', 'slug', '2fa'],
      unique: [['slug'], ['tenant_id', 'slug'], ['2fa']],
    };
    expect([...(tableNames({ album })?.byUnique.values() ?? [])]).toEqual([
      'albumBySlug',
      'albumByTenantIdAndSlug',
      'albumBy2fa',
    ]);
  });

  test('@name stands for the table name, @fieldName names a look-up', () => {
    const names = tableNames({
      track: { columns: ['slug'], unique: [['slug']], uniqueTags: { fieldName: 'song' }, tags: { name: 'tunes' } },
    });
    expect(names).toMatchObject({ type: 'Tune', list: 'tunes', single: 'tune', where: 'TuneWhere' });
    expect([...(names?.byUnique.values() ?? [])]).toEqual(['song']);
  });

  test.each<[true | string]>([[true], ['a\nb']])('a tag @name with %j for its value is refused', (value) => {
    expect(() => tableNames({ track: { columns: ['x'], tags: { name: value } } })).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION',
        message:
          'The tag @name in the comment of the table public.track needs exactly one name after it, as in "@name other_name".',
      }),
    );
  });
});

describe('columns', () => {
  test('are camel case; and, or, not, which where has itself, get an underscore', () => {
    expect(fieldsOf({ tables: { t: { columns: ['artist_id', 'and', 'or', 'NOT', 'android'] } } }, 't')).toEqual([
      'artistId',
      'and_',
      'or_',
      'not_',
      'android',
    ]);
  });

  test('@name names one', () => {
    const columns = [{ name: 'crtd', tags: { name: 'created_at' } }];
    expect(fieldsOf({ tables: { t: { columns } } }, 't')).toEqual(['createdAt']);
  });

  test('with relayIds the column id is rowId', () => {
    const sketch = { tables: { t: { columns: ['id', 'node_id'], primaryKey: ['id'] } } };
    expect(fieldsOf(sketch, 't', { relayIds: true })).toEqual(['rowId', 'nodeId']);
  });
});

describe('relationships', () => {
  const artist = { columns: ['artist_id', 'name'], primaryKey: ['artist_id'] };
  const employee = { columns: ['id', 'reports_to', 'parent_id'], primaryKey: ['id'] };

  test.each([['artist_id'], ['artistId'], ['ARTIST_ID']])('%s is artist one way and albums the other', (column) => {
    const sketch: Sketch = {
      tables: { artist, album: { columns: [column] } },
      foreignKeys: [{ from: ['album', column], to: ['artist', 'artist_id'] }],
    };
    expect(relationshipsOf(sketch)).toEqual(['album.artist', 'artist.albums']);
  });

  test('a column without _id names the way by both, unless it is the other table itself', () => {
    expect(
      relationshipsOf({
        tables: { employee },
        foreignKeys: [{ from: ['employee', 'reports_to'], to: ['employee', 'id'] }],
      }),
    ).toEqual(['employee.employeeByReportsTo', 'employee.employeesByReportsTo']);
    expect(
      relationshipsOf({
        tables: { artist, album: { columns: ['artist'] } },
        foreignKeys: [{ from: ['album', 'artist'], to: ['artist', 'artist_id'] }],
      }),
    ).toEqual(['album.artistByArtist', 'artist.albums']);
  });

  test('a column named by its role names both ways by it', () => {
    expect(
      relationshipsOf({
        tables: { employee, customer: { columns: ['support_rep_id'] } },
        foreignKeys: [
          { from: ['customer', 'support_rep_id'], to: ['employee', 'id'] },
          { from: ['employee', 'parent_id'], to: ['employee', 'id'] },
        ],
      }),
    ).toEqual([
      'customer.supportRep',
      'employee.customersBySupportRep',
      'employee.parent',
      'employee.employeesByParent',
    ]);
  });

  test('a unique foreign key gives a single row', () => {
    expect(
      relationshipsOf({
        tables: {
          employee,
          badge: { columns: ['employee_id', 'lent_to'], unique: [['employee_id'], ['lent_to']] },
          profile: { columns: ['id'], primaryKey: ['id'] },
        },
        foreignKeys: [
          { from: ['badge', 'employee_id'], to: ['employee', 'id'] },
          { from: ['badge', 'lent_to'], to: ['employee', 'id'] },
          { from: ['profile', 'id'], to: ['employee', 'id'] },
        ],
      }),
    ).toEqual([
      'badge.employee',
      'employee.badge',
      'badge.employeeByLentTo',
      'employee.badgeByLentTo',
      'profile.employeeById',
      'employee.profileById',
    ]);
  });

  test("a composite foreign key names the way by all its columns; back only where they are not the key's own", () => {
    const order = { columns: ['tenant_id', 'id'], primaryKey: ['tenant_id', 'id'] };
    const line = { columns: ['tenant_id', 'order_id', 'order_tenant_id', 'gift_id'] };
    expect(
      relationshipsOf({
        tables: { order, line },
        foreignKeys: [
          { from: ['line', 'tenant_id', 'order_id'], to: ['order', 'tenant_id', 'id'] },
          { from: ['line', 'tenant_id', 'gift_id'], to: ['order', 'tenant_id', 'id'] },
        ],
      }),
    ).toEqual([
      'line.orderByTenantIdAndOrderId',
      'order.lines',
      'line.orderByTenantIdAndGiftId',
      'order.linesByTenantIdAndGiftId',
    ]);
    expect(
      relationshipsOf({
        tables: { order, line },
        foreignKeys: [{ from: ['line', 'order_tenant_id', 'order_id'], to: ['order', 'tenant_id', 'id'] }],
      }),
    ).toEqual(['line.orderByOrderTenantIdAndOrderId', 'order.lines']);
  });

  const junction = (...columns: [string, string]): TableSketch => ({ columns, primaryKey: columns });
  const keyed: TableSketch = { columns: ['id'], primaryKey: ['id'] };

  test('a junction joins both tables and stays reachable', () => {
    expect(
      relationshipsOf({
        tables: { playlist: keyed, track: keyed, playlist_track: junction('playlist_id', 'track_id') },
        foreignKeys: [
          { from: ['playlist_track', 'playlist_id'], to: ['playlist', 'id'] },
          { from: ['playlist_track', 'track_id'], to: ['track', 'id'] },
        ],
      }),
    ).toEqual([
      'playlistTrack.playlist',
      'playlist.playlistTracks',
      'playlistTrack.track',
      'track.playlistTracks',
      'playlist.tracks',
      'track.playlists',
    ]);
  });

  test('a junction of a table with itself names each way by the role at its end', () => {
    const ways = (one: string, other: string): readonly string[] =>
      relationshipsOf({
        tables: { person: keyed, link: junction(one, other) },
        foreignKeys: [
          { from: ['link', one], to: ['person', 'id'] },
          { from: ['link', other], to: ['person', 'id'] },
        ],
      }).slice(-2);
    expect(ways('person_id', 'friend_id')).toEqual(['person.friends', 'person.peopleByFriend']);
    expect(ways('follower_id', 'followee_id')).toEqual(['person.followees', 'person.followers']);
  });

  test('tags of the foreign key name all ways', () => {
    const tags = { fieldName: 'list', foreignFieldName: 'entries', manyToManyFieldName: 'lists' };
    expect(
      relationshipsOf({
        tables: { playlist: keyed, track: keyed, playlist_track: junction('playlist_id', 'track_id') },
        foreignKeys: [
          { from: ['playlist_track', 'playlist_id'], to: ['playlist', 'id'], tags },
          { from: ['playlist_track', 'track_id'], to: ['track', 'id'] },
        ],
      }),
    ).toEqual([
      'playlistTrack.list',
      'playlist.entries',
      'playlistTrack.track',
      'track.playlistTracks',
      'playlist.tracks',
      'track.lists',
    ]);
  });
});

describe('data types', () => {
  const named = { namespace: 'public', comment: undefined };
  const status: DataType = {
    kind: 'enum',
    oid: 1,
    name: 'order_status',
    labels: ['new', 'in progress', 'true'],
    ...named,
  };
  const numeric: DataType = {
    kind: 'base',
    oid: 3,
    namespace: 'pg_catalog',
    name: 'numeric',
    modifier: -1,
    orderingNamespace: 'pg_catalog',
  };
  const range: DataType = { kind: 'range', oid: 4, namespace: 'pg_catalog', name: 'numrange', subtype: numeric };
  const address: DataType = {
    kind: 'composite',
    oid: 2,
    name: 'address',
    attributes: [
      { name: 'post_code', type: numeric },
      { name: 'state', type: status },
    ],
    ...named,
  };

  test('are named wherever they are: in arrays, domains, composites and multiranges', () => {
    const names = buildNames(
      sketchModel({
        tables: {
          t: {
            columns: [
              { name: 'a', type: { kind: 'array', oid: 5, namespace: 'public', name: '_address', element: address } },
              {
                name: 'b',
                type: { kind: 'multirange', oid: 6, namespace: 'pg_catalog', name: 'nummultirange', range },
              },
              { name: 'c', type: { kind: 'domain', oid: 7, name: 'home', base: address, ...named } },
            ],
          },
        },
      }),
    );
    expect(Object.fromEntries(names.types)).toEqual({
      1: 'OrderStatus',
      2: 'Address',
      4: 'NumRange',
      6: 'NumMultiRange',
    });
    expect(names.attributes.get(2)).toEqual(
      new Map([
        ['post_code', 'postCode'],
        ['state', 'state'],
      ]),
    );
    expect(names.enumValues.get(1)).toEqual(
      new Map([
        ['new', 'new'],
        ['in progress', 'in_progress'],
        ['true', 'true_'],
      ]),
    );
  });

  test.each([
    ['pg_catalog', 'int4range', 'Int4Range'],
    ['pg_catalog', 'tstzrange', 'TstzRange'],
    ['public', 'price_range', 'PriceRange'],
    ['public', 'orange', 'Orange'],
  ])('the range %s.%s is %s', (namespace, name, expected) => {
    const type: DataType = { kind: 'range', oid: 9, namespace, name, subtype: numeric };
    const names = buildNames(sketchModel({ tables: { t: { columns: [{ name: 'x', type }] } } }));
    expect(names.types.get(9)).toBe(expected);
  });
});

test('a rule of the host replaces the default one, and a tag beats both', () => {
  const sketch = { tables: { t: { columns: ['first_name', { name: 'b', tags: { name: 'last_name' } }] } } };
  expect(fieldsOf(sketch, 't', { naming: { column: ({ name }) => name } })).toEqual(['first_name', 'lastName']);
});

function tableNames(tables: Sketch['tables']) {
  return [...buildNames(sketchModel({ tables })).tables.values()][0];
}

function fieldsOf(sketch: Sketch, table: string, options: NamesOptions = {}): readonly (string | undefined)[] {
  const model = sketchModel(sketch);
  const names = buildNames(model, options);
  const { columns = [] } = model.tables.find(({ name }) => name === table) ?? {};
  return columns.map((column) => names.columns.get(column));
}

/** `table.field` of each relationship, in the order of the model: a foreign key along and against, then junctions. */
function relationshipsOf(sketch: Sketch): readonly string[] {
  const names = buildNames(sketchModel(sketch));
  return [...names.relationships].map(([{ from }, field]) => `${names.tables.get(from)?.single ?? ''}.${field}`);
}
