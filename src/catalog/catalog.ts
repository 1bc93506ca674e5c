/**
 * What Pillion reads of `pg_catalog`, in PostgreSQL's own words and as plain JSON, so that it can be saved and loaded.
 * An `oid` is a number, an `int2vector` an array, a comment the `description` of its object or null.
 */
export interface Catalog {
  readonly catalogVersion: typeof catalogVersion;
  /** For example 180001. */
  readonly server_version_num: number;
  /** Every namespace of the database, temporary ones aside, so that one that does not exist can be told. */
  readonly namespaces: readonly PgNamespace[];
  /**
   * Relations of kind `r p v m f` of the exposed namespaces, and those that their views read, wherever they are; as are
   * the rows of the lists below.
   */
  readonly classes: readonly PgClass[];
  readonly attributes: readonly PgAttribute[];
  /** From any namespace: the types of columns, parameters and results, and what those are made of. */
  readonly types: readonly PgType[];
  readonly constraints: readonly PgConstraint[];
  readonly indexes: readonly PgIndex[];
  /** Views and materialized views. */
  readonly views: readonly PgView[];
  readonly procs: readonly PgProc[];
  /** Rows of the tables that are read as enums. */
  readonly enumRows: readonly PgEnumRows[];
  /** `pg_ts_config` of `pg_catalog` and of the exposed namespaces. */
  readonly textSearchConfigurations: readonly PgTsConfig[];
}

/** Counts the shapes that `Catalog` has had: a snapshot of another shape is refused. */
export const catalogVersion = 4;

export interface PgNamespace {
  readonly oid: number;
  readonly nspname: string;
  /** Whether the catalog holds what is in it. */
  readonly exposed: boolean;
  /** The role has USAGE. */
  readonly usage: boolean;
}

export interface PgClass {
  readonly oid: number;
  readonly nspname: string;
  readonly relname: string;
  /** Ordinary table, partitioned table, view, materialized view, foreign table. */
  readonly relkind: 'r' | 'p' | 'v' | 'm' | 'f';
  readonly relrowsecurity: boolean;
  /** A partition of another table. */
  readonly relispartition: boolean;
  /** The table that it is a partition of. */
  readonly inhparent: number | null;
  /** The tables that it inherits from, as a partition or by INHERITS. */
  readonly inherits: readonly number[];
  /** Tables inherit from it: a SELECT gives their rows too, which its keys and foreign keys do not bind. */
  readonly inherited: boolean;
  /** -1 where never analysed. */
  readonly reltuples: number;
  /** It belongs to an extension. */
  readonly extension: boolean;
  /** The role may SELECT every column. */
  readonly selectable: boolean;
  readonly description: string | null;
}

/** A column that is not dropped. */
export interface PgAttribute {
  readonly attrelid: number;
  readonly attnum: number;
  readonly attname: string;
  readonly atttypid: number;
  readonly atttypmod: number;
  /** The number of dimensions that an array is declared with; no more than a comment to PostgreSQL. */
  readonly attndims: number;
  /** Since PostgreSQL 18 also true where the constraint is NOT VALID: see the constraints of kind `n`. */
  readonly attnotnull: boolean;
  readonly atthasdef: boolean;
  /** `a` always, `d` by default, empty: no identity column. */
  readonly attidentity: '' | 'a' | 'd';
  /** `s` stored, `v` virtual, empty: not generated. */
  readonly attgenerated: '' | 's' | 'v';
  /** The role may SELECT it. */
  readonly selectable: boolean;
  readonly description: string | null;
}

export interface PgType {
  readonly oid: number;
  readonly nspname: string;
  readonly typname: string;
  /** Base, composite, domain, enum, multirange, pseudo, range. */
  readonly typtype: 'b' | 'c' | 'd' | 'e' | 'm' | 'p' | 'r';
  /** A composite type's relation; 0 otherwise. */
  readonly typrelid: number;
  /** Not 0 for arrays, and for the subscriptable base types that are none: see `typarray`. */
  readonly typelem: number;
  /** The type of arrays of it; 0 without. A type is an array if it is the `typarray` of its `typelem`. */
  readonly typarray: number;
  /** A domain's base; 0 otherwise. */
  readonly typbasetype: number;
  readonly typtypmod: number;
  /** The same of a domain over an array. */
  readonly typndims: number;
  readonly typnotnull: boolean;
  /** A range's subtype. */
  readonly rngsubtype: number | null;
  /** A multirange's range. */
  readonly rngtypid: number | null;
  /** The namespace of the operators of the default B-tree operator class. */
  readonly orderingNamespace: string | null;
  /** An enum's labels in `enumsortorder`. */
  readonly enumlabels: readonly string[] | null;
  /** A composite type's attributes in `attnum` order. */
  readonly attributes: readonly Pick<PgAttribute, 'attname' | 'atttypid' | 'atttypmod' | 'attndims'>[] | null;
  readonly description: string | null;
}

