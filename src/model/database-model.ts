import type { DataType } from './data-type.js';

/** What the rest of Pillion knows about a database: PostgreSQL's catalog in relational words, free of catalog rows. */
export interface DatabaseModel {
  /** `server_version_num`, for example 180001. */
  readonly serverVersion: number;
  /** The exposed namespaces, in the order of the option. */
  readonly namespaces: readonly string[];
  /** Every readable table, view, materialized view, foreign and partitioned table, by namespace and name. */
  readonly tables: readonly Table[];
  /** Every way from one row to others, each direction by itself. */
  readonly relationships: readonly Relationship[];
  readonly polymorphisms: readonly Polymorphism[];
  readonly routines: readonly Routine[];
  readonly textSearchConfigurations: readonly TextSearchConfiguration[];
}

/** What makes words of a text for full-text search: `english`, `simple`. */
export interface TextSearchConfiguration {
  readonly namespace: string;
  readonly name: string;
}

export type TableKind = 'table' | 'partitionedTable' | 'view' | 'materializedView' | 'foreignTable';

export interface Table {
  readonly kind: TableKind;
  readonly oid: number;
  readonly namespace: string;
  readonly name: string;
  readonly comment: string | undefined;
  readonly tags: Tags;
  /** In the order of the table; columns that the role may not read or that are tagged `@omit` are not here. */
  readonly columns: readonly Column[];
  /** The columns that are tagged `@omit`: no client ever reads them, but the host's own fields may. */
  readonly omitted?: readonly Column[];
  /** The documents of full-text search that tags make of columns. */
  readonly documents?: readonly Column[];
  readonly primaryKey: Key | undefined;
  /** Unique constraints (and complete unique indexes on plain columns), without the primary key. */
  readonly uniqueKeys: readonly Key[];
  readonly indexes: readonly Index[];
  readonly rowLevelSecurity: boolean;
  /** `pg_class.reltuples`; -1 where the table was never analysed. */
  readonly estimatedRows: number;
}

export interface Column {
  readonly name: string;
  /** `attnum`. */
  readonly position: number;
  readonly type: DataType;
  /**
   * True only where PostgreSQL guarantees it: NOT NULL, primary key, or a domain that is NOT NULL; or where a comment
   * tag declares it: `@notNull`, `@primaryKey`.
   */
  readonly notNull: boolean;
  readonly comment: string | undefined;
  readonly tags: Tags;
  /** Set where it is no column of the table but the value of a function that takes the row. */
  readonly computedBy?: Pick<Routine, 'namespace' | 'name'>;
  /** Set where it is no column of the table but a document of full-text search made of columns. */
  readonly document?: TextDocument;
}

/**
 * `to_tsvector(configuration, coalesce(a, '') || ' ' || coalesce(b, ''))`; of one column, without `coalesce`. An index on
 * the same expression answers searches.
 */
export interface TextDocument {
  readonly configuration: TextSearchConfiguration;
  readonly columns: readonly Column[];
}

/** A primary key or a unique constraint; `columns` are names of the table's columns in the order of the key. */
export interface Key {
  readonly name: string;
  readonly columns: readonly string[];
  readonly comment: string | undefined;
  readonly tags: Tags;
}

/** An index; expressions, and columns that are not among the table's, appear as undefined. */
export interface Index {
  readonly name: string;
  readonly method: string;
  readonly unique: boolean;
  readonly partial: boolean;
  readonly columns: readonly (string | undefined)[];
}

export interface ForeignKey {
  readonly name: string;
  readonly table: Table;
  readonly columns: readonly string[];
  readonly referencedTable: Table;
  /** Same length and order as `columns`. */
  readonly referencedColumns: readonly string[];
  /** False while `NOT VALID`: rows from before the constraint may point nowhere. */
  readonly validated: boolean;
  readonly comment: string | undefined;
  readonly tags: Tags;
}

/** A table that does nothing but join two others: two foreign keys, no other column, its key over all columns. */
export interface Junction {
  readonly table: Table;
  readonly near: ForeignKey;
  readonly far: ForeignKey;
}

export type Cardinality = 'one' | 'many';

/**
 * A way from a row of `from` to rows of `to`.
 *
 * - `referenced`: along a foreign key of `from`; always `one`.
 * - `referencing`: against a foreign key of `to`; `one` if the foreign key's columns are unique in `to`.
 * - `junction`: through a pure junction; always `many`.
 */
export type Relationship = ReferencedRelationship | ReferencingRelationship | JunctionRelationship;

export interface ReferencedRelationship extends RelationshipEnds {
  readonly kind: 'referenced';
  readonly cardinality: 'one';
  readonly foreignKey: ForeignKey;
  /** True if every row of `from` is sure to find a visible row: NOT NULL columns, validated key, no row-level security. */
  readonly required: boolean;
}

export interface ReferencingRelationship extends RelationshipEnds {
  readonly kind: 'referencing';
  readonly cardinality: Cardinality;
  readonly foreignKey: ForeignKey;
}

export interface JunctionRelationship extends RelationshipEnds {
  readonly kind: 'junction';
  readonly cardinality: 'many';
  readonly junction: Junction;
}

interface RelationshipEnds {
  readonly from: Table;
  readonly to: Table;
}

/** A table whose rows are of several types, told apart by the value of a column. */
export interface Polymorphism {
  readonly table: Table;
  readonly typeColumn: Column;
  readonly types: readonly RowType[];
  /** The type of the rows whose value is that of no other type. */
  readonly other: RowType;
}

/** One type of the rows of a table. */
export interface RowType {
  readonly table: Table;
  /** The value of the type column as text; undefined for the rows that are of no declared type. */
  readonly value: string | undefined;
  /** Given by the tag. */
  readonly name: string | undefined;
  /** The columns of the table that rows of this type have, in its order. */
  readonly columns: readonly Column[];
  /** Leads to the row that holds the other columns of this type, where another table does. */
  readonly joined: JoinedRow | undefined;
}

/** Two tables whose rows are parts of one: the far one's primary key refers to the near one. */
export interface JoinedRow {
  readonly part: ReferencingRelationship;
  /** The way back. */
  readonly base: ReferencedRelationship;
}

/** A function that only reads: STABLE or IMMUTABLE, or VOLATILE and named by the host. */
export interface Routine {
  readonly namespace: string;
  readonly name: string;
  readonly oid: number;
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  readonly strict: boolean;
  readonly parameters: readonly RoutineParameter[];
  readonly returns: RoutineResult;
  /** Set if its first parameter is the row of an exposed table. */
  readonly computes: ComputedField | undefined;
  readonly comment: string | undefined;
  readonly tags: Tags;
}

export interface RoutineParameter {
  /** Undefined where the function names none. */
  readonly name: string | undefined;
  readonly type: DataType;
  /** Set if the parameter's type is the row type of an exposed table. */
  readonly rowOf: Table | undefined;
  readonly optional: boolean;
  readonly variadic: boolean;
}

export interface RoutineResult {
  readonly type: DataType;
  readonly set: boolean;
  readonly rowOf: Table | undefined;
  /** The row of OUT parameters or RETURNS TABLE, as a table without keys. */
  readonly record: Table | undefined;
}

/** What a function of a row is to the row's table. */
export interface ComputedField {
  readonly table: Table;
  /** One value of each row, which can be filtered and ordered by; undefined with arguments, for sets, rows and VOLATILE. */
  readonly column: Column | undefined;
}

/**
 * Comment tags, `@name value` lines at the start of a comment; a tag without value is true, one that is given several
 * times holds its values one a line.
 */
export type Tags = Readonly<Record<string, string | true>>;
