import { buildRelationships } from '../../src/model/build-relationships.js';
import type { DataType } from '../../src/model/data-type.js';
import type { Column, DatabaseModel, ForeignKey, Key, Table, Tags } from '../../src/model/database-model.js';

/** A database in few words, for tests of what comes after the model. */
export interface Sketch {
  /** By name, or `namespace.name` outside of `public`. */
  readonly tables: Readonly<Record<string, TableSketch>>;
  readonly foreignKeys?: readonly ForeignKeySketch[];
}

export interface TableSketch {
  /** Columns of type text; with another type or tags where it matters. */
  readonly columns: readonly (string | ColumnSketch)[];
  readonly primaryKey?: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  readonly uniqueTags?: Tags;
  readonly tags?: Tags;
}

export interface ColumnSketch {
  readonly name: string;
  readonly type?: DataType;
  readonly tags?: Tags;
}

export interface ForeignKeySketch {
  readonly from: readonly [table: string, ...columns: string[]];
  readonly to: readonly [table: string, ...columns: string[]];
  readonly tags?: Tags;
}

export const text: DataType = {
  kind: 'base',
  oid: 25,
  namespace: 'pg_catalog',
  name: 'text',
  modifier: -1,
  orderingNamespace: 'pg_catalog',
};

export function sketchModel({ tables, foreignKeys = [] }: Sketch): DatabaseModel {
  const built = new Map(Object.entries(tables).map(([name, table], index) => [name, tableOf(name, table, index)]));
  const tableNamed = (name: string): Table => {
    const table = built.get(name);
    if (table === undefined) throw new Error(`The sketch has no table ${name}.`);
    return table;
  };
  const found = foreignKeys.map(({ from, to, tags = {} }): ForeignKey => {
    const [name, ...columns] = from;
    const [referenced, ...referencedColumns] = to;
    return {
      name: `${[name, ...columns].join('_')}_fkey`,
      table: tableNamed(name),
      columns,
      referencedTable: tableNamed(referenced),
      referencedColumns,
      validated: true,
      comment: undefined,
      tags,
    };
  });
  return {
    serverVersion: 180000,
    namespaces: ['public'],
    tables: [...built.values()],
    relationships: buildRelationships(found.map((foreignKey) => ({ foreignKey, enforced: true, carried: false }))),
    polymorphisms: [],
    routines: [],
    textSearchConfigurations: [],
  };
}

function tableOf(path: string, sketch: TableSketch, index: number): Table {
  const [, namespace = 'public', name = path] = /^(\w+)\.(\w+)$/.exec(path) ?? [];
  const key = (columns: readonly string[], suffix: string, tags: Tags = {}): Key => ({
    name: [name, ...columns, suffix].join('_'),
    columns,
    comment: undefined,
    tags,
  });
  return {
    kind: 'table',
    oid: 1000 + index,
    namespace,
    name,
    comment: undefined,
    tags: sketch.tags ?? {},
    columns: sketch.columns.map((column, position) => columnOf(column, position + 1)),
    primaryKey: sketch.primaryKey && key(sketch.primaryKey, 'pkey'),
    uniqueKeys: (sketch.unique ?? []).map((columns) => key(columns, 'key', sketch.uniqueTags)),
    indexes: [],
    rowLevelSecurity: false,
    estimatedRows: -1,
  };
}

function columnOf(sketch: string | ColumnSketch, position: number): Column {
  const { name, type = text, tags = {} } = typeof sketch === 'string' ? { name: sketch } : sketch;
  return { name, position, type, notNull: false, comment: undefined, tags };
}
