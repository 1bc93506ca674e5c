import type { Column, Relationship, Routine, Table } from '../model/database-model.js';
import { groupedBy } from '../model/grouped-by.js';
import type { Names, RoutineNames, TableNames } from '../naming/names.js';

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
  let byTable = routinesByTable.get(names);
  if (byTable === undefined) {
    byTable = groupedBy([...names.routines], ([{ computes }]) => computes?.table);
    routinesByTable.set(names, byTable);
  }
  return byTable.get(table) ?? [];
}

type NamedRoutine = readonly [Routine, RoutineNames];

const routinesByTable = new WeakMap<Names, ReadonlyMap<Table | undefined, readonly NamedRoutine[]>>();

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
