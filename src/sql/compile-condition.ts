import { baseOf } from '../model/data-type.js';
import type { Condition, Subject } from '../plan/condition.js';
import type { ComparisonOperator } from '../typesystem/field-meaning.js';
import { all } from './all.js';
import type { Compilation, RowSource } from './compilation.js';
import { compileRelated } from './compile-related.js';
import { compileSpatial } from './compile-spatial.js';
import { compileTextSearch, compileTypeOperator, emptyTest, slicedArray } from './compile-type-operator.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { compileRelatedAggregate } from './related-aggregate.js';
import { nullTest, subjectValue } from './subject-value.js';
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
      return nullTest(compilation, source, condition.column, condition.negated);
    case 'compare':
      return comparison(
        compilation,
        condition.column,
        source,
        comparisonOperators[condition.operator],
        compilation.slot(condition.slot),
      );
    case 'distinct': {
      // IS DISTINCT FROM takes its = from the search_path; the slot is never null.
      const equal = comparison(compilation, condition.column, source, '=', compilation.slot(condition.slot));
      if (!condition.negated) return sql`(${equal}) is not true`;
      // False for null, where = alone would be unknown, which NOT does not turn round; and an index serves it.
      return all(condition.column.notNull ? [equal] : [equal, nullTest(compilation, source, condition.column, true)]);
    }
    case 'among': {
      const [operator, quantifier] = condition.negated ? ['<>', 'all'] : ['=', 'any'];
      const array = sql`${verbatim(quantifier)} (${compilation.slot(condition.slot)})`;
      return comparison(compilation, condition.column, source, operator, array);
    }
    case 'like':
      return compileLike(compilation, source, condition);
    case 'typeOperator':
      return compileTypeOperator(compilation, source, condition);
    case 'empty':
      return emptyTest(compilation, source, condition.column, condition.negated);
    case 'jsonPath': {
      const json = subjectValue(compilation, source, condition.column);
      const test = verbatim(condition.negated ? 'is null' : 'is not null');
      return sql`(${json} operator(pg_catalog.#>) ${compilation.slot(condition.path)}) ${test}`;
    }
    case 'spatial':
      return compileSpatial(compilation, source, condition);
    case 'textSearch':
      return compileTextSearch(compilation, source, condition);
    case 'compareColumns':
      return compileColumnComparison(compilation, source, condition);
    case 'related':
      return compileRelated(compilation, source, condition, compileCondition);
    case 'relatedAggregate':
      return compileRelatedAggregate(compilation, source, condition, compileCondition);
  }
}

function compileColumnComparison(
  compilation: Compilation,
  source: RowSource,
  { column, operator, other }: Extract<Condition, { kind: 'compareColumns' }>,
): Sql {
  const [left, right] = [source.column(column), source.column(other)];
  if (operator !== 'isDistinctFrom' && operator !== 'isNotDistinctFrom') {
    return comparison(compilation, column, source, comparisonOperators[operator], right);
  }
  // IS DISTINCT FROM takes its = from the search_path.
  const same = sql`coalesce(${comparison(compilation, column, source, '=', right)}, ${left} is null and ${right} is null)`;
  return operator === 'isNotDistinctFrom' ? same : sql`not ${same}`;
}

const comparisonOperators: Readonly<Record<ComparisonOperator, string>> = {
  eq: '=',
  ne: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

function comparison(compilation: Compilation, column: Subject, source: RowSource, operator: string, operand: Sql): Sql {
  const value =
    baseOf(column.type).kind === 'array'
      ? slicedArray(compilation, source, column)
      : subjectValue(compilation, source, column);
  return sql`${value} ${verbatim(operatorOf(column.type, operator))} ${operand}`;
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
    return comparison(compilation, column, source, operator, pattern);
  }
  return sql`${subjectValue(compilation, source, column)}::pg_catalog.text ${verbatim(`operator(pg_catalog.${operator})`)} ${pattern}`;
}

const textTypes: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar', 'name']);
