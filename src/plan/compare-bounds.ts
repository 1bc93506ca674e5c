import { baseOf, type DataType } from '../model/data-type.js';

/**
 * Compares two values of a type by their texts in PostgreSQL's format, as PostgreSQL does: below zero, zero or above.
 * Undefined for types whose order only PostgreSQL knows, such as texts with a collation.
 */
export function compareBounds(type: DataType, a: string, b: string): number | undefined {
  const rank = ranks.get(baseOf(type).name);
  if (rank === undefined) return undefined;
  const [left, right] = [rank(a), rank(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

type Rank = (text: string) => bigint | number;

const ranks: ReadonlyMap<string, Rank> = new Map<string, Rank>([
  ['int2', BigInt],
  ['int4', BigInt],
  ['int8', BigInt],
  ['float4', Number],
  ['float8', Number],
  ['numeric', rankOfDecimal],
  ['date', rankOfTime],
  ['time', (text) => microsecondsOf(text)],
  ['timestamp', rankOfTime],
  ['timestamptz', rankOfTime],
]);

/** In units of 10^-9999, the least that `Decimal` can write an exponent for. PostgreSQL puts NaN above infinity. */
function rankOfDecimal(text: string): bigint {
  const beyond = 10n ** 30_000n;
  if (/nan/i.test(text)) return beyond * 2n;
  if (/inf/i.test(text)) return text.startsWith('-') ? -beyond : beyond;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const shift = 11_000 + Number(exponent) - fraction.length;
  const magnitude = BigInt(`${whole}${fraction}` || '0') * 10n ** BigInt(shift);
  return sign === '-' ? -magnitude : magnitude;
}

/** A date with or without a time of day and an offset, in microseconds of UTC. */
function rankOfTime(text: string): bigint | number {
  if (text === 'infinity') return Infinity;
  if (text === '-infinity') return -Infinity;
  const [, year, month, day, time = '', zone = '', era] =
    /^(\d+)-(\d\d)-(\d\d)(?:[T ]([\d:.]+))?(Z|[+-][\d:]+)?( BC)?$/i.exec(text) ?? [];
  const days = daysSinceYearZero(era === undefined ? Number(year) : 1 - Number(year), Number(month), Number(day));
  return BigInt(days) * 86_400_000_000n + microsecondsOf(time) - offsetOf(zone);
}

function microsecondsOf(time: string): bigint {
  const [hours = '0', minutes = '0', seconds = '0'] = time === '' ? [] : time.split(':');
  const whole = Number(hours) * 3600 + Number(minutes) * 60;
  return BigInt(whole) * 1_000_000n + BigInt(Math.round(Number(seconds) * 1_000_000));
}

/** `+05:30`, `+0530`, `+05` or `Z` in microseconds. */
function offsetOf(zone: string): bigint {
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = /^([+-])(\d\d):?(\d\d)?:?(\d\d)?$/.exec(zone) ?? [];
  const offset = microsecondsOf(`${hours}:${minutes}:${seconds}`);
  return sign === '-' ? -offset : offset;
}

/** Of the proleptic Gregorian calendar; the year is counted from March, so that the leap day is its last. */
function daysSinceYearZero(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const monthFromMarch = (month + 9) % 12;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) + day;
}
