import type { Column, Relationship, Table } from '../model/database-model.js';
import type { Names, TableNames } from '../naming/names.js';
import { type NamedRoutine, routinesOfTable } from '../naming/routines-of-table.js';

/** The names of a table; every table of the model has them. */
export function tableNames(names: Names, table: Table): TableNames {
  return required(names.tables.get(table), `table ${table.namespace}.${table.name}`);
}

/** The field of a column; every column of the model has one. */
export function columnName(names: Names, column: Column): string {
  return required(names.columns.get(column), `column ${column.name}`);
}

/** The columns of a table that can be filtered and ordered by: its own, and the values that functions give of its rows. */
export function comparableColumns(names: Names, table: Table): readonly Column[] {
  const routines = routinesOf(names, table);
  if (routines.length === 0) return table.columns;
  return [...table.columns, ...routines.flatMap(([{ computes }]) => computes?.column ?? [])];
}

/** The functions that take a row of a table, or those that take none. */
export function routinesOf(names: Names, table: Table | undefined): readonly NamedRoutine[] {
  return routinesOfTable(names.routines, table);
}

/** The field of a relationship; every relationship of the model has one. */
export function relationshipName(names: Names, relationship: Relationship): string {
  return required(
    names.relationships.get(relationship),
    `relationship ${relationship.from.name}-${relationship.to.name}`,
  );
}

/** The field that follows a relationship of a table with itself to its end. */
export function treeFieldName(names: Names, tree: Relationship): string {
  return required(names.trees.get(tree), `tree of ${tree.from.name}`);
}

function required<Value>(name: Value | undefined, thing: string): Value {
  if (name === undefined) throw new Error(`The naming stage gave no name to the ${thing}.`);
  return name;
}
