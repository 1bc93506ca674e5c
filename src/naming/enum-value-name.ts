import { graphqlName } from './graphql-name.js';

/**
 * The GraphQL enum value of a PostgreSQL label: the label itself where GraphQL allows it, and never in another case.
 * Else spaces, hyphens, dots and slashes become underscores and other characters their code points in hexadecimal.
 *
 * @example
 * enumValueName('in progress'); // 'in_progress'
 * enumValueName('C#'); // 'C_u23'
 */
export function enumValueName(label: string): string {
  if (notValues.has(label)) return `${label}_`;
  if (graphqlName.test(label)) return label;
  const text = label
    .replace(/[\s./-]/gu, '_')
    .replace(/[^_0-9A-Za-z]/gu, (character) => `_u${(character.codePointAt(0) ?? 0).toString(16)}`)
    .replace(/^_+/, '_');
  return graphqlName.test(text) ? text : `_${text}`;
}

/** GraphQL specification, section 3.9: an enum value is any name but these. */
const notValues: ReadonlySet<string> = new Set(['true', 'false', 'null']);
