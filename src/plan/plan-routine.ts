import type { Routine, RoutineParameter } from '../model/database-model.js';
import type { FieldMeaning } from '../typesystem/field-meaning.js';
import { badUserInput } from './bad-user-input.js';
import type { CalledPlan, ConnectionPlan, ObjectPlan, ValueSelection } from './operation-plan.js';
import type { PlanContext } from './plan-context.js';
import type { SelectedField } from './plan-fields.js';
import { leafSource, rowsSlot } from './plan-page.js';
import { typedSlot } from './typed-slot.js';
import { type Input, readArguments } from './read-arguments.js';
import type { RoutineArgument, RoutineCall } from './routine-call.js';

type RoutineMeaning = Extract<FieldMeaning, { kind: 'routine' }>;
type RowTable = NonNullable<Routine['returns']['rowOf']>;

/** How the selection of a field is planned that is a value, a row of a table, or a list of its rows. */
export interface SelectionPlanners {
  readonly value: () => ValueSelection | undefined;
  readonly row: (table: RowTable) => ObjectPlan;
  readonly rows: (table: RowTable, call: RoutineCall) => ConnectionPlan;
}

/**
 * A field that a function gives.
 * @param argument The path of response keys, for error messages.
 * @throws {PillionError} `BAD_USER_INPUT` for arguments that the function cannot be called with.
 */
export function planRoutine(
  context: PlanContext,
  field: SelectedField,
  meaning: RoutineMeaning,
  argument: string,
  planners: SelectionPlanners,
): CalledPlan {
  const { responseKey } = field;
  const { routine } = meaning;
  const { returns } = routine;
  const inputs = readArguments(context, field.definition, field.nodes[0]);
  const call: RoutineCall = { routine, arguments: planArguments(context, meaning, inputs, argument) };
  const table = returns.rowOf ?? returns.record;
  if (table !== undefined) {
    return returns.set
      ? { kind: 'calledRows', responseKey, connection: planners.rows(table, call) }
      : { kind: 'calledRow', responseKey, call, object: planners.row(table) };
  }
  const value = { responseKey, call, type: returns.type, selection: planners.value() };
  if (!returns.set) return { kind: 'calledValue', ...value };
  const { pageSizes } = context;
  const first = leafSource(inputs.get('first')) ?? { kind: 'constant', value: pageSizes.defaultOf(routine) };
  const offset = leafSource(inputs.get('offset'));
  return {
    kind: 'calledValues',
    ...value,
    size: rowsSlot(first, pageSizes.maximumOf(routine), `${argument}.first`),
    offset: offset && rowsSlot(offset, Number.MAX_SAFE_INTEGER, `${argument}.offset`),
  };
}

function planArguments(
  context: PlanContext,
  { routine, arguments: names }: RoutineMeaning,
  inputs: ReadonlyMap<string, Input>,
  argument: string,
): readonly RoutineArgument[] {
  const planned: RoutineArgument[] = [];
  let leftOut: string | undefined;
  for (const parameter of routine.parameters) {
    const name = names.get(parameter);
    if (name === undefined) {
      planned.push({ parameter, named: false, value: { kind: 'row' } });
      continue;
    }
    const input = inputs.get(name);
    const place = `${argument}.${name}`;
    if (input === undefined) {
      if (!parameter.optional) throw badUserInput(place, 'a value is needed.');
      leftOut ??= name;
      continue;
    }
    if (leftOut !== undefined && parameter.name === undefined) {
      throw badUserInput(place, `give ${leftOut} too: the function has no name for this one, only its place.`);
    }
    planned.push({ parameter, named: leftOut !== undefined, value: argumentValue(context, parameter, input, place) });
  }
  return planned;
}

function argumentValue(
  context: PlanContext,
  parameter: RoutineParameter,
  input: Input,
  argument: string,
): RoutineArgument['value'] {
  if (input.kind === 'null') return { kind: 'null' };
  return { kind: 'slot', slot: typedSlot(context, parameter.type, input.source, argument) };
}
