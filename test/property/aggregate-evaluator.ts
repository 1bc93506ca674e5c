import type { Comparisons, Row, Value } from './filter-evaluator.js';

/** Aggregates over rows in memory: what PostgreSQL's manual, 9.21, says of each function, without any SQL. */

/** A column: how its values compare, and whether they are numbers, exact or not. */
export interface AggregatedColumn {
  readonly name: string;
  readonly kind: 'exact' | 'float' | 'boolean' | 'other';
}

/** `{ count, min: { word, … }, … }`; means and deviations are of `number`, since their digits are PostgreSQL's choice. */
export function aggregate(
  rows: readonly Row[],
  columns: readonly AggregatedColumn[],
  comparisons: Comparisons,
): Readonly<Record<string, unknown>> {
  const each = (
    kinds: readonly AggregatedColumn['kind'][],
    compute: (values: readonly Value[], column: AggregatedColumn) => unknown,
  ): Record<string, unknown> =>
    Object.fromEntries(
      columns
        .filter(({ kind }) => kinds.includes(kind))
        .map((column) => [column.name, compute(valuesOf(rows, column.name), column)]),
    );
  const compare = ({ name }: AggregatedColumn) => comparisons[name] ?? (() => NaN);
  const all = ['exact', 'float', 'boolean', 'other'] as const;
  return {
    count: rows.length,
    countDistinct: each(all, (values, column) => distinct(values, compare(column)).length),
    min: each(all, (values, column) => shown([...values].sort(compare(column))[0])),
    max: each(all, (values, column) => shown([...values].sort(compare(column)).at(-1))),
    sum: each(['exact', 'float'], (values, { kind }) => {
      if (values.length === 0) return null;
      return kind === 'exact' ? String(exactSum(values)) : shown(floatSum(values));
    }),
    avg: each(['exact', 'float'], (values) => shown(mean(values))),
    stddev: each(['exact', 'float'], (values, { kind }) => shown(deviation(offsets(values, kind), 1))),
    stddevPop: each(['exact', 'float'], (values, { kind }) => shown(deviation(offsets(values, kind), 0))),
    mode: each(all, (values, column) => shown(mode([...values].sort(compare(column)), compare(column)))),
    median: each(['exact', 'float'], (values, column) => shown(median([...values].sort(compare(column)).map(Number)))),
    percentileDisc: each(all, (values, column) =>
      // The first place whose share of all is at least the fraction.
      shown([...values].sort(compare(column))[Math.ceil(percentile * values.length) - 1]),
    ),
    boolAnd: each(['boolean'], (values) => (values.length === 0 ? null : values.every(Boolean))),
    boolOr: each(['boolean'], (values) => (values.length === 0 ? null : values.some(Boolean))),
  };
}

/** The fraction of `percentileDisc`. */
export const percentile = 0.7;

/** @param sorted The values in their order. */
function mode(sorted: readonly Value[], compare: (a: Value, b: Value) => number): Value | undefined {
  const frequency = (value: Value): number => sorted.filter((other) => compare(other, value) === 0).length;
  const most = Math.max(...sorted.map(frequency));
  return sorted.find((value) => frequency(value) === most);
}

function median(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const [low = NaN, high = NaN] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return low + (high - low) / 2;
}

/** Rows that are alike in some columns, null being alike to null. */
export function groupRows(
  rows: readonly Row[],
  keyOf: (row: Row) => readonly Value[],
): readonly { readonly keys: readonly Value[]; readonly rows: readonly Row[] }[] {
  const groups = new Map<string, { keys: readonly Value[]; rows: Row[] }>();
  for (const row of rows) {
    const keys = keyOf(row);
    const text = JSON.stringify(keys.map((key) => (typeof key === 'number' ? String(key) : key)));
    const group = groups.get(text) ?? { keys, rows: [] };
    group.rows.push(row);
    groups.set(text, group);
  }
  return [...groups.values()];
}

function valuesOf(rows: readonly Row[], name: string): readonly Value[] {
  return rows.map((row) => row[name] ?? null).filter((value) => value !== null);
}

function distinct(values: readonly Value[], compare: (a: Value, b: Value) => number): readonly Value[] {
  return values.filter((value, index) => !values.slice(0, index).some((earlier) => compare(earlier, value) === 0));
}

function exactSum(values: readonly Value[]): bigint {
  return values.reduce((sum: bigint, value) => sum + BigInt(String(value)), 0n);
}

function floatSum(values: readonly Value[]): number {
  return values.reduce((sum: number, value) => sum + Number(value), 0);
}

function mean(values: readonly Value[]): number | null {
  return values.length === 0 ? null : floatSum(values) / values.length;
}

/** Deviations do not depend on where zero is; differences of large numbers are small, and exact. */
function offsets(values: readonly Value[], kind: AggregatedColumn['kind']): readonly Value[] {
  const [first = 0] = values;
  return kind === 'float' ? values : values.map((value) => Number(BigInt(String(value)) - BigInt(String(first))));
}

/** @param lost The degrees of freedom that are taken from the number of values: 1 for a sample. */
function deviation(values: readonly Value[], lost: 0 | 1): number | null {
  const middle = mean(values);
  if (middle === null || values.length <= lost) return null;
  const squares = values.reduce((sum: number, value) => sum + (Number(value) - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - lost));
}

/** JSON has no NaN and no infinity. */
function shown(value: Value | undefined): Value {
  return value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? null : value;
}
