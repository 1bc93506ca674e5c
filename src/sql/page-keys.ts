import type { Column, Table } from '../model/database-model.js';
import { allOf, type Condition } from '../plan/condition.js';
import type { ConnectionPlan } from '../plan/operation-plan.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { compileCondition } from './compile-condition.js';
import { sql, type Sql, verbatim } from './knex.js';
import { select } from './select.js';
import { tableRows } from './table-rows.js';
import { operatorOf } from './type-name.js';

/** A condition on a related row that may be so rare that it is best to begin with the related rows. */
export interface PageKeys {
  readonly related: RelatedCondition;
  /** The other conditions of the list. */
  readonly others: Condition | undefined;
  /** The column of the list's rows that holds the key of the related row, or that related rows refer to. */
  readonly near: Column;
  /** The same value at the far end. */
  readonly far: Column;
  /** With more keys than these, it is better to begin with the rows of the list. */
  readonly most: number;
}

type RelatedCondition = Extract<Condition, { kind: 'related' }>;

/**
 * The first of the conditions that may be better met from the far end: on an index of the list's table, over one column.
 * Of at most one row at the far end the planner knows that by itself.
 */
export function keysOfPage({ table, call, where, page, distinctOn }: ConnectionPlan): PageKeys | undefined {
  if (where === undefined || call !== undefined || distinctOn > 0 || page.positional || isSmall(table))
    return undefined;
  const conditions = where.kind === 'and' ? where.conditions : [where];
  for (const related of conditions) {
    if (related.kind !== 'related' || related.quantifier !== 'some' || related.condition === undefined) continue;
    const ends = endsOf(related);
    if (ends === undefined || !isIndexed(table, ends.near.name)) continue;
    if (isOfOneRow(related.condition, related) || isOutnumbered(related)) continue;
    const others = allOf(conditions.filter((condition) => condition !== related));
    return { related, others, ...ends, most: mostKeys(page) };
  }
  return undefined;
}

/**
 * The rows of a page by the keys of the related rows if there are few of those, else by the condition as it stands: the
 * first keys are looked up, and how many there are decides each time, whatever the statistics had told the planner. Of
 * the two ways the other costs nothing, for its condition is false before it begins.
 */
export function rowsByKeys(
  compilation: Compilation,
  { related, others, near, far, most }: PageKeys,
  read: (where: (source: RowSource) => readonly Sql[]) => Sql,
): Sql {
  const keys = compilation.alias('k');
  const array = verbatim(`${keys}.keys`);
  const known = sql`pg_catalog.cardinality(${array}) operator(pg_catalog.<=) ${verbatim(String(most))}`;
  const rest = (source: RowSource): readonly Sql[] =>
    others === undefined ? [] : [compileCondition(compilation, source, others)];
  const byKeys = read((source) => [
    sql`${source.column(near)} ${verbatim(operatorOf(near.type, '='))} any (${array})`,
    ...rest(source),
    known,
  ]);
  const byRows = read((source) => [compileCondition(compilation, source, related), ...rest(source), sql`not ${known}`]);
  // "offset 0" keeps the planner from writing the subselect of the keys wherever they are used.
  const found = sql`(select array(${keysSelect(compilation, related, far, most)}) as keys offset 0) as ${verbatim(keys)}`;
  const alias = compilation.alias('u');
  return select({
    columns: [verbatim(`${alias}.*`)],
    from: [found, sql`cross join lateral ((${byKeys}) union all (${byRows})) as ${verbatim(alias)}`],
  });
}

function keysSelect(
  compilation: Compilation,
  { relationship, condition }: RelatedCondition,
  column: Column,
  most: number,
): Sql {
  const alias = compilation.alias('t');
  const far = tableSource(alias);
  return select({
    columns: [far.column(column)],
    from: [tableRows(compilation, relationship.to, alias)],
    where: condition === undefined ? [] : [compileCondition(compilation, far, condition)],
    limit: verbatim(String(most + 1)),
  });
}

/** Of a relationship over one column whose ends are of one type; of arrays there is no array. */
function endsOf({ relationship }: RelatedCondition): { readonly near: Column; readonly far: Column } | undefined {
  if (relationship.kind === 'junction') return undefined;
  const { foreignKey, from, to } = relationship;
  if (foreignKey.columns.length !== 1) return undefined;
  const [referencing, referenced] = [foreignKey.columns[0], foreignKey.referencedColumns[0]];
  const [nearName, farName] =
    relationship.kind === 'referenced' ? [referencing, referenced] : [referenced, referencing];
  const near = columnOf(from, nearName);
  const far = columnOf(to, farName);
  if (near?.type.kind !== 'base' || near.type.oid !== far?.type.oid) return undefined;
  return { near, far };
}

function columnOf({ columns, omitted = [] }: Table, name: string | undefined): Column | undefined {
  return [...columns, ...omitted].find((column) => column.name === name && column.computedBy === undefined);
}

function isIndexed({ kind, indexes }: Table, column: string): boolean {
  return (
    kind !== 'view' &&
    indexes.some((index) => index.method === 'btree' && !index.partial && index.columns[0] === column)
  );
}

/** Whether the condition names a key of the far table. */
function isOfOneRow(condition: Condition, { relationship: { to } }: RelatedCondition): boolean {
  const conditions = condition.kind === 'and' ? condition.conditions : [condition];
  const named = conditions.flatMap((part) =>
    part.kind === 'compare' && part.operator === 'eq' && 'name' in part.column ? part.column.name : [],
  );
  const keys = [...(to.primaryKey === undefined ? [] : [to.primaryKey]), ...to.uniqueKeys];
  return keys.some((key) => key.columns.every((column) => named.includes(column)));
}

/** To read all rows of the list is little then. -1 is a table that was never analysed. */
function isSmall({ estimatedRows }: Table): boolean {
  return estimatedRows >= 0 && estimatedRows < 1000;
}

/** Each row of the list refers to one row: where those are more, most of them belong to none. */
function isOutnumbered({ relationship: { kind, from, to } }: RelatedCondition): boolean {
  return kind === 'referenced' && from.estimatedRows >= 0 && from.estimatedRows < to.estimatedRows;
}

/**
 * Looking up keys that are too many in the end must cost little beside the rows of the page, each of which takes as
 * many attempts as keys are rare.
 */
function mostKeys({ size, within }: ConnectionPlan['page']): number {
  const known = size.source.kind === 'constant' && typeof size.source.value === 'number' ? size.source.value : within;
  return Math.min(Math.max(4 * (known ?? 0), 100), 1000);
}
