/**
 * Answers in a form in which they can be compared, whatever API they came through: lists without the `nodes` around
 * them, points in time in UTC to the second with a `Z`.
 */
export function commonForm(value) {
  if (typeof value === 'string') return commonText(value);
  if (Array.isArray(value)) return value.map(commonForm);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0][0] === 'nodes') return commonForm(entries[0][1]);
  return Object.fromEntries(entries.map(([key, inner]) => [key, commonForm(inner)]));
}

function commonText(text) {
  if (pointInTime.test(text)) return text.replace(/(\.0+)?(\+00:00|Z)?$/, (_all, _fraction, zone) => (zone ? 'Z' : ''));
  return text;
}

const pointInTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.0+)?(\+00:00|Z)?$/;
