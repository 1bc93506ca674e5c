import type { Table } from '../model/database-model.js';

/** A name for a value beside the columns of a table that none of them has. */
export function freeName(table: Table, name: string): string {
  return table.columns.some((column) => column.name === name) ? freeName(table, `${name}_`) : name;
}
