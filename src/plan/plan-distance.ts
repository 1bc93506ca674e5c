import type { Column } from '../model/database-model.js';
import { baseOf } from '../model/data-type.js';
import { spaceOf } from '../model/space-of.js';
import type { VectorMetric } from '../typesystem/field-meaning.js';
import { builtInType } from '../typesystem/filters/built-in-type.js';
import type { Condition, Subject } from './condition.js';
import type { DistanceFrom } from './distance.js';
import { noNull } from './no-null.js';
import { leaf, objectFields } from './object-fields.js';
import type { OrderTerm } from './operation-plan.js';
import { orderTerm } from './order-term.js';
import type { PlanContext } from './plan-context.js';
import type { Input, InputEntry } from './read-arguments.js';
import type { Slot } from './slot.js';

/**
 * `to` and `metric`, as arguments of a field or as fields of an input object.
 * @throws {PillionError} `BAD_USER_INPUT` for a null.
 */
export function planDistanceFrom(subject: Subject, inputs: ReadonlyMap<string, Input>, argument: string): DistanceFrom {
  const to = inputs.get('to');
  if (to === undefined) throw noNull(`${argument}.to`);
  const metric = inputs.get('metric');
  const isVector = ['vector', 'sparseVector'].includes(spaceOf(subject.type) ?? '');
  return {
    // graphql-js fills in defaults in variables, but a literal object is read as it stands.
    metric: isVector
      ? (((metric && leaf(metric, `${argument}.metric`).value) as VectorMetric | undefined) ?? 'L2')
      : undefined,
    to: operandSlot(subject, to, `${argument}.to`),
  };
}

/** `{ embeddingDistance: { to: […], metric: COSINE, direction: ASC } }` as a term of an order. */
export function planDistanceTerm(path: OrderTerm['path'], column: Column, input: Input, argument: string): OrderTerm {
  const inputs = byName(objectFields(input, argument));
  const direction = inputs.get('direction');
  const from = planDistanceFrom(column, inputs, argument);
  return {
    ...orderTerm(
      path,
      distanceColumn(column, from),
      (direction === undefined ? 'ASC' : leaf(direction, `${argument}.direction`).value) as string,
    ),
    measure: { kind: 'distance', column, from },
  };
}

/** The column that stands for a distance. Geometries may be empty, and then have none. */
function distanceColumn({ name, type, notNull }: Column, { metric }: DistanceFrom): Column {
  return {
    name: metric === undefined ? `distance of ${name}` : `${metric} distance of ${name}`,
    position: 0,
    type: builtInType('float8'),
    notNull: notNull && metric !== undefined && spaceOf(type) !== undefined,
    comment: undefined,
    tags: {},
  };
}

/** The conditions that a filter sets on a part of a value; given by the caller, since filters hold filters. */
type PlanFilter = (context: PlanContext, subject: Subject, input: Input, argument: string) => readonly Condition[];

/** `distance: { to: […], metric: COSINE, lt: 0.3 }` */
export function planDistanceConditions(
  context: PlanContext,
  subject: Subject,
  input: Input,
  argument: string,
  planFilter: PlanFilter,
): readonly Condition[] {
  const fields = objectFields(input, argument);
  const from = planDistanceFrom(subject, byName(fields), argument);
  const inside: Subject = {
    inside: subject,
    part: { kind: 'distance', from },
    type: builtInType('float8'),
    notNull: false,
  };
  const comparisons = fields.filter(({ field }) => field.name !== 'to' && field.name !== 'metric');
  return planFilter(
    context,
    inside,
    { kind: 'object', fields: comparisons, source: { kind: 'constant', value: null } },
    argument,
  );
}

/** `withinDistance: { of: { type: "Point", … }, distance: 500 }` */
export function planWithinDistance(subject: Subject, input: Input, argument: string): Condition {
  const inputs = byName(objectFields(input, argument));
  const [of, distance] = [inputs.get('of'), inputs.get('distance')];
  if (of === undefined) throw noNull(`${argument}.of`);
  if (distance === undefined) throw noNull(`${argument}.distance`);
  return {
    kind: 'spatial',
    column: subject,
    predicate: 'withinDistance',
    operand: operandSlot(subject, of, `${argument}.of`),
    distance: {
      source: leaf(distance, `${argument}.distance`).source,
      encoding: { kind: 'distance' },
      type: builtInType('float8'),
      argument: `${argument}.distance`,
    },
  };
}

/** A value of the column's own type, with its dimensions or SRID. */
export function operandSlot(subject: Subject, input: Input, argument: string): Slot {
  return { source: leaf(input, argument).source, encoding: { kind: 'value' }, type: baseOf(subject.type), argument };
}

function byName(fields: readonly InputEntry[]): ReadonlyMap<string, Input> {
  return new Map(fields.map(({ field, input }) => [field.name, input]));
}
