import type { AggregateFunction } from '../typesystem/field-meaning.js';
import { type AggregateFieldPlan, columnAggregate, countAggregate } from './aggregate.js';
import type { PlanContext } from './plan-context.js';
import { misplaced, objectTypeOf, planFields, type SelectedField } from './plan-fields.js';

/** The selection of `AlbumAggregate`. */
export function planAggregate(context: PlanContext, aggregate: SelectedField): readonly AggregateFieldPlan[] {
  return planFields(context, objectTypeOf(aggregate), aggregate.selectionSets, (field): AggregateFieldPlan => {
    const { responseKey, meaning } = field;
    if (meaning.kind !== 'aggregate') throw misplaced(field);
    if (meaning.function === 'count') return { kind: 'value', responseKey, aggregate: countAggregate };
    return { kind: 'object', responseKey, fields: planColumns(context, field, meaning.function) };
  });
}

function planColumns(
  context: PlanContext,
  object: SelectedField,
  name: Exclude<AggregateFunction, 'count'>,
): readonly AggregateFieldPlan[] {
  return planFields(context, objectTypeOf(object), object.selectionSets, (field): AggregateFieldPlan => {
    const { responseKey, meaning } = field;
    if (meaning.kind !== 'aggregateColumn') throw misplaced(field);
    return { kind: 'value', responseKey, aggregate: columnAggregate(name, meaning.column) };
  });
}
