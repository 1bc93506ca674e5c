import type { ReadOptions, ReadRequest } from '../../src/database/read-request.js';

/** A request whose two texts are the same. */
export function readRequest(text: string, values: readonly (string | null)[] = []): ReadRequest {
  return { text, values, portable: () => ({ text, values }), settings: [] };
}

export const strict: ReadOptions = { guard: 'strict', statementTimeout: undefined };
export const light: ReadOptions = { guard: 'light', statementTimeout: undefined };
export const bare: ReadOptions = { guard: 'none', statementTimeout: undefined };
