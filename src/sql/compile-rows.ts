import type { Condition } from '../plan/condition.js';
import type { StreamedList } from '../plan/streamed-list.js';
import { type Compilation, createCompilation } from './compilation.js';
import { compileCondition } from './compile-condition.js';
import { compileObject } from './compile-object.js';
import { toNative } from './knex.js';
import { createPageRows } from './page-rows.js';
import type { Statement } from './statement.js';
import { concatenate } from './text-pieces.js';

/** A SELECT with one row for each row of the list, its JSON text; for the full tier only. */
export interface RowsStatement extends Pick<Statement, 'text' | 'slots' | 'checked' | 'settings'> {
  /** The tables that rows are read of, by `pg_class.oid`. */
  readonly reads: ReadonlySet<number>;
}

/**
 * @param enumValues GraphQL enum values by PostgreSQL label, by the oid of the enum.
 * @param rowFilters What rows of a table the request may see, by `pg_class.oid` of the table.
 */
export function compileRows(
  { connection, object }: StreamedList,
  enumValues: Compilation['enumValues'],
  rowFilters: ReadonlyMap<number, Condition> = new Map(),
): RowsStatement {
  const compilation = createCompilation(enumValues, false, (inner, { oid }, source) => {
    const seen = rowFilters.get(oid);
    return seen && compileCondition(inner, source, seen);
  });
  const rows = createPageRows(compilation, connection);
  rows.text((page, joins) => concatenate(compileObject(compilation, page, object, joins)));
  const { text, slotIndexes } = toNative(rows.select(undefined, undefined));
  return {
    text,
    slots: slotIndexes.flatMap((index) => compilation.slots[index] ?? []),
    checked: compilation.checked,
    settings: compilation.floats() ? [['extra_float_digits', '1']] : [],
    reads: compilation.reads,
  };
}
