import type { Tags } from '../model/database-model.js';

/** The reason that the tag `@deprecated` gives, or null without the tag. */
export function deprecationOf({ deprecated }: Tags): string | null {
  if (deprecated === undefined) return null;
  return deprecated === true ? 'No longer supported' : deprecated;
}
