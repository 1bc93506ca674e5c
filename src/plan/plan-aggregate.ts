import type { BaseType } from '../model/data-type.js';
import { isPercentile } from '../typesystem/aggregate-type.js';
import type { AggregateFunction, PercentileFunction } from '../typesystem/field-meaning.js';
import {
  type Aggregate,
  type AggregateFieldPlan,
  columnAggregate,
  countAggregate,
  percentileAggregate,
} from './aggregate.js';
import type { Column } from '../model/database-model.js';
import type { PlanContext } from './plan-context.js';
import { misplaced, objectTypeOf, planFields, type SelectedField } from './plan-fields.js';
import { readArguments } from './read-arguments.js';
import type { Slot } from './slot.js';

/** The selection of `AlbumAggregate`. */
export function planAggregate(
  context: PlanContext,
  aggregate: SelectedField,
  argument: string,
): readonly AggregateFieldPlan[] {
  return planFields(context, objectTypeOf(aggregate), aggregate.selectionSets, (field): AggregateFieldPlan => {
    const { responseKey, meaning } = field;
    if (meaning.kind !== 'aggregate') throw misplaced(field);
    if (meaning.function === 'count') return { kind: 'value', responseKey, aggregate: countAggregate };
    const of = aggregateOf(context, field, meaning.function, `${argument}.${responseKey}`);
    return { kind: 'object', responseKey, fields: planColumns(context, field, of) };
  });
}

function planColumns(
  context: PlanContext,
  object: SelectedField,
  of: (column: Column) => Aggregate,
): readonly AggregateFieldPlan[] {
  return planFields(context, objectTypeOf(object), object.selectionSets, (field): AggregateFieldPlan => {
    const { responseKey, meaning } = field;
    if (meaning.kind !== 'aggregateColumn') throw misplaced(field);
    return { kind: 'value', responseKey, aggregate: of(meaning.column) };
  });
}

/** How a function, with its argument if it takes one, goes over a column. */
function aggregateOf(
  context: PlanContext,
  field: SelectedField,
  name: Exclude<AggregateFunction, 'count'>,
  argument: string,
): (column: Column) => Aggregate {
  if (!isPercentile(name)) return (column) => columnAggregate(name, column);
  const fraction = fractionSlot(context, field, name, argument);
  return (column) => percentileAggregate(name, fraction, column);
}

function fractionSlot(context: PlanContext, field: SelectedField, name: PercentileFunction, argument: string): Slot {
  const fraction = readArguments(context, field.definition, field.nodes[0]).get('fraction');
  if (fraction?.kind !== 'leaf') throw new Error(`The argument fraction of ${name} is required.`);
  return {
    source: fraction.source,
    encoding: { kind: 'fraction' },
    type: doublePrecision,
    argument: `${argument}.fraction`,
  };
}

const doublePrecision: BaseType = {
  kind: 'base',
  oid: 701,
  namespace: 'pg_catalog',
  name: 'float8',
  modifier: -1,
  orderingNamespace: 'pg_catalog',
};
