import type { EntitiesPlan } from '../plan/operation-plan.js';
import type { Compilation } from './compilation.js';
import { keyedRows } from './compile-rows-by-keys.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { select } from './select.js';
import { concatenate } from './text-pieces.js';

/** The rows that are referred to by several keys, and may be of several tables, as one JSON list in the order of the references. */
export function compileEntities(compilation: Compilation, { groups }: EntitiesPlan): Sql {
  const alias = compilation.alias('e');
  const rows = groups.map(({ keys, places, object }) => {
    const { row, place, from } = keyedRows(compilation, keys, object, places);
    return select({ columns: [sql`${place} as place`, sql`${row} as json`], from });
  });
  const list = sql`pg_catalog.string_agg(${verbatim(`${alias}.json`)}, ',' order by ${verbatim(`${alias}.place`)})`;
  return sql`(${select({
    columns: [concatenate(['[', list, ']'])],
    from: [sql`(${join(rows, ' union all ')}) as ${verbatim(alias)}`],
  })})`;
}
