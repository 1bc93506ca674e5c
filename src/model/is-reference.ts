import type { BaseType } from './data-type.js';

/** True for types whose values are names of things in the database, such as `regclass`: their text depends on `search_path`. */
export function isReference({ namespace, name }: Pick<BaseType, 'namespace' | 'name'>): boolean {
  return namespace === 'pg_catalog' && name.startsWith('reg');
}
