import { asPillionError } from '../errors/graphql-error.js';
import type { PillionError } from '../errors/pillion-error.js';
import type { ReferencedRelationship } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { bindSlots } from '../plan/bind-slots.js';
import { allOf, type Condition } from '../plan/condition.js';
import {
  asConfiguration,
  type GivenRowFilter,
  planRowFilter,
  readRowFilter,
  rowFilterOf,
  type RowFilterType,
  rowFilterVariable,
} from '../plan/row-filter.js';
import type { Slot } from '../plan/slot.js';

/** The filter of one table, and the function that gives it for a request. */
export interface TableRowFilter<Context> extends RowFilterType {
  readonly give: (context: Context) => unknown;
}

/** Which filters bear on the rows of a table. */
export interface FilteredTable<Context> {
  readonly own: TableRowFilter<Context> | undefined;
  /** The row that each row of it is a part of, where that one's table has a filter: without it, no part is seen. */
  readonly base:
    { readonly relationship: ReferencedRelationship; readonly filter: TableRowFilter<Context> } | undefined;
}

export interface RowFilters<Context> {
  /** By `pg_class.oid`. */
  readonly tables: ReadonlyMap<number, FilteredTable<Context>>;
  /** Those in whose language the filters are. */
  readonly names: Names;
}

/** The filters of the tables that an operation reads, as they are for one request. */
export interface RequestFilters {
  /** Two requests with the same key have the same conditions, with other values. */
  readonly key: string;
  /** Values by the variables that the conditions take them from. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What must hold of the rows, by `pg_class.oid`. */
  readonly conditions: () => ReadonlyMap<number, Condition>;
}

/**
 * Asks the host's functions, each once.
 * @param reads The tables that the operation reads.
 * @returns undefined where no filter bears on it.
 * @throws PillionError `CONFIGURATION` for what is no filter; whatever a function throws.
 */
export function requestFilters<Context>(
  { tables, names }: RowFilters<Context>,
  reads: ReadonlySet<number>,
  context: Context,
): RequestFilters | undefined {
  const given = new Map<TableRowFilter<Context>, GivenRowFilter>();
  const ask = (filter: TableRowFilter<Context> | undefined): void => {
    if (filter !== undefined && !given.has(filter)) given.set(filter, readRowFilter(filter, filter.give(context)));
  };
  const filtered = [...reads].flatMap((oid): (readonly [number, FilteredTable<Context>])[] => {
    const table = tables.get(oid);
    return table === undefined ? [] : [[oid, table]];
  });
  for (const [, { own, base }] of filtered) {
    ask(own);
    ask(base?.filter);
  }
  if (given.size === 0) return undefined;
  const plan = (filter: TableRowFilter<Context> | undefined): Condition | undefined => {
    const value = filter && given.get(filter);
    return filter && value && planRowFilter(filter, names, value);
  };
  return {
    key: [...given.values()].map(({ shape }) => shape).join('|'),
    values: Object.fromEntries([...given].map(([{ name }, { value }]) => [rowFilterVariable(name), value])),
    conditions: () =>
      new Map(
        filtered.flatMap(([oid, { own, base }]) => {
          const ofBase = plan(base?.filter);
          const inBase = base && ofBase && partOf(base.relationship, ofBase);
          const condition = allOf([plan(own), inBase].filter((one) => one !== undefined));
          return condition === undefined ? [] : [[oid, condition]];
        }),
      ),
  };
}

function partOf(relationship: ReferencedRelationship, condition: Condition): Condition {
  return { kind: 'related', relationship, quantifier: 'some', condition };
}

/**
 * Fills the slots of a statement, as `bindSlots` does; what is wrong with the value of a filter is not the client's fault.
 * @throws PillionError `CONFIGURATION` for a value that the host's filter gave.
 */
export function bindWithFilters(slots: readonly Slot[], variables: Readonly<Record<string, unknown>>): string[] {
  try {
    return bindSlots(slots, variables);
  } catch (thrown) {
    for (const slot of slots) {
      const name = rowFilterOf(slot.source);
      const fault = name === undefined ? undefined : faultOf(slot, variables);
      if (name !== undefined && fault !== undefined) throw asConfiguration(name, fault);
    }
    throw thrown;
  }
}

function faultOf(slot: Slot, variables: Readonly<Record<string, unknown>>): PillionError | undefined {
  try {
    bindSlots([slot], variables);
    return undefined;
  } catch (thrown) {
    return asPillionError(thrown);
  }
}
