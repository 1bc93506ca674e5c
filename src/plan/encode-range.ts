import { baseOf, type DataType, type RangeType } from '../model/data-type.js';
import { badUserInput } from './bad-user-input.js';
import { compareBounds } from './compare-bounds.js';
import { encodeValue } from './encode-value.js';

/** `DateRangeInput`; graphql-js fills in the defaults in variables only. */
interface RangeInput {
  readonly lower?: unknown;
  readonly upper?: unknown;
  readonly lowerInclusive?: boolean;
  readonly upperInclusive?: boolean;
}

/**
 * A range, or a list of ranges for a multirange, in PostgreSQL's text format.
 * @throws {PillionError} `BAD_USER_INPUT` for a lower bound above the upper one, and for what a bound cannot hold.
 */
export function encodeRanges(value: unknown, type: DataType, argument: string): string {
  const base = baseOf(type);
  if (base.kind === 'range') return encodeRange(value as RangeInput, base, argument);
  if (base.kind !== 'multirange') throw new Error(`The type ${base.name} is no range.`);
  const ranges = (value as readonly RangeInput[]).map((item, index) =>
    encodeRange(item, base.range, `${argument}[${index}]`),
  );
  return `{${ranges.join(',')}}`;
}

function encodeRange(input: RangeInput, { subtype, name }: RangeType, argument: string): string {
  const { lowerInclusive = true, upperInclusive = false } = input;
  const bound = (value: unknown, place: string): string | undefined =>
    value === null || value === undefined ? undefined : encodeValue(value, subtype, `${argument}.${place}`);
  const lower = bound(input.lower, 'lower');
  const upper = bound(input.upper, 'upper');
  if (lower !== undefined && upper !== undefined && (compareBounds(subtype, lower, upper) ?? 0) > 0) {
    throw badUserInput(argument, `the lower bound ${lower} is above the upper bound ${upper}.`);
  }
  // Of whole numbers and days PostgreSQL keeps [lower, upper): what is behind the last one it cannot name.
  const last = lastValues.get(baseOf(subtype).name);
  if (last !== undefined && ((upper === last && upperInclusive) || (lower === last && !lowerInclusive))) {
    throw badUserInput(argument, `there is no ${name} up to and with ${last}; leave the bound out.`);
  }
  return `${lowerInclusive ? '[' : '('}${quoted(lower)},${quoted(upper)}${upperInclusive ? ']' : ')'}`;
}

const lastValues: ReadonlyMap<string, string> = new Map([
  ['int4', '2147483647'],
  ['int8', '9223372036854775807'],
  ['date', '5874897-12-31'],
]);

function quoted(bound: string | undefined): string {
  return bound === undefined ? '' : `"${bound.replace(/["\\]/g, '\\$&')}"`;
}
