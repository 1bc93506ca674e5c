import type { Column, Key, Relationship, Routine, RoutineParameter, RowType, Table } from '../model/database-model.js';
import type { AggregateNames } from './aggregate-names.js';

/** Every GraphQL name of a database. A name depends on its own object alone, so adding objects renames none. */
export interface Names {
  readonly tables: ReadonlyMap<Table, TableNames>;
  /** The type of rows of one kind; that of the table that they are joined with, where there is one. */
  readonly rowTypes: ReadonlyMap<RowType, string>;
  /** Of the functions that are published. */
  readonly routines: ReadonlyMap<Routine, RoutineNames>;
  /** The field of a column: `artist_id` is `artistId`; of a function's value of a row too. */
  readonly columns: ReadonlyMap<Column, string>;
  /** The field of a relationship on its `from` table. */
  readonly relationships: ReadonlyMap<Relationship, string>;
  /**
   * The field that follows a relationship of a table with itself to its end: along it the ancestors, against it the
   * descendants.
   */
  readonly trees: ReadonlyMap<Relationship, string>;
  /** By `pg_type.oid`, for enums, composites, ranges and multiranges of the exposed columns. */
  readonly types: ReadonlyMap<number, string>;
  /** By `pg_type.oid` of a composite type: attribute name to field name, camel case as for columns. */
  readonly attributes: ReadonlyMap<number, ReadonlyMap<string, string>>;
  /** By `pg_type.oid` of an enum: PostgreSQL label to GraphQL enum value. */
  readonly enumValues: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

export interface RoutineNames {
  /** On the type of the row that it takes first, else on `Query`. */
  readonly field: string;
  /** Of all parameters but that row. */
  readonly arguments: ReadonlyMap<RoutineParameter, string>;
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
  /** `EmployeeTreeNode`; only used where the table refers to itself. */
  readonly treeNode: string;
  /** `AlbumOrderBy` */
  readonly orderBy: string;
  /** `AlbumListFilter`: `some`, `every` and `none` of the rows at the far end of a relationship. */
  readonly listFilter: string;
  /** `AlbumColumn`: the columns that have an order, as an enum. */
  readonly columnEnum: string;
  /** `AlbumColumnComparison`: one column against others of the same row. */
  readonly columnComparison: string;
  /** `AlbumAggregate`, `AlbumHaving`, `AlbumGroupBy` … */
  readonly aggregates: AggregateNames;
  /** The list root: `albums` */
  readonly list: string;
  /** The root for one row by primary key: `album`; only used where the table has a primary key. */
  readonly single: string;
  /** The root for one row by a unique key: `albumBySlug`. */
  readonly byUnique: ReadonlyMap<Key, string>;
}
