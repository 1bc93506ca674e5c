import { textScalar } from './text-scalar.js';
import { isTime } from './time.js';

/** A distance from UTC as ISO 8601 and PostgreSQL write it: `Z`, `+02`, `+02:00`; PostgreSQL's limit is 15:59:59. */
export const offsetPattern = /(Z|[+-](?:0\d|1[0-5])(?::?[0-5]\d(?::?[0-5]\d)?)?)$/i;

export const timeTzScalar = textScalar({
  name: 'TimeTz',
  description: 'A time of day with a distance from UTC (PostgreSQL `time with time zone`): `"14:30:00+02"`.',
  expected: 'a time of day with an offset, such as "14:30:00+02:00"',
  read: (text) => (offsetPattern.test(text) && isTime(text.replace(offsetPattern, '')) ? text : undefined),
});