/** A primary key, unique or foreign key constraint; or a NOT NULL that is NOT VALID, so that old rows may break it. */
export interface PgConstraint {
  readonly oid: number;
  readonly conrelid: number;
  readonly conname: string;
  readonly contype: 'p' | 'u' | 'f' | 'n';
  readonly conkey: readonly number[];
  /** 0 unless it is a foreign key. */
  readonly confrelid: number;
  readonly confkey: readonly number[] | null;
  /** False for NOT VALID and, since PostgreSQL 18, for NOT ENFORCED. */
  readonly convalidated: boolean;
  readonly condeferrable: boolean;
  /** With PERIOD or WITHOUT OVERLAPS (PostgreSQL 18): a foreign key that does not match by equality. */
  readonly conperiod: boolean;
  readonly description: string | null;
}

/** An index that is ready and valid. */
export interface PgIndex {
  readonly indexrelid: number;
  readonly indrelid: number;
  readonly relname: string;
  readonly amname: string;
  readonly indisunique: boolean;
  readonly indisprimary: boolean;
  readonly indimmediate: boolean;
  /** Since PostgreSQL 15. */
  readonly indnullsnotdistinct: boolean;
  /** `indpred` is set. */
  readonly partial: boolean;
  /** Key columns only, without those of INCLUDE; 0 stands for an expression. */
  readonly indkey: readonly number[];
  readonly description: string | null;
}

/** The rows of a table that stands for an enum, by value. */
export interface PgEnumRows {
  readonly relid: number;
  readonly rows: readonly { readonly value: string; readonly description: string | null }[];
}

/** What the query of a view says of where its columns and rows come from. */
export interface PgView {
  readonly ev_class: number;
  /** Those that are a column of another relation, or null. */
  readonly columns: readonly PgViewColumn[];
  /** Each row is made of one row of each of `relations`, and of no other. */
  readonly combines: boolean;
  readonly relations: readonly PgViewRelation[];
  readonly equalities: readonly PgViewEquality[];
  /** Every relation that its query reads, in FROM and in subselects of whatever kind. */
  readonly reads: readonly number[];
}

export interface PgViewColumn {
  readonly attnum: number;
  /** The relation and the column that it comes from, through joins and subselects. */
  readonly resorigtbl: number;
  readonly resorigcol: number;
  /** The one of `relations` that it is taken from; 0 if that is a subselect, or rows are grouped. */
  readonly varno: number;
}

/** A relation in FROM, by its number there: it may be there twice. */
export interface PgViewRelation {
  readonly varno: number;
  readonly relid: number;
  /** An outer join may give nulls in place of its row. */
  readonly nullable: boolean;
}

/** A column that equals one of the relation `source`, or a constant if that is 0. */
export interface PgViewEquality {
  readonly varno: number;
  readonly varattno: number;
  readonly source: number;
}

/** A function: no procedure, aggregate or window function. */
export interface PgProc {
  readonly oid: number;
  readonly nspname: string;
  readonly proname: string;
  readonly provolatile: 'i' | 's' | 'v';
  readonly proisstrict: boolean;
  readonly proretset: boolean;
  readonly prorettype: number;
  /** The element type of a VARIADIC parameter; 0 without. */
  readonly provariadic: number;
  /** The last so many input parameters have defaults. */
  readonly pronargdefaults: number;
  /** Types of the input parameters. */
  readonly proargtypes: readonly number[];
  /** Types of all parameters; null if all are `IN`. */
  readonly proallargtypes: readonly number[] | null;
  /** `i` IN, `o` OUT, `b` INOUT, `v` VARIADIC, `t` column of RETURNS TABLE; null if all are `IN`. */
  readonly proargmodes: readonly ('i' | 'o' | 'b' | 'v' | 't')[] | null;
  /** One for each of all parameters, empty for one without a name; null if none has a name. */
  readonly proargnames: readonly string[] | null;
  /** It belongs to an extension. */
  readonly extension: boolean;
  /** The role may EXECUTE it. */
  readonly executable: boolean;
  readonly description: string | null;
}

/** A configuration of full-text search: `english`, `simple`. */
export interface PgTsConfig {
  readonly nspname: string;
  readonly cfgname: string;
}
