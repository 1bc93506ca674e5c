/** The one of some names that a name is most likely meant to be; undefined if it is like none of them. */
export function nearestName(name: string, names: Iterable<string>, furthest: number): string | undefined {
  let nearest: string | undefined;
  let least = furthest + 1;
  for (const candidate of names) {
    const distance = name.toLowerCase() === candidate.toLowerCase() ? 0 : distanceBetween(name, candidate);
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** Characters to put in, take out, replace, or swap with the next one. Source: Damerau 1964, as optimal string alignment. */
function distanceBetween(one: string, other: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swapped =
        one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
}
