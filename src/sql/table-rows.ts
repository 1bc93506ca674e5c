import type { Routine, Table } from '../model/database-model.js';
import { attributeNames, ordinalityColumn } from '../plan/routine-call.js';
import { type Compilation, rowSource, tableSource } from './compilation.js';
import { type Sql, sql, verbatim } from './knex.js';
import { qualifiedName, quoteIdentifier } from './quote.js';
import { select } from './select.js';

/**
 * `"public"."album" as t1`, for FROM: the rows of a table that the request may see. Nothing else writes a table into FROM,
 * so that no way leads to the rows of a filtered table past its filter.
 *
 * A filter is a join with one row of no columns, `("public"."album" as t1 join (select) as f2 on …)`, which PostgreSQL
 * takes away when it plans: what is left is the condition, where an index finds it.
 */
export function tableRows(compilation: Compilation, table: Table, alias: string): Sql {
  const rows = sql`${qualifiedName(table)} as ${verbatim(alias)}`;
  return filtered(compilation, rows, compilation.rowFilter(table, tableSource(alias)));
}

/** `"public"."departures"($1) as t1`, for FROM, without the rows of a table that the request may not see. */
export function calledRows(compilation: Compilation, routine: Routine, call: Sql, alias: string): Sql {
  const rows = sql`${call} as ${verbatim(alias)}`;
  return filtered(compilation, rows, calledFilter(compilation, routine, alias));
}

/**
 * The same with the place of each row among them as the column `ordinalityColumn`, counted without those that the request
 * may not see.
 */
export function placedRows(compilation: Compilation, routine: Routine, call: Sql, alias: string): Sql {
  const names = attributeNames(routine.returns.type);
  const ordinality = ordinalityColumn(routine).name;
  const columns = ordinality === 'ordinality' ? '' : `(${[...names, ordinality].map(quoteIdentifier).join(', ')})`;
  const placed = (name: string): Sql => sql`${call} with ordinality as ${verbatim(name + columns)}`;
  if (calledFilter(compilation, routine, alias) === undefined) return placed(alias);
  const inner = compilation.alias('t');
  const seen = calledFilter(compilation, routine, inner) ?? verbatim('true');
  const place = verbatim(`${inner}.${quoteIdentifier(ordinality)}`);
  const rows = select({
    columns: [
      ...names.map((name) => verbatim(`${inner}.${quoteIdentifier(name)}`)),
      sql`pg_catalog.row_number() over (order by ${place}) as ${verbatim(quoteIdentifier(ordinality))}`,
    ],
    from: [placed(inner)],
    where: [seen],
  });
  return sql`(${rows}) as ${verbatim(alias)}`;
}

function calledFilter(compilation: Compilation, { returns }: Routine, alias: string): Sql | undefined {
  const table = returns.rowOf;
  if (table === undefined) return undefined;
  const columns = attributeNames(returns.type).map((name) => `${alias}.${quoteIdentifier(name)}`);
  // Beside the columns of the table, the rows may bear their place.
  const row = (): Sql => sql`row(${verbatim(columns.join(', '))})::${qualifiedName(table)}`;
  return compilation.rowFilter(table, rowSource(alias, row));
}

function filtered(compilation: Compilation, rows: Sql, seen: Sql | undefined): Sql {
  if (seen === undefined) return rows;
  return sql`(${rows} join (select) as ${verbatim(compilation.alias('f'))} on ${seen})`;
}
