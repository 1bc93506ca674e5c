/**
 * Answers in a form in which they can be compared, whatever API they came through: lists without the `nodes` around
 * them, times to the second, without the zone, which is UTC for all.
 */
export function commonForm(value) {
  if (typeof value === 'string') return value.replace(time, '$1');
  if (Array.isArray(value)) return value.map(commonForm);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0][0] === 'nodes') return commonForm(entries[0][1]);
  return Object.fromEntries(entries.map(([key, inner]) => [key, commonForm(inner)]));
}

const time = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.0+)?(?:\+00:00|Z)?$/;
