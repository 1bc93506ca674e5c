import type { Catalog } from '../catalog/catalog.js';

/**
 * The other relations through which rows of a relation can be read: tables that it inherits from, its partitions and
 * other tables that inherit from it, and the views whose query reads one of these, in a subselect too, or reads such a view.
 *
 * @returns `pg_class.oid` by the one that is read.
 */
export function rowReaders({
  views,
  classes,
}: Pick<Catalog, 'views' | 'classes'>): (relid: number) => ReadonlySet<number> {
  const ancestors: Edges = new Map();
  const descendants: Edges = new Map();
  const viewsOf: Edges = new Map();
  for (const { oid, inherits } of classes) {
    for (const parent of inherits) {
      add(ancestors, oid, parent);
      add(descendants, parent, oid);
    }
  }
  for (const { ev_class, reads } of views) for (const read of reads) add(viewsOf, read, ev_class);
  return (relid) => {
    // Of what an ancestor gives besides, nothing is a row of this relation.
    const tables = new Set([relid, ...reached(ancestors, [relid]), ...reached(descendants, [relid])]);
    const found = new Set([...tables, ...reached(viewsOf, tables)]);
    found.delete(relid);
    return found;
  };
}

type Edges = Map<number, Set<number>>;

function add(edges: Edges, from: number, to: number): void {
  edges.set(from, (edges.get(from) ?? new Set()).add(to));
}

function reached(edges: Edges, from: Iterable<number>): ReadonlySet<number> {
  const found = new Set<number>();
  const visit = (one: number): void => {
    for (const next of edges.get(one) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  for (const one of from) visit(one);
  return found;
}
