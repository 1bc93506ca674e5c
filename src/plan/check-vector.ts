import type { BaseType } from '../model/data-type.js';
import { dimensionsOf } from '../model/space-of.js';
import { badUserInput } from './bad-user-input.js';

/**
 * Refuses a vector that its type or its column cannot hold: pgvector measures between vectors of one length only.
 * @param value The numbers of a `vector` or `halfvec`, the text of a `sparsevec`.
 */
export function checkVector(value: readonly number[] | string, type: BaseType, argument: string): void {
  const length = typeof value === 'string' ? Number(value.slice(value.lastIndexOf('/') + 1)) : value.length;
  const declared = dimensionsOf(type);
  if (declared !== undefined && length !== declared) {
    throw badUserInput(argument, `the vector has ${length} dimensions, and the column ${declared}.`);
  }
  if (typeof value === 'string') return;
  if (length > mostDimensions) {
    throw badUserInput(argument, `the vector has ${length} dimensions; ${type.name} holds ${mostDimensions} at most.`);
  }
  const outside = value.find((number) => !isInside(number, type.name));
  if (outside !== undefined) throw badUserInput(argument, `${outside} is outside of ${type.name}.`);
}

/** `VECTOR_MAX_DIM` and `HALFVEC_MAX_DIM`. */
const mostDimensions = 16_000;

/** Single precision; half of it rounds to 65,504 what is below 65,520. */
function isInside(number: number, name: string): boolean {
  return name === 'halfvec' ? Math.abs(number) < 65_520 : Number.isFinite(Math.fround(number));
}
