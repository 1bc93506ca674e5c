import { baseOf } from './data-type.js';
import type { Column } from './database-model.js';

/** True for documents of full-text search. */
export function isSearchable({ type }: Pick<Column, 'type'>): boolean {
  const base = baseOf(type);
  return base.kind === 'base' && base.namespace === 'pg_catalog' && base.name === 'tsvector';
}
