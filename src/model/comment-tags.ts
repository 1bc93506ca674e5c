import type { Tags } from './database-model.js';

export interface TaggedComment {
  /** What is left for people to read. */
  readonly comment: string | undefined;
  readonly tags: Tags;
}

/**
 * Splits a comment into its tags, which are its first lines, and the description that follows them. Blank lines between
 * and around them do not count. A tag that is given several times holds its values one a line.
 *
 * @example
 * parseComment('@name songs\n@omit\nWhat can be played.');
 * // { tags: { name: 'songs', omit: true }, comment: 'What can be played.' }
 */
export function parseComment(description: string | null | undefined): TaggedComment {
  if (description == null || description === '') return nothing;
  const lines = description.split(/\r\n|\r|\n/);
  const tags: Record<string, string | true> = {};
  let rest = 0;
  for (; rest < lines.length; rest += 1) {
    const line = lines[rest]?.trim() ?? '';
    if (line === '') continue;
    const [, name, value = ''] = tagLine.exec(line) ?? [];
    if (name === undefined) break;
    tags[name] = joined(Object.hasOwn(tags, name) ? tags[name] : undefined, value.trim());
  }
  const comment = lines.slice(rest).join('\n').trim();
  return { comment: comment === '' ? undefined : comment, tags };
}

/** What most objects have. */
const nothing: TaggedComment = { comment: undefined, tags: {} };

/** `@name`, alone or with a value; `@home` at the start of a sentence is read as a tag too. */
const tagLine = /^@([A-Za-z]\w*)(?:\s+(.*))?$/;

function joined(before: string | true | undefined, value: string): string | true {
  if (value === '') return before ?? true;
  return typeof before === 'string' ? `${before}\n${value}` : value;
}
