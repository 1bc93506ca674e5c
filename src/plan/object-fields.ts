import { noNull } from './no-null.js';
import type { Input, InputEntry } from './read-arguments.js';

/**
 * The fields of an input object.
 * @throws {PillionError} `BAD_USER_INPUT` for a null.
 */
export function objectFields(input: Input, argument: string): readonly InputEntry[] {
  if (input.kind !== 'object') throw noNull(argument);
  return input.fields;
}
