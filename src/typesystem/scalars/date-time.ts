import { isLocalDateTime } from './local-date-time.js';
import { textScalar } from './text-scalar.js';
import { offsetPattern } from './time-tz.js';

export const dateTimeScalar = textScalar({
  name: 'DateTime',
  description:
    'A point in time (PostgreSQL `timestamp with time zone`). It comes out in UTC, to the microsecond: `"2026-03-01T12:30:00.000001Z"`; any offset is accepted.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  expected: 'a date and time with an offset, such as "2026-03-01T14:30:00Z"',
  read(text) {
    if (text === 'infinity' || text === '-infinity') return text;
    const era = text.endsWith(' BC') ? ' BC' : '';
    const time = era === '' ? text : text.slice(0, -era.length);
    if (!/[T ]/.test(time) || !offsetPattern.test(time)) return undefined;
    return isLocalDateTime(time.replace(offsetPattern, '') + era) ? text : undefined;
  },
});
