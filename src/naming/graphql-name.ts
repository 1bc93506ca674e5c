import { remembering } from './remembering.js';

/** A name as GraphQL allows it: two underscores at the start are kept for introspection (specification, section 3). */
export const graphqlName = /^(?!__)[_A-Za-z][_0-9A-Za-z]*$/;

/**
 * An SQL name as the name of a field: `artist_id` is `artistId`. Depends on nothing but its argument.
 *
 * - Spaces, underscores, hyphens, dots and slashes part words. Underscores stay at the end, one stays at the start and
 *   one between digits.
 * - A name without lower-case letters counts as if it had no others: `ARTIST_ID` is `artistId`.
 * - Accents of Latin letters fall: `café` is `cafe`.
 * - Every other character becomes a word of its own, its code point in hexadecimal: `表` is `u8868`.
 * - A digit cannot come first: `2fa` is `_2fa`.
 */
export const camelCase = remembering((name) => legal(joined(name, lowerFirst)));

/** An SQL name as the name of a type: `playlist_track` is `PlaylistTrack`. The rules are those of `camelCase`. */
export function pascalCase(name: string): string {
  return legal(pascalPart(name));
}

/** The same to stand inside a longer name, where a digit may come first. */
export const pascalPart = remembering((name) => joined(name, upperFirst));

function joined(name: string, first: (word: string) => string): string {
  // Most names: nothing of what follows does anything to them but this.
  if (plainWords.test(name)) return first(name).replace(/_[a-z]/g, (letter) => letter.charAt(1).toUpperCase());
  const { leading, words, trailing } = partsOf(name);
  const body = words.reduce(
    (text, word, index) => (index === 0 ? first(word) : text + gap(words[index - 1] ?? '', word) + upperFirst(word)),
    '',
  );
  return leading + body + trailing;
}

const plainWords = /^[a-z][a-z0-9]*(?:_[a-z][a-z0-9]*)*$/;

function partsOf(name: string): { leading: string; words: readonly string[]; trailing: string } {
  const plain = withoutAccents(name);
  const text = /[a-z]/.test(plain) ? plain : plain.toLowerCase();
  const [, leading = '', middle = '', trailing = ''] = /^(_*)(.*?)(_*)$/su.exec(text) ?? [];
  const words = wordsOf(middle, /[\s_./-]+/u);
  // Of a name of nothing but separators, they are the characters.
  return { leading: leading.slice(0, 1), words: words.length > 0 ? words : wordsOf(middle, /_+/), trailing };
}

function wordsOf(text: string, separators: RegExp): readonly string[] {
  return text
    .split(separators)
    .flatMap((word) => word.match(/[0-9A-Za-z]+|[^0-9A-Za-z]/gu) ?? [])
    .map((word) => (/^[0-9A-Za-z]/.test(word) ? word : codePoint(word)));
}

/** Of Latin letters only: marks of other scripts change what a letter is. */
function withoutAccents(name: string): string {
  return name
    .normalize('NFD')
    .replace(/(?<=[A-Za-z])\p{M}+/gu, '')
    .normalize('NFC');
}

function codePoint(character: string): string {
  return `u${(character.codePointAt(0) ?? 0).toString(16)}`;
}

/** Digits of two words must not run together: `a_1_2` and `a_12` are two names, `u5b` and `0` no character 0x5b0. */
function gap(before: string, word: string): string {
  return /^[0-9]/.test(word) && /[0-9]$|^u[0-9a-f]+$/.test(before) ? '_' : '';
}

/** `URLPath` becomes `urlPath`. */
function lowerFirst(word: string): string {
  return word.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function legal(name: string): string {
  return /^[0-9]/.test(name) ? `_${name}` : name;
}
