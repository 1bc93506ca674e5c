import { baseOf, type DataType } from '../model/data-type.js';

/**
 * Compares two values of a type by their texts in PostgreSQL's format, as PostgreSQL does: below zero, zero or above.
 * Undefined for types whose order only PostgreSQL knows, such as texts with a collation.
 */
export function compareBounds(type: DataType, a: string, b: string): number | undefined {
  const { name } = baseOf(type);
  if (name === 'numeric') return compareDecimals(a, b);
  const rank = ranks.get(name);
  return rank && compare(rank(a), rank(b));
}

type Rank = (text: string) => bigint | number;

const ranks: ReadonlyMap<string, Rank> = new Map<string, Rank>([
  ['int2', BigInt],
  ['int4', BigInt],
  ['int8', BigInt],
  ['float4', Number],
  ['float8', Number],
  ['date', rankOfTime],
  ['time', microsecondsOf],
  ['timestamp', rankOfTime],
  ['timestamptz', rankOfTime],
]);

function compare(a: bigint | number, b: bigint | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Exact, of texts as the scalar `Decimal` reads them. PostgreSQL puts NaN above infinity. */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = [decimalOf(a), decimalOf(b)];
  if (typeof left === 'number' || typeof right === 'number' || left.digits === 0n || right.digits === 0n) {
    return compare(signOf(left), signOf(right));
  }
  const least = Math.min(left.exponent, right.exponent);
  const scaled = ({ digits, exponent }: Decimal): bigint => digits * 10n ** BigInt(exponent - least);
  return compare(scaled(left), scaled(right));
}

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** A number stands for what has no digits. */
function decimalOf(text: string): Decimal | number {
  if (/nan/i.test(text)) return 3;
  if (/inf/i.test(text)) return text.startsWith('-') ? -2 : 2;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const digits = BigInt(`${whole}${fraction}`);
  return { digits: sign === '-' ? -digits : digits, exponent: Number(exponent) - fraction.length };
}

function signOf(value: Decimal | number): number {
  return typeof value === 'number' ? value : compare(value.digits, 0n);
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
