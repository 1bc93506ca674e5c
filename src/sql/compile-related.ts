import type { Condition } from '../plan/condition.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { compileLink } from './compile-link.js';
import { tableRows } from './table-rows.js';
import { type Sql, sql, verbatim } from './knex.js';
import { select } from './select.js';

/**
 * A condition on the far end of a relationship as EXISTS or NOT EXISTS, which the planner turns into a semijoin or an
 * antijoin.
 */
export function compileRelated(
  compilation: Compilation,
  near: RowSource,
  { relationship, quantifier, condition }: Extract<Condition, { kind: 'related' }>,
  compileCondition: (compilation: Compilation, source: RowSource, condition: Condition) => Sql,
): Sql {
  const alias = compilation.alias('t');
  const far = tableSource(alias);
  const link = compileLink(compilation, relationship, near, far);
  const conditions = [link.condition];
  if (condition !== undefined) {
    const holds = compileCondition(compilation, far, condition);
    conditions.push(quantifier === 'every' ? sql`(${holds}) is not true` : holds);
  }
  const rows = select({
    columns: [],
    from: [tableRows(compilation, relationship.to, alias), ...link.joins],
    where: conditions,
  });
  return sql`${verbatim(quantifier === 'some' ? 'exists' : 'not exists')} (${rows})`;
}
