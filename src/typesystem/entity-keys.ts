import type { Column, DatabaseModel, Table } from '../model/database-model.js';
import { groupedBy } from '../model/grouped-by.js';
import { isOrderable } from './order-by-types.js';

/**
 * The keys by which other subgraphs may refer to a row, the primary key first. None of their columns is ever null: what is
 * null refers to nothing.
 */
export function entityKeys({ primaryKey, uniqueKeys, columns }: Table): readonly (readonly Column[])[] {
  const byName = groupedBy(columns, ({ name }) => name);
  const known = new Set<string>();
  return [...(primaryKey === undefined ? [] : [primaryKey]), ...uniqueKeys].flatMap((key) => {
    const found = key.columns.flatMap((name) => byName.get(name) ?? []);
    const usable =
      found.length === key.columns.length && found.every(({ notNull, type }) => notNull && isOrderable(type));
    const same = JSON.stringify([...key.columns].sort());
    if (found.length === 0 || !usable || known.has(same)) return [];
    known.add(same);
    return [found];
  });
}

/** The tables whose rows are entities: all with a key, but for those whose rows are of several types. */
export function entityTables({ tables, polymorphisms }: DatabaseModel): readonly Table[] {
  const several = new Set(
    polymorphisms.flatMap(({ table, types }) => [table, ...types.flatMap(({ joined }) => joined?.part.to ?? [])]),
  );
  return tables.filter((table) => !several.has(table) && entityKeys(table).length > 0);
}
