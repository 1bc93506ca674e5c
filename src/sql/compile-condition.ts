import type { Column } from '../model/database-model.js';
import { baseOf } from '../model/data-type.js';
import type { Condition } from '../plan/condition.js';
import type { ComparisonOperator } from '../typesystem/field-meaning.js';
import { all } from './all.js';
import type { Compilation, RowSource } from './compilation.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { compileRelatedAggregate } from './related-aggregate.js';
import { operatorOf } from './type-name.js';

/** A condition on the rows of a source, as SQL that is true for the rows that pass. */
export function compileCondition(compilation: Compilation, source: RowSource, condition: Condition): Sql {
  switch (condition.kind) {
    case 'and':
      return all(condition.conditions.map((part) => compileCondition(compilation, source, part)));
    case 'or': {
      const parts = condition.conditions.map((part) => compileCondition(compilation, source, part));
      return parts.length === 0 ? verbatim('false') : sql`(${join(parts, ' or ')})`;
    }
    case 'not':
      return sql`not (${compileCondition(compilation, source, condition.condition)})`;
    case 'null':
      return condition.negated
        ? sql`${source.column(condition.column)} is not null`
        : sql`${source.column(condition.column)} is null`;
    case 'compare':
      return comparison(
        condition.column,
        source,
        comparisonOperators[condition.operator],
        compilation.slot(condition.slot),
      );
    case 'distinct': {
      // IS DISTINCT FROM takes its = from the search_path; the slot is never null.
      const equal = comparison(condition.column, source, '=', compilation.slot(condition.slot));
      if (!condition.negated) return sql`(${equal}) is not true`;
      // False for null, where = alone would be unknown, which NOT does not turn round; and an index serves it.
      return all(condition.column.notNull ? [equal] : [equal, sql`${source.column(condition.column)} is not null`]);
    }
    case 'among': {
      const [operator, quantifier] = condition.negated ? ['<>', 'all'] : ['=', 'any'];
      const array = sql`${verbatim(quantifier)} (${compilation.slot(condition.slot)})`;
      return comparison(condition.column, source, operator, array);
    }
    case 'like':
      return compileLike(compilation, source, condition);
    case 'relatedAggregate':
      return compileRelatedAggregate(compilation, source, condition, compileCondition);
  }
}

const comparisonOperators: Readonly<Record<ComparisonOperator, string>> = {
  eq: '=',
  ne: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

function comparison(column: Column, source: RowSource, operator: string, operand: Sql): Sql {
  return sql`${source.column(column)} ${verbatim(operatorOf(column.type, operator))} ${operand}`;
}

/** Types that have their own `~~`; the text of others is matched. */
function compileLike(
  compilation: Compilation,
  source: RowSource,
  { column, caseInsensitive, slot }: Extract<Condition, { kind: 'like' }>,
): Sql {
  const type = baseOf(column.type);
  const operator = caseInsensitive ? '~~*' : '~~';
  const pattern = compilation.slot(slot, '::pg_catalog.text');
  if (type.kind === 'base' && (type.name === 'citext' || textTypes.has(type.name))) {
    return comparison(column, source, operator, pattern);
  }
  return sql`${source.column(column)}::pg_catalog.text ${verbatim(`operator(pg_catalog.${operator})`)} ${pattern}`;
}

const textTypes: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar', 'name']);
