/** Days of the months of a leap year; February is checked by the year. */
const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * True for a date of the proleptic Gregorian calendar that PostgreSQL can hold.
 * @param year 1 to 5874897 (the last year of `date`); `era` BC counts backwards from 1 BC, a leap year.
 */
export function isCalendarDate(year: number, month: number, day: number, beforeChrist: boolean): boolean {
  const length = monthLengths[month - 1];
  if (length === undefined || year < 1 || day < 1 || day > length) return false;
  return month !== 2 || day < 29 || isLeapYear(beforeChrist ? 1 - year : year);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** True for a time of day; 24:00:00 is PostgreSQL's end of the day. `second` may have a fraction. */
export function isTimeOfDay(hour: number, minute: number, second: number): boolean {
  if (hour === 24) return minute === 0 && second === 0;
  return hour <= 23 && minute <= 59 && second < 60;
}
