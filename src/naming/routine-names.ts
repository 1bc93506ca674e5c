import type { Routine, Table } from '../model/database-model.js';
import { defaultNaming } from './default-naming.js';
import { aggregateNames } from './aggregate-names.js';
import type { RoutineNames, TableNames } from './names.js';
import type { Naming } from './naming.js';
import { argumentsOf } from './published-routines.js';

/** The field of a function, and its arguments. */
export function routineNames(routine: Routine, naming: Naming): RoutineNames {
  const rules = routine.tags.name === undefined ? naming : defaultNaming;
  return {
    field: rules.routine(routine),
    arguments: new Map(
      argumentsOf(routine).map((parameter) => [
        parameter,
        naming.argument(routine, routine.parameters.indexOf(parameter)),
      ]),
    ),
  };
}

/** The types of the rows that only a function gives: `BusiestPortsRow`, `BusiestPortsRowConnection`. */
export function recordNames(routines: ReadonlyMap<Routine, RoutineNames>): ReadonlyMap<Table, TableNames> {
  return new Map(
    [...routines].flatMap(([{ returns }, { field }]) => {
      if (returns.record === undefined) return [];
      const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Row`;
      const names: TableNames = {
        type,
        connection: `${type}Connection`,
        edge: `${type}Edge`,
        where: `${type}Where`,
        orderBy: `${type}OrderBy`,
        list: field,
        single: field,
        listFilter: `${type}ListFilter`,
        columnEnum: `${type}Column`,
        columnComparison: `${type}ColumnComparison`,
        aggregates: aggregateNames(type),
        treeNode: `${type}TreeNode`,
        byUnique: new Map(),
      };
      return [[returns.record, names]];
    }),
  );
}
