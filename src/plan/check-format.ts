import type { BaseType } from '../model/data-type.js';
import { isReference } from '../model/is-reference.js';
import { builtInType } from '../typesystem/filters/built-in-type.js';
import { badUserInput } from './bad-user-input.js';
import { compareBounds } from './compare-bounds.js';
import { rawSearchQuery } from './raw-search-query.js';

/**
 * Refuses a text that its type cannot read, for the types whose scalar is wider than they are.
 * @throws {PillionError} `BAD_USER_INPUT` that says what the type holds.
 */
export function checkFormat(text: string, type: BaseType, argument: string): void {
  const format = isReference(type) ? oid : (type.namespace === 'pg_catalog' ? builtIn : extensions).get(type.name);
  if (format === undefined || format.reads(text)) return;
  throw badUserInput(argument, `${JSON.stringify(text)} is no ${type.name}: expected ${format.expected}.`);
}

interface Format {
  readonly reads: (text: string) => boolean;
  readonly expected: string;
}

const bytesAtMost = (limit: number, expected: string): Format => ({
  // PostgreSQL would cut a longer one and find the rest.
  reads: (text) => Buffer.byteLength(text) <= limit,
  expected,
});

/** A name that is not there would look as though the database had changed since it was reflected. */
const oid: Format = {
  reads: (text) => /^\d{1,10}$/.test(text) && Number(text) <= 4_294_967_295,
  expected: 'an oid such as "1259"',
};

const builtIn: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['char', bytesAtMost(1, 'one byte')],
  ['name', bytesAtMost(63, '63 bytes at most')],
  [
    'pg_lsn',
    { reads: (text) => /^[\da-f]{1,8}\/[\da-f]{1,8}$/i.test(text), expected: 'a position such as "16/B374D848"' },
  ],
  ['tid', { reads: isRowPlace, expected: 'a place such as "(0,1)"' }],
  ['macaddr', { reads: (text) => text.length === 17, expected: 'six bytes such as "08:00:2b:01:02:03"' }],
  ['timestamptz', { reads: isInstant, expected: 'a point in time before the year 294277 in UTC' }],
  ['tsvector', { reads: (text) => lexemes.test(text), expected: "quoted words such as \"'cat':2 'fat':1A\"" }],
  ['tsquery', { reads: isSearchQuery, expected: "a query such as \"'fat' & ( 'cat' | 'rat' )\"" }],
  ['jsonb', { reads: isStorableJson, expected: 'JSON without the character U+0000 or half of a surrogate pair' }],
]);

const extensions: ReadonlyMap<string, Format> = new Map<string, Format>([
  [
    'ltree',
    { reads: (text) => text === '' || path.test(text), expected: 'labels joined by dots, such as "Top.Science"' },
  ],
  ['lquery', { reads: isPathPattern, expected: 'a pattern such as "Top.*{1,2}.Astro*"' }],
]);

/** As PostgreSQL writes it: a lexeme holds 2,046 bytes at most, and positions count from 1. */
const lexemes = /^(?:(?:^| )'(?:[^'\\]|''|\\\\){1,500}'(?::[1-9]\d{0,4}[ABC]?(?:,[1-9]\d{0,4}[ABC]?)*)?)*$/u;

/** The scalar looks at the local time only. */
function isInstant(text: string): boolean {
  if (!text.startsWith('294276-12-31')) return true;
  return (compareBounds(builtInType('timestamptz'), text, '294277-01-01T00:00:00Z') ?? 0) < 0;
}

function isSearchQuery(text: string): boolean {
  try {
    // A backslash stands twice inside of a quoted word, where it is a character as any other.
    rawSearchQuery(text.replace(/\\\\/g, '_'), '');
    return true;
  } catch {
    return false;
  }
}

function isRowPlace(text: string): boolean {
  const [, block, row] = /^\((\d{1,10}),(\d{1,5})\)$/.exec(text) ?? [];
  return Number(block) <= 4_294_967_295 && Number(row) <= 65_535;
}

/** `JSON.stringify` writes just these two as escapes with `u`, and control characters. */
function isStorableJson(json: string): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(json);
}

const path = /^[A-Za-z0-9_-]{1,255}(?:\.[A-Za-z0-9_-]{1,255})*$/;

/** Source: PostgreSQL manual, F.22 "ltree": `lquery`. */
function isPathPattern(text: string): boolean {
  const count = String.raw`(?:\{(?:\d{1,4}|\d{0,4},\d{0,4})\})?`;
  const label = String.raw`[A-Za-z0-9_-]{1,255}[@*%]*`;
  const level = new RegExp(String.raw`^(?:\*${count}|!?${label}(?:\|${label})*${count})$`);
  return text.split('.').every((part) => level.test(part) && hasAscendingCount(part));
}

function hasAscendingCount(level: string): boolean {
  const [, least, most] = /\{(\d+),(\d+)\}$/.exec(level) ?? [];
  return least === undefined || Number(least) <= Number(most);
}
