/** Milliseconds before each next attempt to reach the database: 250 ms, doubling up to 5 s, without end. */
export function* retryDelays(): Generator<number, never> {
  for (let delay = 250; ; delay = Math.min(delay * 2, 5000)) yield delay;
}
