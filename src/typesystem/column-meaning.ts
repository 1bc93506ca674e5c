import type { Column } from '../model/database-model.js';
import { meaning } from './field-meaning.js';

/**
 * `extensions` for the many fields of one column. graphql-js copies what has a prototype; without one, all the fields
 * share a single object, which saves much memory in a database of ten thousand columns.
 */
export function aggregateColumnMeaning(column: Column): ReturnType<typeof meaning> {
  const found = known.get(column);
  if (found !== undefined) return found;
  const made = meaning({ kind: 'aggregateColumn', column });
  Object.setPrototypeOf(made.extensions, null);
  known.set(column, made);
  return made;
}

const known = new WeakMap<Column, ReturnType<typeof meaning>>();
