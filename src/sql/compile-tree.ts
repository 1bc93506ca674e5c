import type { Column } from '../model/database-model.js';
import { freeName } from '../plan/free-name.js';
import type { ObjectPlan, TreePlan } from '../plan/operation-plan.js';
import { type Compilation, pageSource, type RowSource, tableSource } from './compilation.js';
import { all } from './all.js';
import { compileCondition } from './compile-condition.js';
import { compileLink } from './compile-link.js';
import { tableRows } from './table-rows.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { orderTerms } from './compile-page.js';
import { joinedOrderValues } from './order-values.js';
import { orderedSource } from './related-aggregate.js';
import { quoteIdentifier } from './quote.js';
import { select } from './select.js';
import { concatenate, objectPieces, type TextPieces } from './text-pieces.js';
import { operatorOf } from './type-name.js';

/** The JSON of a row; given by the caller, since rows hold trees in their turn. */
type CompileObject = (compilation: Compilation, source: RowSource, object: ObjectPlan, joins: Sql[]) => TextPieces;

/**
 * The ancestors or descendants of a row as one SQL expression, the JSON text of their list: a recursive walk that reads
 * the asked columns on its way. It takes with it the keys that it has come by, and so it ends where rows refer to each
 * other in a circle.
 */
export function compileTree(
  compilation: Compilation,
  source: RowSource,
  { relationship, maxDepth, where, order, size, offset, fields }: TreePlan,
  compileObject: CompileObject,
): Sql {
  const { to: table, foreignKey } = relationship;
  const key = foreignKey.referencedColumns.flatMap(
    (name) => table.columns.find((column) => column.name === name) ?? [],
  );
  const walk = pageSource(compilation.alias('w'), table);
  const depthName = quoteIdentifier(freeName(table, 'depth'));
  const pathName = quoteIdentifier(freeName(table, 'path'));
  const [depth, path] = [verbatim(`${walk.alias}.${depthName}`), verbatim(`${walk.alias}.${pathName}`)];

  const joins: Sql[] = [];
  const json = concatenate(
    objectPieces(
      fields.map((field) => ({
        key: field.responseKey,
        value:
          field.kind === 'constant'
            ? [field.json]
            : field.kind === 'depth'
              ? [depth]
              : compileObject(compilation, walk, field.object, joins),
      })),
    ),
  );
  const shown = where === undefined ? [] : [compileCondition(compilation, walk, where)];
  const orderBy =
    order === undefined
      ? [depth, ...key.map((column) => walk.column(column))]
      : orderTerms(joinedOrderValues(compilation, orderedSource(compilation, walk, order, joins), joins), order);

  const [first, next] = [compilation.alias('t'), compilation.alias('t')];
  const start = tableSource(first);
  const step = tableSource(next);
  const begins = compileLink(compilation, relationship, source, start).condition;
  const goesOn = compileLink(compilation, relationship, walk, step).condition;
  // All that is asked of the walk has been asked by now.
  const columnsOf = (row: RowSource): readonly Sql[] => [...walk.asked.values()].map((write) => write(row));
  const anchor = select({
    columns: [
      ...columnsOf(start),
      verbatim(`1 as ${depthName}`),
      sql`array[${keyRow(source, key)}, ${keyRow(start, key)}] as ${verbatim(pathName)}`,
    ],
    from: [tableRows(compilation, table, first)],
    where: [
      begins,
      sql`not ${isSame(start, source, key)}`,
      sql`${compilation.slot(maxDepth)} operator(pg_catalog.>) 0`,
    ],
  });
  const recursion = select({
    columns: [
      ...columnsOf(step),
      sql`${depth} operator(pg_catalog.+) 1`,
      sql`pg_catalog.array_append(${path}, ${keyRow(step, key)})`,
    ],
    from: [verbatim(walk.alias), sql`join ${tableRows(compilation, table, next)} on ${goesOn}`],
    where: [
      sql`${depth} operator(pg_catalog.<) ${compilation.slot(maxDepth)}`,
      sql`not ${keyRow(step, key)} operator(pg_catalog.=) any (${path})`,
    ],
  });
  const text = verbatim('c1');
  const rows = select({
    columns: [sql`${json} as ${text}`],
    from: [verbatim(walk.alias), ...joins],
    where: shown,
    orderBy,
    limit: size && compilation.slot(size),
    offset: offset && compilation.slot(offset),
  });
  const alias = verbatim(compilation.alias('r'));
  const walked = sql`with recursive ${verbatim(walk.alias)} as (${anchor} union all ${recursion}) ${rows}`;
  return sql`(select pg_catalog.concat('[', pg_catalog.string_agg(${alias}.${text}, ','), ']') from (${walked}) as ${alias})`;
}

/** Records compare by the equality of their columns' types. An array of the columns themselves would keep no `varchar(20)`. */
function keyRow(row: RowSource, key: readonly Column[]): Sql {
  const columns = key.map((column) => row.column(column));
  return sql`row(${join(columns, ', ')})`;
}

function isSame(one: RowSource, other: RowSource, key: readonly Column[]): Sql {
  const parts = key.map((column) => {
    return sql`${one.column(column)} ${verbatim(operatorOf(column.type, '='))} ${other.column(column)}`;
  });
  return sql`(${all(parts)})`;
}
