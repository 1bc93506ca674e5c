import type { ForeignKey, Junction } from './database-model.js';
import { groupedBy } from './grouped-by.js';
import { keysOf } from './keys-of.js';

/**
 * The tables that do nothing but join: two foreign keys, no column outside of them, and a key over all columns, so that
 * no pair is there twice. If one foreign key alone holds all columns, each of its rows has one partner at most: such a
 * table extends the one that it references.
 *
 * @returns one for each such table, `near` being the foreign key that comes first.
 */
export function findJunctions(foreignKeys: readonly ForeignKey[]): readonly Junction[] {
  const byTable = groupedBy(foreignKeys, ({ table }) => table);
  return [...byTable].flatMap(([table, [near, far, ...others]]) => {
    if (near === undefined || far === undefined || others.length > 0) return [];
    const all = table.columns.map(({ name }) => name);
    const joins =
      all.every((name) => near.columns.includes(name) || far.columns.includes(name)) &&
      near.columns.length < all.length &&
      far.columns.length < all.length;
    return joins && keysOf(table).some((key) => key.columns.length === all.length) ? [{ table, near, far }] : [];
  });
}
