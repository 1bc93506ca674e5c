import { isDate } from './date.js';
import { textScalar } from './text-scalar.js';
import { isTime } from './time.js';

/** Date and time of day joined by `T` or a space; ` BC` may end it. Years up to 294276, the end of `timestamp`. */
export function isLocalDateTime(text: string): boolean {
  if (text === 'infinity' || text === '-infinity') return true;
  const match = /^(\d{4,6}-\d\d-\d\d)(?:[T ](.+?))?( BC)?$/.exec(text);
  if (!match || Number.parseInt(text, 10) > 294_276) return false;
  return isDate(`${match[1] ?? ''}${match[3] ?? ''}`) && (match[2] === undefined || isTime(match[2]));
}

export const localDateTimeScalar = textScalar({
  name: 'LocalDateTime',
  description: 'A date and time of day without a time zone (PostgreSQL `timestamp`): `"2026-03-01T14:30:00"`.',
  expected: 'a date and time without an offset, such as "2026-03-01T14:30:00"',
  read: (text) => (isLocalDateTime(text) ? text : undefined),
});
