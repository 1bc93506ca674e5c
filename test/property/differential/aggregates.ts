import { addDecimals, type Decimal, divideDecimals, parseDecimal, printDecimal, varianceOf } from './decimal.js';
import { type Kind, kindOf, printFloat } from './kinds.js';
import type { Cell, Row, Table } from './model.js';

/** What an aggregate gives; `isEstimate`: a float whose last digits depend on the order in which rows are read. */
export interface Aggregated {
  readonly kind: Kind;
  readonly cell: Cell | null;
  readonly isEstimate: boolean;
}

export const deviations = ['stddev', 'stddevPop', 'variance', 'variancePop'];

/**
 * Manual 9.21, and aggregates.md for the types: nulls are left out, and nothing comes to null.
 * @param fraction Of percentiles.
 */
export function aggregateOf(
  table: Table,
  name: string,
  column: string,
  rows: readonly Row[],
  fraction = 0.5,
): Aggregated {
  const own = table.columns.get(column)?.kind;
  if (own === undefined) throw new Error(`${table.type} has no ${column}.`);
  const cells = rows.map((row) => row.cells[column] ?? null).filter((cell) => cell !== null);
  const exact = (kind: Kind, cell: Cell | null): Aggregated => ({ kind, cell, isEstimate: false });
  switch (name) {
    case 'countDistinct': {
      const values = sorted(own, cells).map(({ value }): unknown => value);
      const count = values.filter((value, index) => index === 0 || own.compare(values[index - 1], value) !== 0).length;
      return exact(countKind, { text: String(count), value: count });
    }
    case 'min':
    case 'max': {
      const sign = name === 'min' ? 1 : -1;
      const best = cells.reduce<Cell | null>(
        (found, cell) => (found === null || sign * own.compare(cell.value, found.value) < 0 ? cell : found),
        null,
      );
      return exact(own, best);
    }
    case 'mode':
      return exact(own, mostFrequent(sorted(own, cells), own));
    case 'percentileDisc':
      return exact(own, sorted(own, cells)[Math.max(1, Math.ceil(fraction * cells.length)) - 1] ?? null);
    case 'median':
    case 'percentileCont': {
      const value = between(
        cells.map((cell) => (own.name === 'float4' ? Math.fround(Number(cell.text)) : Number(cell.text))),
        fraction,
      );
      return exact(plain('float8'), value === null ? null : { text: printFloat(value), value });
    }
    case 'boolAnd':
    case 'boolOr': {
      const values = cells.map(({ value }): boolean => value as boolean);
      const value = name === 'boolAnd' ? values.every(Boolean) : values.some(Boolean);
      return exact(own, values.length === 0 ? null : { text: '', value });
    }
    default:
  }
  const result = own.family === 'float' ? plain('float8') : own.family === 'interval' ? own : plain('numeric');
  if (own.family === 'float') {
    const value = floats(
      name,
      cells.map((cell) => Number(cell.text)),
    );
    return { kind: result, cell: value === null ? null : { text: String(value), value }, isEstimate: true };
  }
  if (own.family === 'interval') throw new Error('The evaluator does not add intervals.');
  const decimals = cells.map((cell) => parseDecimal(cell.text));
  const decimal = decimalOf(name, decimals);
  return exact(result, decimal === null ? null : { text: printDecimal(decimal), value: decimal });
}

function sorted(kind: Kind, cells: readonly Cell[]): Cell[] {
  return [...cells].sort((a, b) => kind.compare(a.value, b.value));
}

/** Of several the first. */
function mostFrequent(cells: readonly Cell[], kind: Kind): Cell | null {
  let [best, most, count]: [Cell | null, number, number] = [null, 0, 0];
  cells.forEach((cell, index) => {
    count = index > 0 && kind.compare(cells[index - 1]?.value, cell.value) === 0 ? count + 1 : 1;
    if (count > most) [best, most] = [cell, count];
  });
  return best;
}

/** `percentile_cont`: the place between two values, as a double. NaN comes last. */
function between(values: readonly number[], fraction: number): number | null {
  const float = plain('float8');
  const ordered = [...values].sort((a, b) => float.compare(a, b));
  const place = fraction * (ordered.length - 1);
  const [low, high] = [ordered[Math.floor(place)], ordered[Math.ceil(place)]];
  if (low === undefined || high === undefined) return null;
  return Number.isInteger(place) ? low : low + (place - Math.floor(place)) * (high - low);
}

function decimalOf(name: string, values: readonly Decimal[]): Decimal | null {
  if (deviations.includes(name)) return varianceOf(values, !name.endsWith('Pop'), name.startsWith('stddev'));
  const [first, ...rest] = values;
  if (first === undefined) return null;
  const sum = rest.reduce(addDecimals, first);
  if (sum.special !== undefined) return sum;
  return name === 'sum' ? sum : divideDecimals(sum, { digits: BigInt(values.length), scale: 0 });
}

function floats(name: string, values: readonly number[]): number | null {
  const sum = values.reduce((total, value) => total + value, 0);
  if (name === 'sum') return values.length === 0 ? null : sum;
  if (name === 'avg') return values.length === 0 ? null : sum / values.length;
  const lost = name.endsWith('Pop') ? 0 : 1;
  if (values.length <= lost) return null;
  const mean = sum / values.length;
  const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - lost);
  return name.startsWith('stddev') ? Math.sqrt(variance) : variance;
}

function plain(name: string): Kind {
  const kind = kindOf(name, new Map());
  if (kind === undefined) throw new Error(`No kind ${name}.`);
  return kind;
}

/** Of `count` and `countDistinct`. */
export const countKind = plain('int4');
