import { baseOf, type DataType } from '../model/data-type.js';
import type { DatabaseModel, Routine, Table } from '../model/database-model.js';

/**
 * The functions that become fields: those whose arguments a client can write. Rows of tables are output only, but for the
 * row that a function takes first; and they are published as rows and sets of rows, not as parts of other values.
 */
export function publishedRoutines({
  routines,
  tables,
}: Pick<DatabaseModel, 'routines' | 'tables'>): readonly Routine[] {
  return routines.filter(
    (routine) =>
      argumentsOf(routine).every(({ type }) => canBeWritten(type) && !holdsRow(type, tables)) &&
      shownTypes(routine).every((type) => !holdsRow(type, tables)),
  );
}

/** The parameters that are arguments of the field: all but the row that it belongs to. */
export function argumentsOf({ parameters, computes }: Routine): Routine['parameters'] {
  return computes === undefined ? parameters : parameters.slice(1);
}

function canBeWritten(type: DataType): boolean {
  const base = baseOf(type);
  switch (base.kind) {
    case 'base':
    case 'enum':
      return true;
    case 'array':
      return baseOf(base.element).kind !== 'array' && canBeWritten(base.element);
    case 'range':
      return base.subtype.kind === 'base';
    case 'multirange':
      return canBeWritten(base.range);
    case 'composite':
      // The text of money depends on a setting, and inside of a row's text it cannot be cast.
      return base.attributes.every(({ type: part }) => canBeWritten(part) && !holdsMoney(part));
  }
}

function holdsMoney(type: DataType): boolean {
  const base = baseOf(type);
  return base.kind === 'array' ? holdsMoney(base.element) : base.namespace === 'pg_catalog' && base.name === 'money';
}

function shownTypes({ returns }: Routine): readonly DataType[] {
  if (returns.record !== undefined) return returns.record.columns.map(({ type }) => type);
  return returns.rowOf === undefined ? [returns.type] : [];
}

function holdsRow(type: DataType, tables: readonly Table[]): boolean {
  const base = baseOf(type);
  if (base.kind === 'array') return holdsRow(base.element, tables);
  if (base.kind !== 'composite') return false;
  if (tables.some(({ namespace, name }) => namespace === base.namespace && name === base.name)) return true;
  return base.attributes.some((attribute) => holdsRow(attribute.type, tables));
}
