import type { Column, Key, Relationship, Table } from '../model/database-model.js';
import type { AggregateNames } from './aggregate-names.js';

/** Every GraphQL name of a database. A name depends on its own object alone, so adding objects renames none. */
export interface Names {
  readonly tables: ReadonlyMap<Table, TableNames>;
  /** The field of a column: `artist_id` is `artistId`. */
  readonly columns: ReadonlyMap<Column, string>;
  /** The field of a relationship on its `from` table. */
  readonly relationships: ReadonlyMap<Relationship, string>;
  /** By `pg_type.oid`, for enums, composites, ranges and multiranges of the exposed columns. */
  readonly types: ReadonlyMap<number, string>;
  /** By `pg_type.oid` of a composite type: attribute name to field name, camel case as for columns. */
  readonly attributes: ReadonlyMap<number, ReadonlyMap<string, string>>;
  /** By `pg_type.oid` of an enum: PostgreSQL label to GraphQL enum value. */
  readonly enumValues: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

export interface TableNames {
  /** `Album` */
  readonly type: string;
  /** `AlbumConnection` */
  readonly connection: string;
  /** `AlbumEdge` */
  readonly edge: string;
  /** `AlbumWhere` */
  readonly where: string;
  /** `AlbumOrderBy` */
  readonly orderBy: string;
  /** `AlbumColumn`: the columns that have an order, as an enum. */
  readonly columnEnum: string;
  /** `AlbumAggregate`, `AlbumHaving`, `AlbumGroupBy` … */
  readonly aggregates: AggregateNames;
  /** The list root: `albums` */
  readonly list: string;
  /** The root for one row by primary key: `album`; only used where the table has a primary key. */
  readonly single: string;
  /** The root for one row by a unique key: `albumBySlug`. */
  readonly byUnique: ReadonlyMap<Key, string>;
}
