import { PillionError } from '../errors/pillion-error.js';
import type { Table } from './database-model.js';

/** The error for a comment tag that cannot be used. */
export function invalidTag(table: Pick<Table, 'namespace' | 'name'>, tag: string, reason: string): PillionError {
  return new PillionError(
    'CONFIGURATION',
    `The tag "${tag.trim()}" in the comment of ${table.namespace}.${table.name} cannot be used. ${reason}`,
  );
}
