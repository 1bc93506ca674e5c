import type { Catalog } from '../catalog/catalog.js';

/**
 * The views and partitions through which rows of a relation can be read, as far as the catalog tells: whatever is in the
 * FROM of a view, whatever its columns come from, and views of such views.
 *
 * @returns `pg_class.oid` by the one that is read.
 */
export function rowReaders({
  views,
  classes,
}: Pick<Catalog, 'views' | 'classes'>): (relid: number) => ReadonlySet<number> {
  const readers = new Map<number, Set<number>>();
  const add = (read: number, reader: number): void => {
    readers.set(read, (readers.get(read) ?? new Set()).add(reader));
  };
  for (const { ev_class, relations, columns } of views) {
    for (const { relid } of relations) add(relid, ev_class);
    for (const { resorigtbl } of columns) add(resorigtbl, ev_class);
  }
  for (const { oid, inhparent } of classes) if (inhparent !== null) add(inhparent, oid);
  return (relid) => {
    const found = new Set<number>();
    const visit = (read: number): void => {
      for (const reader of readers.get(read) ?? []) {
        if (found.has(reader)) continue;
        found.add(reader);
        visit(reader);
      }
    };
    visit(relid);
    return found;
  };
}
