import type { Column, Relationship } from '../model/database-model.js';
import { type AggregateFunction, inputMeaningOf } from '../typesystem/field-meaning.js';
import { type Aggregate, columnAggregate, countAggregate } from './aggregate.js';
import { isPercentile } from '../typesystem/aggregate-type.js';
import { badUserInput } from './bad-user-input.js';
import { allOf, noCondition, type Condition, type Having } from './condition.js';
import { noNull } from './no-null.js';
import { objectFields } from './object-fields.js';
import type { PlanContext } from './plan-context.js';
import type { Input } from './read-arguments.js';

/** What `planWhere` lends: aggregates stand in `where`, and hold conditions of its kind in their turn. */
interface WherePlanners {
  readonly planWhere: (context: PlanContext, input: Input, argument: string) => Condition | undefined;
  readonly planColumn: PlanColumn;
}

type PlanColumn = (context: PlanContext, column: Column, input: Input, argument: string) => readonly Condition[];

/**
 * Conditions on aggregates; undefined where there are none.
 * @throws {PillionError} `BAD_USER_INPUT` for a null, which compares with nothing.
 */
export function planHaving(
  context: PlanContext,
  input: Input,
  argument: string,
  planColumn: PlanColumn,
): Having | undefined {
  const aggregates = new Map<string, Aggregate>();
  const condition = planConditions(
    context,
    input,
    argument,
    (aggregate) => void aggregates.set(aggregate.value.name, aggregate),
    planColumn,
  );
  return condition && { condition, aggregates: [...aggregates.values()] };
}

/**
 * `tracksAggregate` of a `where`; undefined where it sets no condition.
 * @throws {PillionError} `BAD_USER_INPUT` for a null.
 */
export function planRelatedAggregate(
  context: PlanContext,
  relationship: Relationship,
  input: Input,
  argument: string,
  { planWhere, planColumn }: WherePlanners,
): Condition | undefined {
  const having = planHaving(context, input, argument, planColumn);
  if (having === undefined) return undefined;
  // Connectives with nothing in them, such as `or: []`, hold or not whatever the rows are; only an aggregate makes one row of them.
  if (having.aggregates.length === 0) return having.condition;
  const rows = objectFields(input, argument).find(({ field }) => inputMeaningOf(field)?.kind === 'aggregatedRows');
  const where = rows && planWhere(context, rows.input, `${argument}.${rows.field.name}`);
  return { kind: 'relatedAggregate', relationship, where, having };
}

function planConditions(
  context: PlanContext,
  input: Input,
  argument: string,
  remember: (aggregate: Aggregate) => void,
  planColumn: PlanColumn,
): Condition | undefined {
  const conditions = objectFields(input, argument).flatMap(({ field, input: value }): readonly Condition[] => {
    const meaning = inputMeaningOf(field);
    const place = `${argument}.${field.name}`;
    const add = (aggregate: Aggregate, conditions: Input, at: string): readonly Condition[] => {
      remember(aggregate);
      return planColumn(context, aggregate.value, conditions, at);
    };
    switch (meaning?.kind) {
      case 'aggregate': {
        const name = meaning.function;
        if (name === 'count') return add(countAggregate, value, place);
        return objectFields(value, place).flatMap((entry) =>
          add(columnAggregateOf(name, entry.field), entry.input, `${place}.${entry.field.name}`),
        );
      }
      case 'connective':
        return [planConnective(context, meaning.connective, value, place, remember, planColumn)];
      default:
        return [];
    }
  });
  return allOf(conditions);
}

function planConnective(
  context: PlanContext,
  connective: 'and' | 'or' | 'not',
  input: Input,
  argument: string,
  remember: (aggregate: Aggregate) => void,
  planColumn: PlanColumn,
): Condition {
  if (connective === 'not') {
    return { kind: 'not', condition: planConditions(context, input, argument, remember, planColumn) ?? noCondition };
  }
  if (input.kind !== 'list') throw noNull(argument);
  const conditions = input.items.map(
    (item, index) => planConditions(context, item, `${argument}[${index}]`, remember, planColumn) ?? noCondition,
  );
  return { kind: connective, conditions };
}

/** An aggregate as a key of an order, and its direction. */
export function planAggregateKey(
  input: Input,
  argument: string,
): { readonly aggregate: Aggregate; readonly direction: string } {
  const entry = input.kind === 'object' ? input.fields[0] : undefined;
  const meaning = entry && inputMeaningOf(entry.field);
  if (meaning?.kind === 'aggregate' && meaning.function === 'count' && entry?.input.kind === 'leaf') {
    return { aggregate: countAggregate, direction: entry.input.value as string };
  }
  const column = entry?.input.kind === 'object' ? entry.input.fields[0] : undefined;
  if (meaning?.kind !== 'aggregate' || meaning.function === 'count' || column?.input.kind !== 'leaf') {
    throw badUserInput(argument, 'name one aggregate and its direction, such as { count: DESC }.');
  }
  return { aggregate: columnAggregateOf(meaning.function, column.field), direction: column.input.value as string };
}

function columnAggregateOf(
  name: Exclude<AggregateFunction, 'count'>,
  field: Parameters<typeof inputMeaningOf>[0],
): Aggregate {
  const meaning = inputMeaningOf(field);
  if (meaning?.kind !== 'aggregateColumn' || isPercentile(name))
    throw new Error(`The field ${field.name} has no meaning.`);
  return columnAggregate(name, meaning.column);
}
