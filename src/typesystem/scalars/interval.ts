import { textScalar } from './text-scalar.js';

const pattern =
  /^P(?=.)(?:[+-]?\d{1,8}Y)?(?:[+-]?\d{1,8}M)?(?:[+-]?\d{1,8}W)?(?:[+-]?\d{1,9}D)?(?:T(?=.)(?:[+-]?\d{1,9}H)?(?:[+-]?\d{1,9}M)?(?:[+-]?\d{1,9}(?:\.\d{1,6})?S)?)?$/;

export const intervalScalar = textScalar({
  name: 'Interval',
  description: 'A span of time in ISO 8601 (PostgreSQL `interval`): `"P1Y2M3DT4H5M6.7S"`.',
  expected: 'an ISO 8601 duration such as "P3DT4H"',
  read: (text) => (pattern.test(text) || text === 'infinity' || text === '-infinity' ? text : undefined),
});
