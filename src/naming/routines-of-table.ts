import type { Routine, Table } from '../model/database-model.js';
import { groupedBy } from '../model/grouped-by.js';
import type { Names, RoutineNames } from './names.js';

/** The functions that take a row of a table, or those that take none. */
export function routinesOfTable(routines: Names['routines'], table: Table | undefined): readonly NamedRoutine[] {
  if (routines.size === 0) return none;
  let byTable = known.get(routines);
  if (byTable === undefined) {
    byTable = groupedBy([...routines], ([{ computes }]) => computes?.table);
    known.set(routines, byTable);
  }
  return byTable.get(table) ?? none;
}

export type NamedRoutine = readonly [Routine, RoutineNames];

const none: readonly NamedRoutine[] = [];

const known = new WeakMap<Names['routines'], ReadonlyMap<Table | undefined, readonly NamedRoutine[]>>();
