import type { StreamedList } from '../plan/streamed-list.js';
import { type Compilation, createCompilation } from './compilation.js';
import { compileObject } from './compile-object.js';
import { toNative } from './knex.js';
import { createPageRows } from './page-rows.js';
import type { Statement } from './statement.js';
import { concatenate } from './text-pieces.js';

/** A SELECT with one row for each row of the list, its JSON text; for the full tier only. */
export type RowsStatement = Pick<Statement, 'text' | 'slots' | 'settings'>;

/** @param enumValues GraphQL enum values by PostgreSQL label, by the oid of the enum. */
export function compileRows(
  { connection, object }: StreamedList,
  enumValues: Compilation['enumValues'],
): RowsStatement {
  const compilation = createCompilation(enumValues, false);
  const rows = createPageRows(compilation, connection);
  rows.text((page, joins) => concatenate(compileObject(compilation, page, object, joins)));
  const { text, slotIndexes } = toNative(rows.select(undefined, undefined));
  return {
    text,
    slots: slotIndexes.flatMap((index) => compilation.slots[index] ?? []),
    settings: compilation.floats() ? [['extra_float_digits', '1']] : [],
  };
}
