import type { Sight } from './draw-condition.js';
import type { Column, Routine, Table, World } from './world.js';

/** What the schema shows: to a role, or, where the gateway knows of no roles, to everybody. */
export interface Viewer extends Sight {
  readonly sees: (column: Column, table: Table) => boolean;
  readonly seesTable: (table: Table) => boolean;
  readonly seesKey: (table: Table) => boolean;
  readonly functions: readonly Routine[];
  readonly tables: readonly Table[];
}

/** @param role Undefined: nothing is hidden but by `expose`. */
export function viewerOf(world: World, role: number | undefined): Viewer {
  const { hidden, grants } = world;
  const own = role === undefined ? [] : [grants[role], ...(role === 4 ? [grants[1]] : [])].flatMap((one) => one ?? []);
  const reaches = (table: Table): boolean =>
    role === undefined || table.namespace === 'public' || own.some(({ depot }) => depot);
  const mayReadAll = (table: Table): boolean =>
    reaches(table) && (role === undefined || own.some(({ whole }) => whole.has(table)));
  const sees = (column: Column, table: Table): boolean => {
    if (hidden.columns.has(column) || !reaches(table)) return false;
    return mayReadAll(table) || own.some(({ columns }) => columns.has(column));
  };
  const columns = (table: Table): readonly Column[] => table.columns.filter((column) => sees(column, table));
  const seesTable = (table: Table): boolean => columns(table).length > 0;
  const tables = world.tables.filter(seesTable);
  const seesFunction = (routine: Routine): boolean => {
    if (hidden.functions.has(routine)) return false;
    if (role !== undefined && !own.some(({ functions }) => functions.has(routine))) return false;
    if (routine.kind === 'total') return true;
    if (!seesTable(routine.table)) return false;
    if (routine.kind !== 'mark') return true;
    return (
      mayReadAll(routine.table) &&
      (hidden.named.has(routine) || routine.table.columns.every((column) => !hidden.columns.has(column)))
    );
  };
  return {
    sees,
    seesTable,
    seesKey: (table) => table.key.length > 0 && table.key.every((column) => sees(column, table)),
    columns,
    tables,
    functions: world.functions.filter(seesFunction),
    relationships: (table) =>
      world.relationships.filter(({ from, needs }) => from === table && needs.every(([of, one]) => sees(one, of))),
    document: (table) => (table.document?.columns.every((one) => sees(one, table)) ? table.document : undefined),
  };
}

/** What tells the rows of a table apart that the viewer sees: the primary key, else the unique column, else nothing. */
export function keyOf(viewer: Viewer, table: Table): readonly Column[] {
  if (viewer.seesKey(table)) return table.key;
  return table.unique !== undefined && viewer.sees(table.unique, table) ? [table.unique] : [];
}
