import { isTimeOfDay } from './calendar.js';
import { textScalar } from './text-scalar.js';

const pattern = /^(\d\d):(\d\d)(?::(\d\d(?:\.\d{1,6})?))?$/;

/** A time of day, to the microsecond: `14:30` or `14:30:00.000001`. */
export function isTime(text: string): boolean {
  const match = pattern.exec(text);
  return match !== null && isTimeOfDay(Number(match[1]), Number(match[2]), Number(match[3] ?? 0));
}

export const timeScalar = textScalar({
  name: 'Time',
  description: 'A time of day without a time zone (PostgreSQL `time`): `"14:30:00"`.',
  expected: 'a time of day such as "14:30:00"',
  read: (text) => (isTime(text) ? text : undefined),
});
