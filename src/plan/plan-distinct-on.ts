import type { Column, Table } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { columnsByValue } from '../typesystem/column-enum.js';
import type { Input } from './read-arguments.js';

/** The columns of a `distinctOn` argument, each once. */
export function planDistinctOn(names: Names, table: Table, input: Input | undefined): readonly Column[] {
  if (input?.kind !== 'list') return [];
  const columns = columnsByValue(table, names);
  const values = input.items.flatMap((item) => (item.kind === 'leaf' ? [item.value as string] : []));
  return [...new Set(values)].flatMap((value) => columns.get(value) ?? []);
}
