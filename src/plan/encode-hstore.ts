import { badUserInput } from './bad-user-input.js';
import { encodeValue } from './encode-value.js';
import { textType } from '../typesystem/filters/built-in-type.js';

export interface HstoreEntry {
  readonly key: string;
  readonly value?: string | null;
}

/** Entries in the text format of the extension `hstore`: `"key"=>"value", "other"=>NULL`. */
export function encodeHstore(entries: readonly HstoreEntry[], argument: string): string {
  const keys = entries.map(({ key }) => key);
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  if (repeated !== undefined) throw badUserInput(argument, `the key ${JSON.stringify(repeated)} is there twice.`);
  return entries
    .map(({ key, value }) => `${quoted(key, argument)}=>${value == null ? 'NULL' : quoted(value, argument)}`)
    .join(', ');
}

function quoted(text: string, argument: string): string {
  return `"${encodeValue(text, textType, argument).replace(/["\\]/g, '\\$&')}"`;
}
