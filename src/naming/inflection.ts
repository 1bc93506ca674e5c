import pluralize from 'pluralize';

/** `artists` is `artist`; a word that is singular already stays. */
export function singular(word: string): string {
  return pluralize.singular(word);
}

/** `artist` is `artists`; a word that is plural already stays, and so does one without a plural. */
export function plural(word: string): string {
  return pluralize.plural(word);
}
