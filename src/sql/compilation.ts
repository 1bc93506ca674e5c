import type { DataType } from '../model/data-type.js';
import type { Column, Table } from '../model/database-model.js';
import { freeName } from '../plan/free-name.js';
import type { Slot } from '../plan/slot.js';
import { placeholder, type Sql, verbatim } from './knex.js';
import { quoteIdentifier } from './quote.js';
import { typeName } from './type-name.js';

/** What one compilation keeps: the slots that it has met, and the names it has given. */
export interface Compilation {
  /** The placeholder of a slot, cast to the slot's type or another. */
  readonly slot: (slot: Slot, type?: string) => Sql;
  /** Has a slot's value checked that the statement does not use. */
  readonly check: (slot: Slot) => void;
  /** A name for a table or subselect of the statement that no other has: `t1`, `p2`. */
  readonly alias: (prefix: string) => string;
  /** Says that the statement writes a number whose digits depend on `extra_float_digits`. */
  readonly writesFloat: () => void;
  /** GraphQL enum values by label, by the oid of the enum. */
  readonly enumValues: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

export interface CompilationResult {
  readonly slots: readonly Slot[];
  readonly checked: readonly Slot[];
  readonly floats: () => boolean;
}

/** @param portable True to cast each parameter from text, for drivers that would else guess its type. */
export function createCompilation(
  enumValues: Compilation['enumValues'],
  portable: boolean,
): Compilation & CompilationResult {
  const slots: Slot[] = [];
  const checked: Slot[] = [];
  let aliases = 0;
  let floats = false;
  return {
    enumValues,
    slots,
    checked,
    check: (slot) => void checked.push(slot),
    floats: () => floats,
    writesFloat: () => (floats = true),
    alias: (prefix) => `${prefix}${++aliases}`,
    slot(slot, type = castOf(slot.type)) {
      slots.push(slot);
      return placeholder(slots.length - 1, `${portable ? '::pg_catalog.text' : ''}${type}`);
    },
  };
}

/** `::pg_catalog.int4`. The text of money depends on `lc_monetary`, so it comes as a numeric. */
function castOf(type: DataType): string {
  const name = typeName(type.kind === 'domain' ? type.base : type);
  if (name === 'pg_catalog.money') return '::pg_catalog.numeric::pg_catalog.money';
  if (name === 'pg_catalog.money[]') return '::pg_catalog.numeric[]::pg_catalog.money[]';
  return `::${name}`;
}

/** Something in FROM whose columns can be asked for. */
export interface RowSource {
  readonly column: (column: Pick<Column, 'name'>) => Sql;
}

export function tableSource(alias: string): RowSource {
  return { column: ({ name }) => verbatim(`${alias}.${quoteIdentifier(name)}`) };
}

/** The subselect of a page, which gets the columns that are asked of it. */
export interface PageSource extends RowSource {
  readonly alias: string;
  readonly asked: ReadonlySet<string>;
  /** The place of a row in the list, counted from 1, for lists without a key. */
  readonly position: () => Sql;
  readonly positionAsked: () => boolean;
  readonly positionName: string;
}

export function pageSource(alias: string, table: Table): PageSource {
  const asked = new Set<string>();
  const positionName = freeName(table, 'position');
  let positionAsked = false;
  return {
    alias,
    asked,
    positionName,
    positionAsked: () => positionAsked,
    position() {
      positionAsked = true;
      return verbatim(`${alias}.${quoteIdentifier(positionName)}`);
    },
    column({ name }) {
      asked.add(name);
      return verbatim(`${alias}.${quoteIdentifier(name)}`);
    },
  };
}
