import type { RelatedAggregate } from '../plan/aggregate.js';
import type { Condition } from '../plan/condition.js';
import type { OrderTerm } from '../plan/operation-plan.js';
import { aggregateSource, aggregateValue } from './aggregate-value.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { compileLink, tableAs } from './compile-link.js';
import { type Sql, sql, verbatim } from './knex.js';
import { quoteIdentifier } from './quote.js';
import { select } from './select.js';

type CompileCondition = (compilation: Compilation, source: RowSource, condition: Condition) => Sql;

/** A condition on what the rows at the far end of a relationship come to, as one subselect that reads them once. */
export function compileRelatedAggregate(
  compilation: Compilation,
  near: RowSource,
  { relationship, where, having }: Extract<Condition, { kind: 'relatedAggregate' }>,
  compileCondition: CompileCondition,
): Sql {
  const alias = compilation.alias('t');
  const far = tableSource(alias);
  const link = compileLink(compilation, relationship, near, far);
  const conditions = where === undefined ? [] : [compileCondition(compilation, far, where)];
  const holds = compileCondition(compilation, aggregateSource(compilation, far, having.aggregates), having.condition);
  const rows = select({
    columns: [holds],
    from: [tableAs(relationship.to, alias), ...link.joins],
    where: [link.condition, ...conditions],
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
  for (const { column, aggregate } of order) {
    if (aggregate === undefined) continue;
    const alias = compilation.alias('a');
    const name = quoteIdentifier(column.name);
    joins.push(sql`cross join lateral (${relatedValue(compilation, table, aggregate, name)}) as ${verbatim(alias)}`);
    values.set(column.name, verbatim(`${alias}.${name}`));
  }
  return { ...table, column: (column) => values.get(column.name) ?? table.column(column) };
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
    from: [tableAs(relationship.to, alias), ...link.joins],
    where: [link.condition],
  });
}
