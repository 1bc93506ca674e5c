import type { Column, Routine, RoutineParameter } from '../model/database-model.js';
import type { DataType } from '../model/data-type.js';
import type { Slot } from './slot.js';

/** A function with what it is called with. */
export interface RoutineCall {
  readonly routine: Routine;
  /** In the order of the parameters; one that is missing has its default. */
  readonly arguments: readonly RoutineArgument[];
}

export interface RoutineArgument {
  readonly parameter: RoutineParameter;
  /** True if it stands behind one that is left out, so that PostgreSQL has to be told by name which it is. */
  readonly named: boolean;
  readonly value:
    /** The row that the field belongs to. */
    { readonly kind: 'row' } | { readonly kind: 'null' } | { readonly kind: 'slot'; readonly slot: Slot };
}

/** The place of a row among those that a function gives, counted from 1: it tells rows apart that are alike. */
export function ordinalityColumn({ returns }: Routine): Column {
  const taken = attributeNames(returns.type);
  const name = taken.includes('ordinality') ? freeName(taken, 'ordinality_') : 'ordinality';
  return { name, position: taken.length + 1, type: bigint, notNull: true, comment: undefined, tags: {} };
}

/** All columns of the rows that a function gives, in their order. */
export function attributeNames(type: DataType): readonly string[] {
  return type.kind === 'composite' ? type.attributes.map(({ name }) => name) : [];
}

function freeName(taken: readonly string[], name: string): string {
  return taken.includes(name) ? freeName(taken, `${name}_`) : name;
}

const bigint: DataType = {
  kind: 'base',
  oid: 20,
  namespace: 'pg_catalog',
  name: 'int8',
  modifier: -1,
  orderingNamespace: 'pg_catalog',
};
