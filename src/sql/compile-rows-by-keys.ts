import type { RowsByKeysPlan } from '../plan/operation-plan.js';
import { all } from './all.js';
import { type Compilation, tableSource } from './compilation.js';
import { compileObject } from './compile-object.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { select } from './select.js';
import { tableRows } from './table-rows.js';
import { concatenate } from './text-pieces.js';
import { operatorOf } from './type-name.js';

/**
 * The rows with given keys as a JSON list in the order of the keys. The arrays of the keys are opened side by side, so the
 * text is the same for any number of them.
 */
export function compileRowsByKeys(compilation: Compilation, { keys, object }: RowsByKeysPlan): Sql {
  const keyAlias = compilation.alias('k');
  const rowAlias = compilation.alias('t');
  const source = tableSource(rowAlias);
  const joins: Sql[] = [];
  const json = concatenate(compileObject(compilation, source, object, joins));
  const names = keys.map((_, index) => `k${index}`);
  const given = join(
    keys.map(({ values }) => sql`pg_catalog.unnest(${compilation.slot(values)})`),
    ', ',
  );
  const found = all(
    keys.map(
      ({ column }, index) =>
        sql`${source.column(column)} ${verbatim(operatorOf(column.type, '='))} ${verbatim(`${keyAlias}.${names[index]}`)}`,
    ),
  );
  const absent = join(
    keys.map(({ column }) => sql`${source.column(column)} is null`),
    ' or ',
  );
  const row = sql`case when ${absent} then 'null' else ${json} end`;
  const list = sql`pg_catalog.string_agg(${row}, ',' order by ${verbatim(`${keyAlias}.place`)})`;
  const rows = select({
    columns: [concatenate(['[', list, ']'])],
    from: [
      sql`rows from (${given}) with ordinality as ${verbatim(`${keyAlias}(${[...names, 'place'].join(', ')})`)}`,
      sql`left join ${tableRows(compilation, object.table, rowAlias)} on ${found}`,
      ...joins,
    ],
  });
  return sql`(${rows})`;
}
