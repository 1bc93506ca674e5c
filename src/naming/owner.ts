import type { NamedDataType } from './naming.js';
import type { Column, ForeignKey, Key, Routine, RowType, Table } from '../model/database-model.js';

/** What the objects of PostgreSQL are called in messages to the host's developers. */
export const owner = {
  table: (table: Table): string => `${tableKinds[table.kind]} ${table.namespace}.${table.name}`,
  rowType: ({ table, value }: RowType): string =>
    value === undefined
      ? `rows of no @type of ${table.namespace}.${table.name}`
      : `@type ${value} of ${table.namespace}.${table.name}`,
  column: (column: Column, table: Table): string => `column ${table.namespace}.${table.name}.${column.name}`,
  key: (key: Key, table: Table): string => `unique key ${key.name} of ${table.namespace}.${table.name}`,
  foreignKey: ({ name, table }: ForeignKey): string => `foreign key ${name} of ${table.namespace}.${table.name}`,
  routine: ({ namespace, name, parameters }: Routine): string =>
    `function ${namespace}.${name}(${parameters.map(({ type }) => type.name).join(', ')})`,
  dataType: (type: NamedDataType): string => `${type.kind} type ${type.namespace}.${type.name}`,
};

const tableKinds: Readonly<Record<Table['kind'], string>> = {
  table: 'table',
  partitionedTable: 'table',
  view: 'view',
  materializedView: 'materialized view',
  foreignTable: 'foreign table',
};
