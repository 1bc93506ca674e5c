import type { Key, Table } from './database-model.js';

/** The primary key and the unique keys. */
export function keysOf(table: Table): readonly Key[] {
  return table.primaryKey === undefined ? table.uniqueKeys : [table.primaryKey, ...table.uniqueKeys];
}
