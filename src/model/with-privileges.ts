import type { Catalog } from '../catalog/catalog.js';
import type { RolePrivileges } from '../catalog/read-privileges.js';

/**
 * The catalog as a role would have read it: what may be read is what that role may. Rows of enums were read by another
 * role, so those of tables with row-level security are no values of an enum here.
 */
export function withPrivileges(catalog: Catalog, privileges: RolePrivileges): Catalog {
  const [namespaces, tables, routines] = [privileges.namespaces, privileges.tables, privileges.routines].map(
    (oids) => new Set(oids),
  ) as [Set<number>, Set<number>, Set<number>];
  const columns = new Set(privileges.columns.map(([attrelid, attnum]) => `${attrelid} ${attnum}`));
  const secured = new Set(catalog.classes.flatMap(({ oid, relrowsecurity }) => (relrowsecurity ? oid : [])));
  return {
    ...catalog,
    namespaces: catalog.namespaces.map((row) => ({ ...row, usage: namespaces.has(row.oid) })),
    classes: catalog.classes.map((row) => ({ ...row, selectable: tables.has(row.oid) })),
    attributes: catalog.attributes.map((row) => ({
      ...row,
      selectable: tables.has(row.attrelid) || columns.has(`${row.attrelid} ${row.attnum}`),
    })),
    procs: catalog.procs.map((row) => ({ ...row, executable: routines.has(row.oid) })),
    enumRows: catalog.enumRows.filter(({ relid }) => !secured.has(relid)),
  };
}

/** The catalog as a role would have read it that may read everything. */
export function withAllPrivileges(catalog: Catalog): Catalog {
  return {
    ...catalog,
    namespaces: catalog.namespaces.map((row) => ({ ...row, usage: true })),
    classes: catalog.classes.map((row) => ({ ...row, selectable: true })),
    attributes: catalog.attributes.map((row) => ({ ...row, selectable: true })),
    procs: catalog.procs.map((row) => ({ ...row, executable: true })),
  };
}
