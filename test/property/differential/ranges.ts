import type { Kind } from './kinds.js';

/** A range of PostgreSQL: manual 8.17. A bound that is null is open. */
export interface Range {
  readonly isEmpty: boolean;
  readonly lower: Bound | null;
  readonly upper: Bound | null;
}

export interface Bound {
  readonly text: string;
  readonly value: unknown;
  readonly inclusive: boolean;
}

const empty: Range = { isEmpty: true, lower: null, upper: null };

export function parseRange(text: string, of: Kind): Range {
  if (text === 'empty') return empty;
  const [, open, from, to, close] = /^([[(])("[^"]*"|[^",]*),("[^"]*"|[^",]*)([\])])$/.exec(text) ?? [];
  const bound = (source: string | undefined, inclusive: boolean): Bound | null => {
    const bare = source?.replaceAll('"', '');
    return bare === undefined || bare === '' ? null : { text: bare, value: of.parse(bare), inclusive };
  };
  return canonical(bound(from, open === '['), bound(to, close === ']'), of);
}

/** The form in which ranges of whole numbers and of days are kept, `[lower, upper)`; and what has nothing in it is empty. */
export function canonical(lower: Bound | null, upper: Bound | null, of: Kind): Range {
  const isDiscrete = of.family === 'integer' || of.family === 'date';
  const shift = (bound: Bound): unknown =>
    typeof bound.value === 'bigint' ? bound.value + 1n : (bound.value as number) + 1;
  const finite = (bound: Bound): boolean => typeof bound.value === 'bigint' || Number.isFinite(bound.value);
  const from =
    isDiscrete && lower !== null && !lower.inclusive && finite(lower)
      ? { ...lower, value: shift(lower), inclusive: true }
      : lower;
  const to =
    isDiscrete && upper !== null && upper.inclusive && finite(upper)
      ? { ...upper, value: shift(upper), inclusive: false }
      : upper;
  if (from !== null && to !== null) {
    const order = of.compare(from.value, to.value);
    if (order > 0 || (order === 0 && !(from.inclusive && to.inclusive))) return empty;
  }
  return { isEmpty: false, lower: withOrder(from, of), upper: withOrder(to, of) };
}

/** `{[1,3),[5,7)}`: its ranges, apart and in order. */
export function parseMultirange(text: string, range: Kind): readonly Range[] {
  return Array.from(text.matchAll(/[[(][^\])]*[\])]/g), ([part]) => range.parse(part) as Range);
}

/** What several ranges have in them together. */
export function unionOf(ranges: readonly Range[]): readonly Range[] {
  const sorted = ranges.filter(({ isEmpty }) => !isEmpty).sort(compareRanges);
  return sorted.reduce<readonly Range[]>((found, range) => {
    const last = found.at(-1);
    if (last === undefined || !(overlaps(last, range) || isAdjacent(last, range))) return [...found, range];
    const upper = compareUpper(last.upper, range.upper) >= 0 ? last.upper : range.upper;
    return [...found.slice(0, -1), { isEmpty: false, lower: last.lower, upper }];
  }, []);
}

/** multirange_cmp: range by range, then the shorter one first. */
export function compareMultiranges(a: readonly Range[], b: readonly Range[]): number {
  for (const [index, range] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const result = compareRanges(range, other);
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

export function containsValue(range: Range, value: unknown): boolean {
  if (range.isEmpty) return false;
  const { lower, upper } = range;
  const above = lower === null || order(lower, value) < (lower.inclusive ? 1 : 0);
  const below = upper === null || -order(upper, value) < (upper.inclusive ? 1 : 0);
  return above && below;
}

export function containsRange(a: Range, b: Range): boolean {
  if (b.isEmpty) return true;
  return !a.isEmpty && compareLower(a.lower, b.lower) <= 0 && compareUpper(a.upper, b.upper) >= 0;
}

export function overlaps(a: Range, b: Range): boolean {
  return !a.isEmpty && !b.isEmpty && !isLeftOf(a, b) && !isLeftOf(b, a);
}

export function isLeftOf(a: Range, b: Range): boolean {
  if (a.isEmpty || b.isEmpty || a.upper === null || b.lower === null) return false;
  const result = order(a.upper, b.lower.value);
  return result < 0 || (result === 0 && !(a.upper.inclusive && b.lower.inclusive));
}

export function isAdjacent(a: Range, b: Range): boolean {
  const meets = (upper: Bound | null, lower: Bound | null): boolean =>
    upper !== null && lower !== null && order(upper, lower.value) === 0 && upper.inclusive !== lower.inclusive;
  return !a.isEmpty && !b.isEmpty && (meets(a.upper, b.lower) || meets(b.upper, a.lower));
}

/** Manual 9.20: by the lower bound, then by the upper one; an empty range comes first. */
export function compareRanges(a: Range, b: Range): number {
  if (a.isEmpty || b.isEmpty) return Number(b.isEmpty) - Number(a.isEmpty);
  return compareLower(a.lower, b.lower) || compareUpper(a.upper, b.upper);
}

const compares = new WeakMap<Bound, Kind>();
function withOrder(bound: Bound | null, of: Kind): Bound | null {
  if (bound !== null) compares.set(bound, of);
  return bound;
}
function order(bound: Bound, value: unknown): number {
  return compares.get(bound)?.compare(bound.value, value) ?? NaN;
}

function compareLower(a: Bound | null, b: Bound | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return order(a, b.value) || Number(b.inclusive) - Number(a.inclusive);
}

function compareUpper(a: Bound | null, b: Bound | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return order(a, b.value) || Number(a.inclusive) - Number(b.inclusive);
}
