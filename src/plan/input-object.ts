import type { PillionError } from '../errors/pillion-error.js';
import { badUserInput } from './bad-user-input.js';
import type { Input, InputEntry } from './read-arguments.js';

/**
 * The fields of an input object.
 * @throws {PillionError} `BAD_USER_INPUT` for a null.
 */
export function objectFields(input: Input, argument: string): readonly InputEntry[] {
  if (input.kind !== 'object') throw noNull(argument);
  return input.fields;
}

/** A null where a condition needs a value. */
export function noNull(argument: string): PillionError {
  return badUserInput(argument, 'null compares with nothing. Leave the field out, or test for null with isNull.');
}
