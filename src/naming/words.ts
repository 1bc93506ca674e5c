import { plural, singular } from './inflection.js';

/**
 * The words of a PostgreSQL name, lower case, free of everything that a GraphQL name cannot hold: accents fall, other
 * characters are told by their code points. An underscore at the start or the end is kept, since `x` and `x_` are two.
 *
 * @example
 * wordsOf('sales_order_ID') // ['sales', 'order', 'id']
 * wordsOf('what?') // ['what', 'u3f']
 */
export function wordsOf(name: string): readonly string[] {
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[^A-Za-z0-9_\s.-]/gu, (character) => `_u${(character.codePointAt(0) ?? 0).toString(16)}_`);
  return ascii
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_\s.-]+/)
    .filter((word) => word !== '');
}

/** `salesOrderId`, with an underscore where the name itself starts or ends with one, or would start with a digit. */
export function camelCase(name: string): string {
  return framed(name, wordsOf(name), (words) =>
    words.map((word, index) => (index === 0 ? word : capitalised(word))).join(''),
  );
}

/** `SalesOrderId` */
export function pascalCase(name: string): string {
  return framed(name, wordsOf(name), (words) => words.map(capitalised).join(''));
}

/** The name with its last word singular: `sales_orders` is `sales_order`. */
export function singularName(name: string): string {
  return withLastWord(name, singular);
}

/** The name with its last word plural. */
export function pluralName(name: string): string {
  return withLastWord(name, plural);
}

/** True if GraphQL accepts the text as a name that is not its own. */
export function isLegalName(text: string): boolean {
  return /^(?!__)[_A-Za-z][_0-9A-Za-z]*$/.test(text);
}

function framed(name: string, words: readonly string[], write: (words: readonly string[]) => string): string {
  const text = write(words);
  const before = name.startsWith('_') || !/^[A-Za-z]/.test(text) ? '_' : '';
  const after = /[A-Za-z0-9]_+$/.test(name) ? '_' : '';
  return `${before}${text}${after}`;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function withLastWord(name: string, change: (word: string) => string): string {
  // The last run of letters; what stands behind it, such as a digit, belongs to no plural.
  const match = /^(.*?)([A-Z]?[a-z]+|[A-Z]+)(_*)$/s.exec(name);
  if (match === null) return name;
  const [, before = '', word = '', after = ''] = match;
  return `${before}${change(word)}${after}`;
}
