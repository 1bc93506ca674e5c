import { badUserInput } from './bad-user-input.js';
import type { Input, InputEntry } from './read-arguments.js';

/** The given fields of an input object; a null in its place is refused. */
export function objectFields(input: Input, argument: string): readonly InputEntry[] {
  if (input.kind !== 'object') throw noNull(argument);
  return input.fields;
}

export function leaf(input: Input, argument: string): Extract<Input, { kind: 'leaf' }> {
  if (input.kind !== 'leaf') throw noNull(argument);
  return input;
}

export function listItems(input: Input, argument: string): readonly Input[] {
  if (input.kind !== 'list') throw noNull(argument);
  return input.items;
}

export function noNull(argument: string): Error {
  return badUserInput(argument, 'null compares with nothing. Leave the field out, or test for null with isNull.');
}
