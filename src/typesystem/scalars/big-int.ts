import { textScalar } from './text-scalar.js';

const least = -(2n ** 63n);
const greatest = 2n ** 63n - 1n;

/** PostgreSQL's `bigint`, as a string because JSON numbers lose digits beyond 2^53. */
export const bigIntScalar = textScalar({
  name: 'BigInt',
  description:
    'A 64-bit integer (PostgreSQL `bigint`), written as a string so that no digit is lost: `"9007199254740993"`.',
  expected: 'a whole number from -9223372036854775808 to 9223372036854775807, as a string',
  acceptsIntegers: true,
  read(text) {
    if (!/^[+-]?\d{1,20}$/.test(text)) return undefined;
    const value = BigInt(text.replace('+', ''));
    return value >= least && value <= greatest ? String(value) : undefined;
  },
});
