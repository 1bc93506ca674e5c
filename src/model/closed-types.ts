import type { Catalog, PgType } from '../catalog/catalog.js';

/**
 * The types whose values hold rows of the given relations: their row types, and the arrays, domains, ranges and composite
 * types that are made of those. By `pg_type.oid`.
 */
export function closedTypes({ types }: Pick<Catalog, 'types'>, relations: ReadonlySet<number>): ReadonlySet<number> {
  const closed = new Set<number>();
  if (relations.size === 0) return closed;
  for (let before = -1; before < closed.size;) {
    before = closed.size;
    for (const type of types) {
      if (isRowOf(type, relations) || partsOf(type).some((part) => closed.has(part))) closed.add(type.oid);
    }
  }
  return closed;
}

function isRowOf({ typtype, typrelid }: PgType, relations: ReadonlySet<number>): boolean {
  return typtype === 'c' && relations.has(typrelid);
}

function partsOf({ typelem, typbasetype, rngsubtype, rngtypid, attributes }: PgType): readonly number[] {
  return [typelem, typbasetype, rngsubtype ?? 0, rngtypid ?? 0, ...(attributes ?? []).map(({ atttypid }) => atttypid)];
}
