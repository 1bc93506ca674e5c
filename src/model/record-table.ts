import type { CompositeType } from './data-type.js';
import type { Table } from './database-model.js';

/** The rows of a function with OUT parameters or RETURNS TABLE as a table that has no keys, and no place but the function. */
export function recordTable({ oid, namespace, name, attributes }: CompositeType): Table {
  return {
    kind: 'view',
    oid,
    namespace,
    name,
    comment: undefined,
    tags: {},
    columns: attributes.map((attribute, index) => ({
      ...attribute,
      position: index + 1,
      notNull: false,
      comment: undefined,
      tags: {},
    })),
    primaryKey: undefined,
    uniqueKeys: [],
    indexes: [],
    rowLevelSecurity: false,
    estimatedRows: -1,
  };
}
