import { PillionError } from '../errors/pillion-error.js';

/** What is wrong with a class of the host's, where, and what to do about it. */
export function invalidExtension(place: string, fault: string, cause?: unknown): PillionError {
  return new PillionError('CONFIGURATION', `The option "extension": ${place}: ${fault}`, { cause });
}
