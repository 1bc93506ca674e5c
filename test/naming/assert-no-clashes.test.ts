import { describe, expect, test } from 'vitest';
import type { DataType } from '../../src/model/data-type.js';
import { buildNames, type NamesOptions } from '../../src/naming/build-names.js';
import { PillionError } from '../../src/errors/pillion-error.js';
import { type Sketch, sketchModel } from './sketch-model.js';

const status: DataType = {
  kind: 'enum',
  oid: 1,
  namespace: 'public',
  name: 'status',
  labels: ['on'],
  comment: undefined,
};
const numbers: DataType = { ...status, name: 'level', labels: ['a b', 'a-b'] };

describe('a clash names both objects and what renames them', () => {
  test.each<[string, Sketch, string]>([
    [
      'two tables of different namespaces',
      { tables: { users: { columns: ['x'] }, 'audit.users': { columns: ['x'] } } },
      '"User" would be the type for the table public.users (to rename: the tag "@name …" in its comment) and for the table audit.users (to rename: the tag "@name …" in its comment).',
    ],
    [
      'a table and an enum',
      { tables: { statuses: { columns: [{ name: 'x', type: status }] } } },
      '"Status" would be the type for the table public.statuses (to rename: the tag "@name …" in its comment) and for the enum type public.status (to rename: the option naming.dataType).',
    ],
    [
      'a table and a connection of another',
      { tables: { album: { columns: ['x'] }, album_connection: { columns: ['x'] } } },
      '"AlbumConnection" would be the type for the table public.album (to rename: the tag "@name …" in its comment) and for the table public.album_connection (to rename: the tag "@name …" in its comment).',
    ],
    [
      'a table and the sums of another',
      { tables: { album: { columns: ['x'] }, album_sum_aggregate: { columns: ['x'] } } },
      '"AlbumSumAggregate" would be the type for the table public.album (to rename: the tag "@name …" in its comment) and for the table public.album_sum_aggregate (to rename: the tag "@name …" in its comment).',
    ],
    [
      'a column and the aggregate of a relationship',
      {
        tables: { artist: { columns: ['id', 'albums_aggregate'] }, album: { columns: ['artist_id'] } },
        foreignKeys: [{ from: ['album', 'artist_id'], to: ['artist', 'id'] }],
      },
      '"albumsAggregate" would be the field of ArtistWhere for the column public.artist.albums_aggregate (to rename: the tag "@name …" in its comment) and for the aggregate of the foreign key album_artist_id_fkey of public.album (to rename: the tag "@foreignFieldName …" in its comment).',
    ],
    [
      'a table and a type of Pillion',
      { tables: { query: { columns: ['x'] } } },
      '"Query" would be the type for Pillion itself and for the table public.query (to rename: the tag "@name …" in its comment).',
    ],
    [
      'a row and the field node',
      { tables: { node: { columns: ['x'], primaryKey: ['x'] } } },
      '"node" would be the field of Query for Pillion itself and for the table public.node (to rename: the tag "@name …" in its comment).',
    ],
    [
      'two columns',
      { tables: { t: { columns: ['artist_id', 'artistId'] } } },
      '"artistId" would be the field of T for the column public.t.artist_id (to rename: the tag "@name …" in its comment) and for the column public.t.artistId (to rename: the tag "@name …" in its comment).',
    ],
    [
      'a column and a foreign key',
      {
        tables: { artist: { columns: ['id'] }, album: { columns: ['artist', 'artist_id'] } },
        foreignKeys: [{ from: ['album', 'artist_id'], to: ['artist', 'id'] }],
      },
      '"artist" would be the field of Album for the column public.album.artist (to rename: the tag "@name …" in its comment) and for the foreign key album_artist_id_fkey of public.album (to rename: the tag "@fieldName …" in its comment).',
    ],
    [
      'a column and the global identifier',
      { tables: { t: { columns: ['id', 'node_id'], primaryKey: ['id'] } } },
      '"nodeId" would be the field of T for Pillion itself and for the column public.t.node_id (to rename: the tag "@name …" in its comment).',
    ],
    [
      'two labels of an enum',
      { tables: { t: { columns: [{ name: 'x', type: numbers }] } } },
      '"a_b" would be the value of Level for the label "a b" of the enum type public.level (to rename: the option naming.enumValue) and for the label "a-b" of the enum type public.level (to rename: the option naming.enumValue).',
    ],
  ])('%s', (_, sketch, expected) => {
    expect(faultsOf(sketch)).toContain(expected);
  });

  test('all clashes come in one message', () => {
    expect(faultsOf({ tables: { a: { columns: ['x_y', 'xY'] }, b: { columns: ['x_y', 'xY'] } } })).toHaveLength(2);
  });
});

test('without a primary key there is no global identifier to clash with, and no row by key', () => {
  expect(() => buildNames(sketchModel({ tables: { t: { columns: ['node_id'] } } }))).not.toThrow();
});

test('with relayIds the global identifier is id, and row_id clashes with id', () => {
  const tables = { t: { columns: ['id', 'row_id'], primaryKey: ['id'] } };
  expect(faultsOf({ tables }, { relayIds: true })).toEqual([
    '"rowId" would be the field of T for the column public.t.id (to rename: the tag "@name …" in its comment) and for the column public.t.row_id (to rename: the tag "@name …" in its comment).',
  ]);
});

test('a name by the host that GraphQL does not allow is refused', () => {
  const faults = faultsOf({ tables: { t: { columns: ['x'] } } }, { naming: { column: () => 'a-b' } });
  expect(faults).toEqual([
    '"a-b" is no legal GraphQL name for a field of T: the column public.t.x (to rename: the tag "@name …" in its comment).',
  ]);
});

function faultsOf(sketch: Sketch, options: NamesOptions = {}): readonly string[] {
  try {
    buildNames(sketchModel(sketch), options);
  } catch (error) {
    expect(error).toBeInstanceOf(PillionError);
    expect(error).toHaveProperty('code', 'CONFIGURATION');
    const [first, ...lines] = (error as PillionError).message.split('\n');
    expect(first).toBe('The database cannot be published under these names:');
    expect(lines.pop()).toBe('A rule in the option "naming" can rename each of them too.');
    return lines.map((line) => line.replace(/^- /, ''));
  }
  return [];
}
