import type { Catalog } from '../catalog/catalog.js';

/**
 * The catalog as it were if these tables had row-level security. What may hide rows of a table is the same to all that
 * rests on its rows: a row that a foreign key refers to may be missing, and what PostgreSQL keeps of the number of rows
 * tells too much.
 */
export function withHiddenRows(catalog: Catalog, tables: ReadonlySet<number> = new Set()): Catalog {
  if (tables.size === 0) return catalog;
  return {
    ...catalog,
    classes: catalog.classes.map((row) => (tables.has(row.oid) ? { ...row, relrowsecurity: true } : row)),
  };
}
