import type { Relationship } from '../model/database-model.js';
import type { Aggregate, RelatedAggregate } from '../plan/aggregate.js';
import type { Condition } from '../plan/condition.js';
import type { OrderTerm } from '../plan/operation-plan.js';
import { aggregateSource, aggregateValue } from './aggregate-value.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { compileLink } from './compile-link.js';
import { tableRows } from './table-rows.js';
import { compileGroupedLink } from './grouped-link.js';
import { type Sql, sql, verbatim } from './knex.js';
import { quoteIdentifier } from './quote.js';
import { select } from './select.js';

type CompileCondition = (compilation: Compilation, source: RowSource, condition: Condition) => Sql;

/**
 * A condition on what the rows at the far end of a relationship come to: on the group of the row, or as one subselect
 * that reads them once.
 */
export function compileRelatedAggregate(
  compilation: Compilation,
  near: RowSource,
  { relationship, where, having }: Extract<Condition, { kind: 'relatedAggregate' }>,
  compileCondition: CompileCondition,
): Sql {
  const conditions = (far: RowSource): readonly Sql[] =>
    where === undefined ? [] : [compileCondition(compilation, far, where)];
  const joins = near.groupedInto?.(relationship);
  if (joins !== undefined) {
    const group = joinGroups(compilation, near, relationship, having.aggregates, conditions, joins);
    return sql`(${compileCondition(compilation, group, having.condition)})`;
  }
  const alias = compilation.alias('t');
  const far = tableSource(alias);
  const link = compileLink(compilation, relationship, near, far);
  const further = conditions(far);
  const holds = compileCondition(compilation, aggregateSource(compilation, far, having.aggregates), having.condition);
  const rows = select({
    columns: [holds],
    from: [tableRows(compilation, relationship.to, alias), ...link.joins],
    where: [link.condition, ...further],
  });
  return sql`(${rows})`;
}

/**
 * A table whose rows have the aggregates of an order beside their columns.
 * @param joins Gets a subselect for each of them, which belongs beside the table in FROM.
 */
export function orderedSource(
  compilation: Compilation,
  table: RowSource,
  order: readonly OrderTerm[],
  joins: Sql[],
): RowSource {
  const values = new Map<string, Sql>();
  for (const { column, path, aggregate: related } of order) {
    if (related === undefined || path.length > 0) continue;
    const place = { name: column.name, present: undefined };
    values.set(column.name, joinRelatedValue(compilation, table, related, place, joins));
  }
  return { ...table, column: (column) => values.get(column.name) ?? table.column(column) };
}

/**
 * Joins what the rows at the far end of a relationship come to, and gives the value.
 *
 * @param place `name` is that of the value's column; `present` says that there is a near row, undefined where there
 *   always is one: without one, there is no value.
 */
export function joinRelatedValue(
  compilation: Compilation,
  near: RowSource,
  related: RelatedAggregate,
  place: { readonly name: string; readonly present: Sql | undefined },
  joins: Sql[],
): Sql {
  const { relationship, aggregate } = related;
  const { present } = place;
  const grouped = near.groupedInto?.(relationship);
  if (grouped !== undefined) {
    const value = joinGroups(compilation, near, relationship, [aggregate], () => [], grouped).column(aggregate.value);
    return present === undefined ? value : sql`case when ${present} then ${value} end`;
  }
  const alias = compilation.alias('a');
  const name = quoteIdentifier(place.name);
  const rows = sql`lateral (${relatedValue(compilation, near, related, name)}) as ${verbatim(alias)}`;
  joins.push(present === undefined ? sql`cross join ${rows}` : sql`left join ${rows} on ${present}`);
  return verbatim(`${alias}.${name}`);
}

function relatedValue(
  compilation: Compilation,
  near: RowSource,
  { relationship, aggregate }: RelatedAggregate,
  name: string,
): Sql {
  const alias = compilation.alias('t');
  const far = tableSource(alias);
  const link = compileLink(compilation, relationship, near, far);
  return select({
    columns: [sql`${aggregateValue(compilation, far, aggregate)} as ${verbatim(name)}`],
    from: [tableRows(compilation, relationship.to, alias), ...link.joins],
    where: [link.condition],
  });
}

/** Joins the groups of the far rows, and gives the aggregates of a row's group as columns. */
function joinGroups(
  compilation: Compilation,
  near: RowSource,
  relationship: Relationship,
  aggregates: readonly Aggregate[],
  conditions: (far: RowSource) => readonly Sql[],
  joins: Sql[],
): RowSource {
  const group = compilation.alias('g');
  const alias = compilation.alias('t');
  const far = tableSource(alias);
  const link = compileGroupedLink(compilation, relationship, near, { alias, source: far }, group);
  const values = aggregates.map(
    (aggregate, index) => sql`${aggregateValue(compilation, far, aggregate)} as ${verbatim(`a${index + 1}`)}`,
  );
  const rows = select({
    columns: [...link.columns, ...values],
    from: link.from,
    where: conditions(far),
    groupBy: link.keys,
  });
  joins.push(sql`left join (${rows}) as ${verbatim(group)} on ${link.condition}`);
  return {
    row: near.row,
    column({ name }) {
      const index = aggregates.findIndex(({ value }) => value.name === name);
      const aggregate = aggregates[index];
      if (aggregate === undefined) throw new Error(`There is no aggregate ${name}.`);
      const value = verbatim(`${group}.a${index + 1}`);
      // A row without a group is one of no far rows.
      return isNumberOfRows(aggregate) ? sql`coalesce(${value}, 0)` : value;
    },
  };
}

function isNumberOfRows(aggregate: Aggregate): boolean {
  return aggregate.function === 'count' || aggregate.function === 'countDistinct';
}
