import { PillionError } from '../errors/pillion-error.js';
import type { Tags } from '../model/database-model.js';

/**
 * The name that a comment tag gives, or undefined without the tag.
 *
 * @param owner - whose comment it is, for the message; tens of thousands of names have none.
 * @throws PillionError `CONFIGURATION` for a tag without a name, or with several.
 */
export function tagValue(tags: Tags, tag: string, owner: () => string): string | undefined {
  const value = Object.hasOwn(tags, tag) ? tags[tag] : undefined;
  if (value === undefined || (value !== true && !value.includes('\n'))) return value;
  throw new PillionError(
    'CONFIGURATION',
    `The tag @${tag} in the comment of the ${owner()} needs exactly one name after it, as in "@${tag} other_name".`,
  );
}
