import { PillionError } from '../errors/pillion-error.js';

/** An error about what the client wrote: the argument first, then what is wrong with it and what to write instead. */
export function badUserInput(argument: string, reason: string): PillionError {
  return new PillionError('BAD_USER_INPUT', `${argument}: ${reason}`);
}
