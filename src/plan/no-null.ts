import type { PillionError } from '../errors/pillion-error.js';
import { badUserInput } from './bad-user-input.js';

/** A null where a condition needs a value. */
export function noNull(argument: string): PillionError {
  return badUserInput(argument, 'null compares with nothing. Leave the field out, or test for null with isNull.');
}
