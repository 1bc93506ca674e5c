import type {
  Catalog,
  PgAttribute,
  PgClass,
  PgConstraint,
  PgIndex,
  PgProc,
  PgType,
} from '../../src/catalog/catalog.js';

/** Rows of a catalog by hand, with what PostgreSQL writes by default wherever a test says nothing. */
export function catalogOf(parts: Partial<Catalog>): Catalog {
  return {
    catalogVersion: 4,
    server_version_num: 180001,
    namespaces: [{ oid: 2200, nspname: 'public', exposed: true, usage: true }],
    classes: [],
    attributes: [],
    constraints: [],
    indexes: [],
    views: [],
    enumRows: [],
    procs: [],
    textSearchConfigurations: [],
    ...parts,
    types: [...builtInTypes, ...(parts.types ?? [])],
  };
}

export interface TableFixture extends Partial<PgClass> {
  readonly oid: number;
  readonly relname: string;
  /** `attnum` is the place in the list, counted from 1. */
  readonly columns: readonly (Partial<PgAttribute> & Pick<PgAttribute, 'attname'>)[];
  readonly constraints?: readonly (Partial<PgConstraint> & Pick<PgConstraint, 'conname' | 'contype' | 'conkey'>)[];
  readonly indexes?: readonly (Partial<PgIndex> & Pick<PgIndex, 'relname' | 'indkey'>)[];
}

/** The rows of tables: classes, attributes (`int4` unless they say otherwise), constraints and indexes. */
export function tablesOf(
  ...tables: readonly TableFixture[]
): Pick<Catalog, 'classes' | 'attributes' | 'constraints' | 'indexes'> {
  return {
    classes: tables.map(({ columns: _columns, constraints: _constraints, indexes: _indexes, ...row }) => ({
      nspname: 'public',
      relkind: 'r',
      relrowsecurity: false,
      relispartition: false,
      inhparent: null,
      inherits: [],
      inherited: false,
      reltuples: -1,
      extension: false,
      selectable: true,
      description: null,
      ...row,
    })),
    attributes: tables.flatMap(({ oid, columns }) =>
      columns.map((column, index) => ({
        attrelid: oid,
        attnum: index + 1,
        atttypid: int4,
        atttypmod: -1,
        attndims: 0,
        attnotnull: false,
        atthasdef: false,
        attidentity: '' as const,
        attgenerated: '' as const,
        selectable: true,
        description: null,
        ...column,
      })),
    ),
    constraints: tables.flatMap(({ oid, constraints = [] }) =>
      constraints.map((constraint, index) => ({
        oid: oid * 100 + index,
        conrelid: oid,
        confrelid: 0,
        confkey: null,
        convalidated: true,
        condeferrable: false,
        conperiod: false,
        description: null,
        ...constraint,
      })),
    ),
    indexes: tables.flatMap(({ oid, indexes = [] }) =>
      indexes.map((index, position) => ({
        indexrelid: oid * 100 + 50 + position,
        indrelid: oid,
        amname: 'btree',
        indisunique: false,
        indisprimary: false,
        indimmediate: true,
        indnullsnotdistinct: false,
        partial: false,
        description: null,
        ...index,
      })),
    ),
  };
}

export function typeRow(row: Partial<PgType> & Pick<PgType, 'oid' | 'typname' | 'typtype'>): PgType {
  return {
    nspname: 'public',
    typrelid: 0,
    typelem: 0,
    typarray: 0,
    typbasetype: 0,
    typtypmod: -1,
    typndims: 0,
    typnotnull: false,
    rngsubtype: null,
    rngtypid: null,
    orderingNamespace: null,
    enumlabels: null,
    attributes: null,
    description: null,
    ...row,
  };
}

export function procRow(row: Partial<PgProc> & Pick<PgProc, 'oid' | 'proname' | 'prorettype'>): PgProc {
  return {
    nspname: 'public',
    provolatile: 's',
    proisstrict: false,
    proretset: false,
    provariadic: 0,
    pronargdefaults: 0,
    proargtypes: [],
    proallargtypes: null,
    proargmodes: null,
    proargnames: null,
    extension: false,
    executable: true,
    description: null,
    ...row,
  };
}

/** Oids that are the same in every PostgreSQL (`src/include/catalog/pg_type.dat`). */
export const int2 = 21;
export const int2vector = 22;
export const int4 = 23;
export const text = 25;
export const json = 114;
export const int4Array = 1007;
export const numeric = 1700;
export const date = 1082;
export const record = 2249;
export const anyelement = 2283;
export const trigger = 2279;

const builtIn = { nspname: 'pg_catalog', orderingNamespace: 'pg_catalog' } as const;

const builtInTypes: readonly PgType[] = [
  typeRow({ oid: int2, typname: 'int2', typtype: 'b', typarray: 1005, ...builtIn }),
  typeRow({ oid: int2vector, typname: 'int2vector', typtype: 'b', typelem: int2, typarray: 1006, ...builtIn }),
  typeRow({ oid: int4, typname: 'int4', typtype: 'b', typarray: int4Array, ...builtIn }),
  typeRow({ oid: text, typname: 'text', typtype: 'b', typarray: 1009, ...builtIn }),
  typeRow({ oid: json, typname: 'json', typtype: 'b', typarray: 199, nspname: 'pg_catalog' }),
  typeRow({ oid: int4Array, typname: '_int4', typtype: 'b', typelem: int4, ...builtIn }),
  typeRow({ oid: numeric, typname: 'numeric', typtype: 'b', typarray: 1231, ...builtIn }),
  typeRow({ oid: date, typname: 'date', typtype: 'b', typarray: 1182, ...builtIn }),
  typeRow({ oid: record, typname: 'record', typtype: 'p', typarray: 2287, ...builtIn }),
  typeRow({ oid: anyelement, typname: 'anyelement', typtype: 'p', ...builtIn }),
  typeRow({ oid: trigger, typname: 'trigger', typtype: 'p', ...builtIn }),
];
