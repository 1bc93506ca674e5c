import { baseOf, dimensionsOfArray } from '../model/data-type.js';
import type { Column } from '../model/database-model.js';
import { type FilterOperator, inputMeaningOf } from '../typesystem/field-meaning.js';
import { allOf, type Condition, noCondition, type Subject } from './condition.js';
import { noNull } from './no-null.js';
import { leaf, objectFields } from './object-fields.js';
import { planColumnComparisons } from './plan-column-comparison.js';
import type { PlanContext } from './plan-context.js';
import { planRelatedAggregate } from './plan-having.js';
import { planRelatedRow, planRelatedRows } from './plan-related.js';
import { planValueCondition } from './plan-value-condition.js';
import type { Input } from './read-arguments.js';
import type { Encoding, Slot, Source } from './slot.js';
import { typedSlot } from './typed-slot.js';
import { arrayOf, textType } from '../typesystem/filters/built-in-type.js';

/**
 * A `where` argument as a condition; undefined where it sets none.
 * @throws {PillionError} `BAD_USER_INPUT` for a null, which compares with nothing.
 */
export function planWhere(context: PlanContext, input: Input, argument: string): Condition | undefined {
  const conditions: Condition[] = [];
  const planFar = (far: Input, place: string): Condition | undefined => planWhere(context, far, place);
  for (const { field, input: value } of objectFields(input, argument)) {
    const place = `${argument}.${field.name}`;
    const meaning = inputMeaningOf(field);
    if (meaning?.kind === 'connective') {
      const condition = planConnective(context, meaning.connective, value, place);
      if (condition !== undefined) conditions.push(condition);
    } else if (meaning?.kind === 'conditions') {
      conditions.push(...planColumn(context, meaning.column, value, place));
    } else if (meaning?.kind === 'relatedRow') {
      conditions.push(planRelatedRow(meaning.relationship, value, place, planFar));
    } else if (meaning?.kind === 'relatedRows') {
      conditions.push(...planRelatedRows(meaning.relationship, value, place, planFar));
    } else if (meaning?.kind === 'columnComparisons') {
      conditions.push(...planColumnComparisons(context.names, meaning.table, value, place));
    } else if (meaning?.kind === 'relatedAggregate') {
      const condition = planRelatedAggregate(context, meaning.relationship, value, place, { planWhere, planColumn });
      if (condition !== undefined) conditions.push(condition);
    }
  }
  return allOf(conditions);
}

function planConnective(
  context: PlanContext,
  connective: 'and' | 'or' | 'not',
  input: Input,
  argument: string,
): Condition | undefined {
  if (connective === 'not') {
    return { kind: 'not', condition: planWhere(context, input, argument) ?? noCondition };
  }
  if (input.kind !== 'list') throw noNull(argument);
  const parts = input.items.map((item, index) => planWhere(context, item, `${argument}[${index}]`) ?? noCondition);
  return connective === 'and' ? allOf(parts) : { kind: 'or', conditions: parts };
}

/** The conditions on a column, or on a part of a value. */
export function planColumn(
  context: PlanContext,
  column: Subject,
  input: Input,
  argument: string,
): readonly Condition[] {
  return objectFields(input, argument).flatMap(({ field, input: value }) => {
    const meaning = inputMeaningOf(field);
    if (meaning === undefined) throw new Error(`The filter field ${field.name} has no meaning.`);
    const place = `${argument}.${field.name}`;
    if (meaning.kind === 'operator') return planOperator(context, column, meaning.operator, value, place);
    return planValueCondition(context, column, meaning, value, place, planColumn);
  });
}

function planOperator(
  context: PlanContext,
  column: Subject,
  operator: FilterOperator,
  input: Input,
  argument: string,
): Condition {
  switch (operator) {
    case 'isNull':
      return { kind: 'null', column, negated: leaf(input, argument).value === false };
    case 'isDistinctFrom':
    case 'isNotDistinctFrom': {
      const negated = operator === 'isNotDistinctFrom';
      if (input.kind === 'null') return { kind: 'null', column, negated: !negated };
      return {
        kind: 'distinct',
        column,
        negated,
        slot: comparedSlot(context, column, sourceOf(input, argument), argument),
      };
    }
    case 'in':
    case 'notIn': {
      if (input.kind !== 'list') throw noNull(argument);
      if (input.items.some((item) => item.kind === 'null')) throw noNull(argument);
      if (baseOf(column.type).kind === 'array') return amongArrays(context, column, operator, input.items, argument);
      return {
        kind: 'among',
        column,
        negated: operator === 'notIn',
        slot: arraySlot(context, column, input.source, argument),
      };
    }
    case 'eq':
    case 'ne':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return {
        kind: 'compare',
        column,
        operator,
        slot: comparedSlot(context, column, sourceOf(input, argument), argument),
      };
    default: {
      const { encoding, caseInsensitive } = patterns[operator];
      return {
        kind: 'like',
        column,
        caseInsensitive,
        slot: { source: leaf(input, argument).source, encoding, type: textType, argument },
      };
    }
  }
}

function sourceOf(input: Input, argument: string): Source {
  if (input.kind === 'null') throw noNull(argument);
  return input.source;
}

/** PostgreSQL finds no operator between an array of a domain and one of its base type. */
function comparedSlot(context: PlanContext, column: Subject, source: Source, argument: string): Slot {
  const base = baseOf(column.type);
  const type = base.kind === 'array' ? arrayOf(baseOf(base.element), dimensionsOfArray(base)) : column.type;
  return valueSlot(context, { type }, source, argument);
}

/** An array of arrays would be an array of two dimensions, whose elements are no arrays: each is a slot of its own. */
function amongArrays(
  context: PlanContext,
  column: Subject,
  operator: 'in' | 'notIn',
  items: readonly Input[],
  argument: string,
): Condition {
  const conditions = items.map((item, index): Condition => {
    const place = `${argument}[${index}]`;
    const slot = comparedSlot(context, column, sourceOf(item, place), place);
    return { kind: 'compare', column, operator: operator === 'in' ? 'eq' : 'ne', slot };
  });
  return { kind: operator === 'in' ? 'or' : 'and', conditions };
}

const pattern = (anyBefore: boolean, anyAfter: boolean): Encoding => ({ kind: 'pattern', anyBefore, anyAfter });

const patterns = {
  like: { encoding: { kind: 'likePattern' }, caseInsensitive: false },
  ilike: { encoding: { kind: 'likePattern' }, caseInsensitive: true },
  startsWith: { encoding: pattern(false, true), caseInsensitive: false },
  endsWith: { encoding: pattern(true, false), caseInsensitive: false },
  contains: { encoding: pattern(true, true), caseInsensitive: false },
  startsWithInsensitive: { encoding: pattern(false, true), caseInsensitive: true },
  endsWithInsensitive: { encoding: pattern(true, false), caseInsensitive: true },
  containsInsensitive: { encoding: pattern(true, true), caseInsensitive: true },
} as const satisfies Record<string, { encoding: Encoding; caseInsensitive: boolean }>;

/** A slot for one value of a column. */
export function valueSlot(context: PlanContext, column: Pick<Column, 'type'>, source: Source, argument: string): Slot {
  return typedSlot(context, column.type, source, argument);
}

function arraySlot(context: PlanContext, column: Pick<Column, 'type'>, source: Source, argument: string): Slot {
  return typedSlot(context, arrayOf(baseOf(column.type)), source, argument);
}
