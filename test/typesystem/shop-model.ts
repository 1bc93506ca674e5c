import type { GraphQLSchema } from 'graphql';
import type { BaseType, CompositeType, DataType, EnumType, RangeType } from '../../src/model/data-type.js';
import type {
  Column,
  DatabaseModel,
  ForeignKey,
  Key,
  Relationship,
  Table,
  Tags,
} from '../../src/model/database-model.js';
import { buildNames } from '../../src/naming/build-names.js';
import type { Names } from '../../src/naming/names.js';
import { buildSchema } from '../../src/typesystem/build-schema.js';

/** A built-in type with an order, or without where `ordered` is false. */
export function base(name: string, oid: number, ordered = true): BaseType {
  const orderingNamespace = ordered ? 'pg_catalog' : undefined;
  return { kind: 'base', oid, namespace: 'pg_catalog', name, modifier: -1, orderingNamespace };
}

const int4 = base('int4', 23);
const int8 = base('int8', 20);
const text = base('text', 25);

export const mood: EnumType = {
  kind: 'enum',
  oid: 1001,
  namespace: 'public',
  name: 'mood',
  labels: ['good', 'so so'],
  comment: 'How it is.',
};
const money: CompositeType = {
  kind: 'composite',
  oid: 1002,
  namespace: 'public',
  name: 'amount',
  attributes: [
    { name: 'in_cents', type: int8 },
    { name: 'currency', type: text },
  ],
  comment: 'Money.',
};
const period: RangeType = {
  kind: 'range',
  oid: 3912,
  namespace: 'pg_catalog',
  name: 'daterange',
  subtype: base('date', 1082),
};

interface ColumnOptions {
  readonly notNull?: boolean;
  readonly comment?: string;
  readonly tags?: Tags;
}

function column(name: string, type: DataType, options: ColumnOptions = {}): Column {
  const { notNull = false, comment, tags = {} } = options;
  return { name, position: 1, type, notNull, comment, tags };
}

const key = (name: string, ...columns: string[]): Key => ({ name, columns, comment: undefined, tags: {} });

let oid = 16_384;
function table(
  name: string,
  columns: readonly Column[],
  keys: Partial<Pick<Table, 'primaryKey' | 'uniqueKeys' | 'comment'>>,
): Table {
  return {
    kind: 'table',
    oid: oid++,
    namespace: 'public',
    name,
    comment: keys.comment,
    tags: {},
    columns,
    primaryKey: keys.primaryKey,
    uniqueKeys: keys.uniqueKeys ?? [],
    indexes: [],
    rowLevelSecurity: false,
    estimatedRows: -1,
  };
}

const required = { notNull: true };

export const artist = table(
  'artist',
  [
    column('artist_id', int4, { notNull: true, comment: 'Its number.' }),
    column('name', text, required),
    column('born', base('date', 1082)),
    column('fax', text, { tags: { deprecated: 'Nobody has one.' } }),
    column('telex', text, { tags: { deprecated: true } }),
    column('mood', mood),
  ],
  { primaryKey: key('artist_pkey', 'artist_id'), uniqueKeys: [key('artist_name_key', 'name')], comment: 'Who sings.' },
);

export const album = table(
  'album',
  [
    column('album_id', int8, required),
    column('title', text),
    column('artist_id', int4, required),
    column('remixer_id', int4),
    column('rating', base('float8', 701), required),
    column('narrow', base('float4', 700)),
    column('small', base('int2', 21)),
    column('object_id', base('oid', 26)),
    column('cost', base('money', 790)),
    column('details', base('jsonb', 3802), required),
    column('raw', base('json', 114, false), required),
    column('labels', { kind: 'array', oid: 1009, namespace: 'pg_catalog', name: '_text', element: text }, required),
    column('price', money),
    column('shown', period),
    column(
      'size',
      { kind: 'domain', oid: 1003, namespace: 'public', name: 'positive', base: int4, comment: undefined },
      required,
    ),
    column('done', base('bool', 16)),
    column('place', base('point', 600, false)),
  ],
  { primaryKey: key('album_pkey', 'album_id') },
);

export const visit = table(
  'visit',
  [column('at', base('timestamptz', 1184)), column('note', text), column('about', base('json', 114, false))],
  {},
);

export const tag = table('tag', [column('tag_id', int4, required), column('label', text, required)], {
  primaryKey: key('tag_pkey', 'tag_id'),
});

export const albumTag = table('album_tag', [column('album_id', int8, required), column('tag_id', int4, required)], {
  primaryKey: key('album_tag_pkey', 'album_id', 'tag_id'),
});

function foreignKey(
  name: string,
  from: Table,
  columns: readonly string[],
  to: Table,
  referencedColumns: readonly string[],
): ForeignKey {
  return {
    name,
    table: from,
    columns,
    referencedTable: to,
    referencedColumns,
    validated: true,
    comment: undefined,
    tags: {},
  };
}

const albumArtist = foreignKey('album_artist_id_fkey', album, ['artist_id'], artist, ['artist_id']);
const albumRemixer = foreignKey('album_remixer_id_fkey', album, ['remixer_id'], artist, ['artist_id']);
const near = foreignKey('album_tag_album_id_fkey', albumTag, ['album_id'], album, ['album_id']);
const far = foreignKey('album_tag_tag_id_fkey', albumTag, ['tag_id'], tag, ['tag_id']);

const relationships: readonly Relationship[] = [
  { kind: 'referenced', cardinality: 'one', from: album, to: artist, foreignKey: albumArtist, required: true },
  { kind: 'referenced', cardinality: 'one', from: album, to: artist, foreignKey: albumRemixer, required: false },
  { kind: 'referencing', cardinality: 'many', from: artist, to: album, foreignKey: albumArtist },
  { kind: 'referencing', cardinality: 'many', from: artist, to: album, foreignKey: albumRemixer },
  { kind: 'referenced', cardinality: 'one', from: albumTag, to: album, foreignKey: near, required: true },
  { kind: 'referenced', cardinality: 'one', from: albumTag, to: tag, foreignKey: far, required: true },
  { kind: 'junction', cardinality: 'many', from: album, to: tag, junction: { table: albumTag, near, far } },
  { kind: 'junction', cardinality: 'many', from: tag, to: album, junction: { table: albumTag, near: far, far: near } },
];

/** A model by hand: lists with and without key, two foreign keys to one table, a junction, and one type of each kind. */
export const shopModel: DatabaseModel = {
  serverVersion: 180_001,
  namespaces: ['public'],
  tables: [artist, album, visit, tag, albumTag],
  relationships,
  polymorphisms: [],
  routines: [],
  textSearchConfigurations: [],
};

export const shopNames: Names = buildNames(shopModel);

export const shopSchema: GraphQLSchema = buildSchema(shopModel, shopNames);
