import type { GraphQLScalarType } from 'graphql';
import { baseOf, type BaseType, type DataType } from '../model/data-type.js';
import { scalarOfType } from '../typesystem/scalar-of-type.js';
import { spaceOf } from '../model/space-of.js';
import { badUserInput } from './bad-user-input.js';
import { checkFormat } from './check-format.js';
import { checkVector } from './check-vector.js';
import { compareDecimals } from './compare-bounds.js';
import { encodeGeometry } from './encode-geometry.js';
import { notGivenOut } from './not-given-out.js';

/**
 * A coerced GraphQL value in PostgreSQL's text format for its type.
 * @throws {PillionError} `BAD_USER_INPUT` for what the type cannot hold though its scalar can.
 */
export function encodeValue(value: unknown, type: DataType, argument: string): string {
  const base = baseOf(type);
  if (base.kind === 'base') {
    checkRange(value, base, argument);
    if (base.name === 'bytea') return `\\x${Buffer.from(asText(value), 'base64').toString('hex')}`;
    if (base.name === 'json' || base.name === 'jsonb') {
      const json = JSON.stringify(value);
      checkFormat(json, base, argument);
      return json;
    }
    const space = spaceOf(base);
    if (space === 'geometry' || space === 'geography') return encodeGeometry(value, base, argument);
    if (space !== undefined) checkVector(value as readonly number[] | string, base, argument);
    checkFormat(asText(value), base, argument);
  }
  return checkText(asText(value), argument);
}

/**
 * A value out of a cursor or global identifier, which a client may have written itself, in PostgreSQL's text format.
 * @throws {PillionError} `BAD_USER_INPUT` for what is no value of the type.
 */
export function encodeForeignValue(value: unknown, type: DataType, argument: string): string {
  const base = baseOf(type);
  // A table that stands for an enum may have got new rows.
  if (base.kind === 'enum' && base.table === undefined && !base.labels.includes(asText(value)))
    throw notGivenOut(argument);
  if (base.kind !== 'base') return checkText(asText(value), argument);
  if (base.name === 'jsonb' || base.name === 'json') return parsedJson(value, argument);
  return encodeValue(parseForeign(scalarOfType(base), value, argument), type, argument);
}

function parseForeign(scalar: GraphQLScalarType, value: unknown, argument: string): unknown {
  try {
    // Numbers that JSON cannot hold travel as text.
    if (scalar.name === 'Float' && typeof value === 'string')
      return /^(NaN|-?Infinity)$/.test(value) ? value : refuse();
    return scalar.parseValue(value);
  } catch {
    throw notGivenOut(argument);
  }
}

/** JSON travels as its text, so that no digit of its numbers is lost. */
function parsedJson(value: unknown, argument: string): string {
  if (typeof value !== 'string') throw notGivenOut(argument);
  try {
    JSON.parse(value);
  } catch {
    throw notGivenOut(argument);
  }
  return checkText(value, argument);
}

function refuse(): never {
  throw new TypeError('Not a number.');
}

function checkText(text: string, argument: string): string {
  // With the flag u, a surrogate that is half of a pair is not matched.
  if (/[\0\p{Surrogate}]/u.test(text)) {
    throw badUserInput(argument, 'a text must not hold the character U+0000 or half of a surrogate pair.');
  }
  return text;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The types that are narrower than their scalar. */
function checkRange(value: unknown, type: BaseType, argument: string): void {
  if (type.namespace !== 'pg_catalog') return;
  // A literal such as 1e999 comes out of JavaScript as infinity.
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw badUserInput(argument, `the number is outside of ${type.name}.`);
  }
  const range = ranges.get(type.name);
  if (range === undefined) return;
  const number = Number(value);
  // Floating-point numbers have infinities and NaN, which cursors carry as texts.
  if (type.name === 'float4' && !Number.isFinite(number)) return;
  const inside =
    type.name === 'money'
      ? isMoney(String(value))
      : !isTooSmall(number, type) && number >= Number(range[0]) && number <= Number(range[1]);
  if (!inside) {
    throw badUserInput(argument, `${String(value)} is outside of ${type.name}, which holds ${range.join(' to ')}.`);
  }
}

/** What would be zero though it is not. */
function isTooSmall(number: number, { name }: BaseType): boolean {
  return name === 'float4' && number !== 0 && Math.fround(number) === 0;
}

const ranges: ReadonlyMap<string, readonly [least: string, greatest: string]> = new Map([
  ['int2', ['-32768', '32767']],
  ['oid', ['0', '4294967295']],
  ['xid8', ['0', '18446744073709551615']],
  ['float4', ['-3.4028235e38', '3.4028235e38']],
  ['money', ['-92233720368547758.08', '92233720368547758.07']],
]);

/** Number would round the limits, which have more digits than it. */
function isMoney(text: string): boolean {
  const [least = '', greatest = ''] = ranges.get('money') ?? [];
  return compareDecimals(text, least) >= 0 && compareDecimals(text, greatest) <= 0;
}
