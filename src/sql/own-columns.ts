import type { Slot } from '../plan/slot.js';
import type { Compilation } from './compilation.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import type { PrintedValue } from './printed-value.js';
import { select, type SelectClauses } from './select.js';

/** What the rows of one root field are compiled with. */
export interface RowsCompilation {
  readonly compilation: Compilation;
  /** The next free column of the result. */
  readonly nextColumn: () => number;
  /** The place of a slot among those that the writer needs. */
  readonly writerSlot: (slot: Slot) => number;
}

export function createRowsCompilation(
  compilation: Compilation,
  writerSlots: Slot[],
  firstColumn: number,
): RowsCompilation {
  let next = firstColumn;
  return {
    compilation,
    nextColumn: () => next++,
    writerSlot(slot) {
      const known = writerSlots.indexOf(slot);
      return known === -1 ? writerSlots.push(slot) - 1 : known;
    },
  };
}

/** The columns of the result by their index. */
export type Columns = ReadonlyMap<number, PrintedValue>;

/** The columns that one list or row gives of the rows of the result. */
export interface OwnColumns {
  /** The index of the column with this value; a column that was added before is not added again. */
  readonly add: (value: PrintedValue) => number;
  readonly values: Columns;
}

export function createOwnColumns({ nextColumn }: RowsCompilation): OwnColumns {
  const values = new Map<number, PrintedValue>();
  const known = new Map<string, number>();
  return {
    values,
    add(value) {
      const key = value.plain ? value.value.toSQL().sql : undefined;
      const index = (key === undefined ? undefined : known.get(key)) ?? nextColumn();
      values.set(index, value);
      if (key !== undefined) known.set(key, index);
      return index;
    },
  };
}

/** Rows with some columns of the result, before they are a SELECT. */
export interface RowsSelect {
  readonly clauses: Omit<SelectClauses, 'columns'>;
  readonly columns: Columns;
}

/** `(select … as c0, … as c1) as r2`, with what else is asked of its rows, and the same columns as a SELECT of it finds them. */
export function asSubselect(
  { clauses, columns }: RowsSelect,
  alias: string,
  others: readonly Sql[] = [],
): { readonly from: Sql; readonly columns: Columns } {
  const named = [...columns].map(([index, value]) => sql`${shown(value)} as ${verbatim(`c${index}`)}`);
  const rows = select({ ...clauses, columns: [...named, ...others] });
  return {
    from: sql`(${rows}) as ${verbatim(alias)}`,
    columns: new Map([...columns].map(([index, value]) => [index, found(value, verbatim(`${alias}.c${index}`))])),
  };
}

function found({ printed, form, bounded }: PrintedValue, value: Sql): PrintedValue {
  return { value, printed, form, bounded, plain: true };
}

/**
 * A value where it may be shown.
 * @param write What is shown of it; the value itself, if it is not given.
 * @param condition What has to hold besides.
 */
export function shown(
  { value, onlyWhere }: PrintedValue,
  write: (value: Sql) => Sql = (same) => same,
  condition?: Sql,
): Sql {
  const conditions = [onlyWhere, condition].filter((one) => one !== undefined);
  return conditions.length === 0 ? write(value) : sql`case when ${join(conditions, ' and ')} then ${write(value)} end`;
}
