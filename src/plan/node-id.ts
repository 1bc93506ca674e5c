import { badUserInput } from './bad-user-input.js';
import { decodeOpaque } from './opaque.js';

export interface NodeId {
  readonly typeName: string;
  /** The primary key, in its order. */
  readonly values: readonly unknown[];
}

/**
 * Takes a global identifier apart.
 * @throws {PillionError} `BAD_USER_INPUT` for what is none.
 */
export function decodeNodeId(text: unknown, argument: string): NodeId {
  const [typeName, ...values] = (typeof text === 'string' ? decodeOpaque(text) : undefined) ?? [];
  if (typeof typeName !== 'string' || values.length === 0) {
    throw badUserInput(argument, 'this is not a global identifier; take one from the same field of a row.');
  }
  return { typeName, values };
}
