import type { KeyValues, ObjectPlan, RowsByKeysPlan } from '../plan/operation-plan.js';
import type { Slot } from '../plan/slot.js';
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
  const { row, place, from } = keyedRows(compilation, keys, object, undefined);
  const list = sql`pg_catalog.string_agg(${row}, ',' order by ${place})`;
  return sql`(${select({ columns: [concatenate(['[', list, ']'])], from })})`;
}

/** The JSON text of each row with a given key, `null` where there is none, and its place. */
export interface KeyedRows {
  readonly row: Sql;
  readonly place: Sql;
  readonly from: readonly Sql[];
}

/** @param places Where each row stands; undefined for the order of the keys. */
export function keyedRows(
  compilation: Compilation,
  keys: readonly KeyValues[],
  object: ObjectPlan,
  places: Slot | undefined,
): KeyedRows {
  const keyAlias = compilation.alias('k');
  const rowAlias = compilation.alias('t');
  const source = tableSource(rowAlias);
  const joins: Sql[] = [];
  const json = concatenate(compileObject(compilation, source, object, joins));
  const names = keys.map((_, index) => `k${index}`);
  const opened = [...keys.map(({ values }) => values), ...(places === undefined ? [] : [places])];
  const given = join(
    opened.map((values) => sql`pg_catalog.unnest(${compilation.slot(values)})`),
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
  const opening = places === undefined ? sql`rows from (${given}) with ordinality` : sql`rows from (${given})`;
  return {
    row: sql`case when ${absent} then 'null' else ${json} end`,
    place: verbatim(`${keyAlias}.place`),
    from: [
      sql`${opening} as ${verbatim(`${keyAlias}(${[...names, 'place'].join(', ')})`)}`,
      sql`left join ${tableRows(compilation, object.table, rowAlias)} on ${found}`,
      ...joins,
    ],
  };
}
