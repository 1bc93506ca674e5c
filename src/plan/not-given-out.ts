import type { PillionError } from '../errors/pillion-error.js';
import { badUserInput } from './bad-user-input.js';

/** A cursor or global identifier that a client has written itself, and not well. */
export function notGivenOut(argument: string): PillionError {
  return badUserInput(argument, 'this was not given out by this server; use the text as you got it.');
}
