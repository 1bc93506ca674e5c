import { GraphQLFloat, GraphQLInt } from 'graphql';
import { baseOf } from '../model/data-type.js';
import type { Column, Key, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import type { RowGraphQLType } from '../typesystem/field-meaning.js';
import { PillionError } from '../errors/pillion-error.js';
import { scalarOfType } from '../typesystem/scalar-of-type.js';
import type { RowClass } from './extend-row-type.js';

/** A row that a resolver of the host's has given by its key. */
export interface GivenRow {
  readonly of: RowsOfType;
  readonly columns: readonly Column[];
  /** In the order of `columns`. */
  readonly values: readonly unknown[];
}

export interface RowsOfType {
  readonly type: RowGraphQLType;
  readonly table: Table;
}

/** Reads the key out of what a resolver gives for a row: the primary key, or the first unique key that is there whole. */
export type ReadKey = (given: unknown, place: string) => GivenRow;

export function createReadKey(of: RowsOfType, names: Names, rowClass: RowClass | undefined): ReadKey {
  const { primaryKey, uniqueKeys } = of.table;
  const keys = [primaryKey, ...uniqueKeys].flatMap((key) => (key === undefined ? [] : [columnsOf(of.table, key)]));
  const membersOf = (column: Column): readonly string[] => {
    const field = names.columns.get(column) ?? column.name;
    return [rowClass?.properties.get(field) ?? field, field];
  };
  return (given, place) => {
    for (const columns of keys) {
      const values = columns.map((column) => valueOf(given, membersOf(column)));
      if (columns.length === 0 || values.some((value) => value == null)) continue;
      return { of, columns, values: columns.map((column, index) => keyValue(column, values[index], place)) };
    }
    const wanted = keys.map((columns) => columns.map((column) => membersOf(column)[0]).join(' and ')).join(', or ');
    throw new PillionError(
      'INTERNAL',
      `${place} gave a ${of.type.name} without its key. Give an object with ${wanted}.`,
    );
  };
}

function columnsOf(table: Table, key: Key): readonly Column[] {
  return key.columns.flatMap((name) => table.columns.find((column) => column.name === name) ?? []);
}

function valueOf(given: unknown, members: readonly string[]): unknown {
  if (typeof given !== 'object' || given === null) return undefined;
  const value = members
    .map((member) => (given as Readonly<Record<string, unknown>>)[member])
    .find((one) => one != null);
  return typeof value === 'bigint' ? String(value) : value;
}

/** It is the host, and no client, that has given a key which cannot be one. */
function keyValue({ name, type }: Column, value: unknown, place: string): unknown {
  const base = baseOf(type);
  if (base.kind !== 'base') return value;
  const scalar = scalarOfType(base);
  const isNumber = scalar === GraphQLInt || scalar === GraphQLFloat;
  try {
    return scalar.parseValue(isNumber && typeof value === 'string' && value !== '' ? Number(value) : value);
  } catch (cause) {
    const message = `${place} gave a row by a key that cannot be one: ${name} is ${JSON.stringify(value)}.`;
    throw new PillionError('INTERNAL', message, { cause });
  }
}
