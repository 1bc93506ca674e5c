import { textScalar } from './text-scalar.js';

const pattern =
  /^P(?=.)(?:(-?\d{1,19})Y)?(?:(-?\d{1,19})M)?(?:(-?\d{1,19})W)?(?:(-?\d{1,19})D)?(?:T(?=.)(?:(-?\d{1,19})H)?(?:(-?\d{1,19})M)?(?:(-?)(\d{1,19})(?:\.(\d{1,6}))?S)?)?$/;

export const intervalScalar = textScalar({
  name: 'Interval',
  description: 'A span of time in ISO 8601 (PostgreSQL `interval`): `"P1Y2M3DT4H5M6.7S"`.',
  expected: 'an ISO 8601 duration such as "P3DT4H"',
  read: (text) => (isInterval(text) || text === 'infinity' || text === '-infinity' ? text : undefined),
});

/**
 * PostgreSQL holds months and days in 32 bits each and microseconds in 64; the ends of the three ranges at once mean
 * infinity. It adds up the parts from left to right, and neither a number of them nor a sum may leave the range.
 */
function isInterval(text: string): boolean {
  const match = pattern.exec(text);
  if (match === null) return false;
  const [, years, months, weeks, days, hours, minutes, sign, seconds, fraction = ''] = match;
  const microseconds = `${sign ?? ''}${seconds ?? '0'}${fraction.padEnd(6, '0')}`;
  return (
    [years, months, weeks, days].every((digits) => isSumWithin([part(digits, 1n)], 2n ** 31n)) &&
    isSumWithin([part(years, 12n), part(months, 1n)], 2n ** 31n) &&
    isSumWithin([part(weeks, 7n), part(days, 1n)], 2n ** 31n) &&
    isSumWithin([part(hours, 3_600_000_000n), part(minutes, 60_000_000n), BigInt(microseconds)], 2n ** 63n)
  );
}

function part(digits: string | undefined, unit: bigint): bigint {
  return BigInt(digits ?? 0) * unit;
}

function isSumWithin(parts: readonly bigint[], limit: bigint): boolean {
  let sum = 0n;
  return parts.every((part) => {
    sum += part;
    return [part, sum].every((value) => value > -limit && value < limit);
  });
}
