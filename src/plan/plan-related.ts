import type { Relationship } from '../model/database-model.js';
import { inputMeaningOf } from '../typesystem/field-meaning.js';
import type { PillionError } from '../errors/pillion-error.js';
import { badUserInput } from './bad-user-input.js';
import { type Condition, noCondition } from './condition.js';
import { objectFields } from './object-fields.js';
import type { Input } from './read-arguments.js';

/** Plans the conditions on a row at the far end; undefined where they are none. */
type PlanFar = (input: Input, argument: string) => Condition | undefined;

/** `artist: { name: … }`: there is such a row, and the conditions hold for it. */
export function planRelatedRow(
  relationship: Relationship,
  input: Input,
  argument: string,
  planFar: PlanFar,
): Condition {
  if (input.kind === 'null') throw noRow(argument);
  return { kind: 'related', relationship, quantifier: 'some', condition: planFar(input, argument) };
}

/** `tracks: { some: …, every: …, none: … }`: those that are given hold. */
export function planRelatedRows(
  relationship: Relationship,
  input: Input,
  argument: string,
  planFar: PlanFar,
): readonly Condition[] {
  if (input.kind === 'null') throw noRow(argument);
  return objectFields(input, argument).map(({ field, input: value }) => {
    const meaning = inputMeaningOf(field);
    if (meaning?.kind !== 'quantifier') throw new Error(`The filter field ${field.name} has no meaning.`);
    const { quantifier } = meaning;
    if (value.kind === 'null') throw noRow(`${argument}.${field.name}`);
    const condition = planFar(value, `${argument}.${field.name}`);
    // Every row is a row.
    if (quantifier === 'every' && condition === undefined) return noCondition;
    return { kind: 'related', relationship, quantifier, condition };
  });
}

function noRow(argument: string): PillionError {
  return badUserInput(
    argument,
    'null is no condition. Leave the field out; an empty object asks for a row, and the same inside of not for none.',
  );
}
