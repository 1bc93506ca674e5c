import type { Routine, Table } from '../model/database-model.js';
import type { NameClaim, NameScope } from './name-scope.js';
import type { Names, RoutineNames } from './names.js';
import { owner } from './owner.js';
import { routinesOfTable } from './routines-of-table.js';

/** The fields that functions claim on the type of a table, or on `Query`. */
export function routineFieldClaims(routines: Names['routines'], table: Table | undefined): readonly NameClaim[] {
  return routinesOfTable(routines, table).map(([routine, { field }]) => {
    return { name: field, owner: () => owner.routine(routine), remedy: nameTag };
  });
}

/** The types of the rows that only functions give. */
export function recordTypeClaims({ routines, tables }: Names): readonly NameClaim[] {
  return [...routines.keys()].flatMap((routine) => {
    const record = routine.returns.record && tables.get(routine.returns.record);
    if (record === undefined) return [];
    const { type, connection, edge, where, orderBy, ...more } = record;
    const inputs = [where, orderBy, more.listFilter, more.columnEnum, more.columnComparison];
    const names = routine.returns.set ? [type, connection, edge, ...inputs] : [type];
    return names.map((name) => ({ name, owner: () => owner.routine(routine), remedy: nameTag }));
  });
}

/** The arguments of each function, and the fields of the rows that only it gives. */
export function routineScopes({ routines, columns }: Names): readonly NameScope[] {
  return [...routines].flatMap(([routine, names]) => [
    argumentScope(routine, names),
    {
      kind: `field of what ${names.field} gives`,
      claims: (routine.returns.record?.columns ?? []).map((column) => ({
        name: columns.get(column) ?? '',
        owner: () => `OUT parameter ${column.name} of the ${owner.routine(routine)}`,
        remedy: 'the option naming.column',
      })),
    },
  ]);
}

function argumentScope(routine: Routine, names: RoutineNames): NameScope {
  const isList = routine.returns.set;
  const isConnection = routine.returns.rowOf !== undefined || routine.returns.record !== undefined;
  const own = isList ? (isConnection ? connectionArguments : valuesArguments) : [];
  return {
    kind: `argument of ${names.field}`,
    claims: [
      ...own.map((name) => ({ name, owner: () => 'Pillion itself', remedy: undefined })),
      ...[...names.arguments].map(([parameter, name]) => ({
        name,
        owner: () => `parameter ${routine.parameters.indexOf(parameter) + 1} of the ${owner.routine(routine)}`,
        remedy: 'the option naming.argument',
      })),
    ],
  };
}

const nameTag = 'the tag "@name …" in its comment';
const valuesArguments = ['first', 'offset'];
const connectionArguments = ['first', 'after', 'last', 'before', 'offset', 'where', 'orderBy', 'distinctOn'];
