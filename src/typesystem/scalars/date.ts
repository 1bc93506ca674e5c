import { isCalendarDate } from './calendar.js';
import { textScalar } from './text-scalar.js';

const pattern = /^(\d{4,7})-(\d\d)-(\d\d)( BC)?$/;

/** A date in ISO 8601, `infinity` or `-infinity`; PostgreSQL's own ` BC` suffix for years before 1. */
export function isDate(text: string): boolean {
  if (text === 'infinity' || text === '-infinity') return true;
  const match = pattern.exec(text);
  if (!match) return false;
  const beforeChrist = match[4] !== undefined;
  const year = Number(match[1]);
  // PostgreSQL's range: 4713 BC to 5874897 AD.
  return (
    year <= (beforeChrist ? 4713 : 5_874_897) && isCalendarDate(year, Number(match[2]), Number(match[3]), beforeChrist)
  );
}

export const dateScalar = textScalar({
  name: 'Date',
  description: 'A calendar date in ISO 8601 (PostgreSQL `date`): `"2026-03-01"`.',
  expected: 'a date such as "2026-03-01"',
  read: (text) => (isDate(text) ? text : undefined),
});
