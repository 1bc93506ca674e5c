import pluralize from 'pluralize';
import { remembering } from './remembering.js';

/**
 * The singular of an SQL name, which is that of its last word; everything else stays as it is. A name that does not end
 * in an ASCII letter has no other number.
 *
 * @example
 * singularOf('order_details'); // 'order_detail'
 */
export const singularOf = remembering((name: string): string => inflectLastWord(name, singularWord));

/** The plural of an SQL name. It equals the singular where English has one form for both: `series`, `staff`. */
export const pluralOf = remembering((name: string): string => inflectLastWord(singularOf(name), pluralWord));

function inflectLastWord(name: string, inflect: (word: string) => string): string {
  return name.replace(/[A-Z]?[a-z]+$|[A-Z]+$/, (word) => likeCase(inflect(word.toLowerCase()), word));
}

/** `pluralize` tries a hundred patterns, and the names of a database end in few words. */
const singularWord = remembering((word: string): string => {
  if (uncountable.has(word) || irregular.has(word)) return word;
  return irregularSingulars.get(word) ?? pluralize.singular(word);
});

const pluralWord = remembering((word: string): string => {
  if (uncountable.has(word)) return word;
  return irregular.get(word) ?? pluralize.plural(word);
});

/**
 * Words of databases that `pluralize` gets wrong. They are kept here, because its own `add…Rule` functions would change
 * the words of the host, if that uses the package too.
 */
const irregular: ReadonlyMap<string, string> = new Map([
  ['atlas', 'atlases'],
  ['axis', 'axes'],
  ['bias', 'biases'],
  ['cache', 'caches'],
  ['canvas', 'canvases'],
  ['cookie', 'cookies'],
  ['lens', 'lenses'],
  ['oasis', 'oases'],
  ['schema', 'schemas'],
  ['virus', 'viruses'],
]);

const irregularSingulars: ReadonlyMap<string, string> = new Map([...irregular].map(([one, many]) => [many, one]));

/** `data` would become `datum`; the rest are abbreviations, and words whose `s` is no plural. */
const uncountable: ReadonlySet<string> = new Set([
  'analytics',
  'aws',
  'basis',
  'cms',
  'css',
  'data',
  'dns',
  'goods',
  'gps',
  'https',
  'info',
  'ios',
  'kudos',
  'logistics',
  'media',
  'metadata',
  'os',
  'pos',
  'sms',
  'tos',
]);

/** The inflected word in the case of the word that it came from. */
function likeCase(inflected: string, model: string): string {
  if (model.length > 1 && model === model.toUpperCase()) return inflected.toUpperCase();
  const first = model.charAt(0);
  return first === first.toUpperCase() ? first + inflected.slice(1) : inflected;
}
