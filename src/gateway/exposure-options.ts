import { PillionError } from '../errors/pillion-error.js';
import type { Exposure } from '../model/exposure.js';

/** @throws PillionError `CONFIGURATION` unless the option `expose` holds a default and lists of patterns. */
export function exposureOptions(value: unknown): Exposure {
  const known = new Set(['default', 'allow', 'deny']);
  if (typeof value === 'object' && value !== null && Object.keys(value).every((key) => known.has(key))) {
    const { default: byDefault = 'allow', allow = [], deny = [] } = value as Readonly<Record<string, unknown>>;
    if ((byDefault === 'allow' || byDefault === 'deny') && isTexts(allow) && isTexts(deny)) return value;
  }
  throw new PillionError(
    'CONFIGURATION',
    `The option "expose" has to be such as { default: 'deny', allow: ['public.album'], deny: ['*.*.password_hash'] }.`,
  );
}

/** @throws PillionError `CONFIGURATION` unless the option `introspection` is a boolean, or a function that gives one. */
export function introspectionOption<Option>(value: Option): Option {
  if (typeof value === 'boolean' || typeof value === 'function') return value;
  throw new PillionError(
    'CONFIGURATION',
    'The option "introspection" has to be true or false, or a function of the context that gives true or false.',
  );
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
