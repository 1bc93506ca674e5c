/** PostgreSQL's `numeric` in BigInt: manual 8.1.2 for its values and order, `numeric.c` for how many digits a quotient has. */
export interface Decimal {
  readonly digits: bigint;
  /** Digits after the point. */
  readonly scale: number;
  readonly special?: 'NaN' | 'Infinity' | '-Infinity';
}

const ranks = { '-Infinity': -1, Infinity: 1, NaN: 2 } as const;

export function parseDecimal(text: string): Decimal {
  const lower = text.toLowerCase();
  if (lower === 'nan') return { digits: 0n, scale: 0, special: 'NaN' };
  if (/^[+-]?inf(inity)?$/.test(lower)) {
    return { digits: 0n, scale: 0, special: lower.startsWith('-') ? '-Infinity' : 'Infinity' };
  }
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const magnitude = BigInt(`${whole}${fraction}` || '0');
  const digits = sign === '-' ? -magnitude : magnitude;
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** NaN is equal to itself and above everything else. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.special !== undefined || b.special !== undefined) {
    return (a.special === undefined ? 0 : ranks[a.special]) - (b.special === undefined ? 0 : ranks[b.special]);
  }
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [rescale(a, scale), rescale(b, scale)];
  return x < y ? -1 : x > y ? 1 : 0;
}

export function printDecimal({ digits, scale, special }: Decimal): string {
  if (special !== undefined) return special;
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const point = text.length - scale;
  return `${digits < 0n ? '-' : ''}${text.slice(0, point)}${scale > 0 ? `.${text.slice(point)}` : ''}`;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.special !== undefined || b.special !== undefined) {
    if (a.special === undefined) return b;
    if (b.special === undefined || a.special === b.special) return a;
    return { digits: 0n, scale: 0, special: 'NaN' };
  }
  const scale = Math.max(a.scale, b.scale);
  return { digits: rescale(a, scale) + rescale(b, scale), scale };
}

/** Division as `numeric_div` does it: at least 16 significant digits, rounded half away from zero. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = quotientScale(a, b);
  const numerator = a.digits * 10n ** BigInt(scale + b.scale);
  return { digits: roundedQuotient(numerator, b.digits * 10n ** BigInt(a.scale)), scale };
}

/** The largest multiple of the width that is not above the value, with the digits of both. */
export function binOf(value: Decimal, width: Decimal): Decimal {
  if (value.special !== undefined) return value;
  const scale = Math.max(value.scale, width.scale);
  const [x, w] = [rescale(value, scale), rescale(width, scale)];
  const rest = x % w;
  return { digits: x - rest - (rest < 0n ? w : 0n), scale };
}

/** @param sample Whether one degree of freedom is lost. Null where there are too few values. */
export function varianceOf(values: readonly Decimal[], sample: boolean, root: boolean): Decimal | null {
  const count = BigInt(values.length);
  if (count <= (sample ? 1n : 0n)) return null;
  if (values.some(({ special }) => special !== undefined)) return { digits: 0n, scale: 0, special: 'NaN' };
  const scale = Math.max(...values.map((value) => value.scale));
  const scaled = values.map((value) => rescale(value, scale));
  const sum = scaled.reduce((total, value) => total + value, 0n);
  const squares = scaled.reduce((total, value) => total + value * value, 0n);
  const difference: Decimal = { digits: count * squares - sum * sum, scale: scale * 2 };
  if (difference.digits <= 0n) return { digits: 0n, scale: 0 };
  const divisor: Decimal = { digits: count * (sample ? count - 1n : count), scale: 0 };
  const variance = divideDecimals(difference, divisor);
  if (!root) return variance;
  // sqrt_var(result, result, rscale): the scale of the variance itself.
  return squareRoot(variance, variance.scale);
}

function squareRoot(value: Decimal, scale: number): Decimal {
  const shifted = value.digits * 10n ** BigInt(2 * scale + 2 - value.scale);
  const root = integerRoot(shifted);
  return { digits: roundedQuotient(root, 10n), scale };
}

function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  // Newton's steps come down to the root from any number that is not below it.
  let x = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (x + value / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** `select_div_scale`: PostgreSQL keeps its digits in groups of four. */
function quotientScale(a: Decimal, b: Decimal): number {
  const [first, second] = [leadingGroup(a), leadingGroup(b)];
  let weight = first.weight - second.weight;
  if (first.group <= second.group) weight--;
  return Math.min(1000, Math.max(16 - weight * 4, a.scale, b.scale, 0));
}

function leadingGroup({ digits, scale }: Decimal): { weight: number; group: number } {
  if (digits === 0n) return { weight: 0, group: 0 };
  const padding = (4 - (scale % 4)) % 4;
  const text = `${(digits < 0n ? -digits : digits).toString()}${'0'.repeat(padding)}`;
  const groups = Math.ceil(text.length / 4);
  const group = Number(text.slice(0, text.length - (groups - 1) * 4));
  return { weight: groups - 1 - (scale + padding) / 4, group };
}

function rescale({ digits, scale }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(to - scale);
}

function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * n + d) / (2n * d);
  return negative ? -rounded : rounded;
}
