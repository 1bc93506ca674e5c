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

/** A value that is not null. */
export function leaf(input: Input, argument: string): Extract<Input, { kind: 'leaf' }> {
  if (input.kind !== 'leaf') throw noNull(argument);
  return input;
}

export function listItems(input: Input, argument: string): readonly Input[] {
  if (input.kind !== 'list') throw noNull(argument);
  return input.items;
}

/** A field that GraphQL demands. */
export function given(fields: readonly InputEntry[], name: string, argument: string): Input {
  const entry = fields.find(({ field }) => field.name === name);
  if (entry === undefined) throw noNull(`${argument}.${name}`);
  return entry.input;
}
