import { baseOf, type BaseType, type DataType } from '../model/data-type.js';
import type { AggregateFunction, ColumnFunction, PercentileFunction } from './field-meaning.js';
import { isOrderable } from './order-by-types.js';

/** The type of a function's value over a column of a type; undefined where PostgreSQL has no such aggregate. */
export function aggregateType(name: ColumnFunction, type: DataType): DataType | undefined {
  const base = baseOf(type);
  switch (name) {
    case 'countDistinct':
      return isOrderable(base) ? countType : undefined;
    case 'min':
    case 'max':
    case 'mode':
    case 'percentileDisc':
      return isOrderable(base) ? base : undefined;
    case 'boolAnd':
    case 'boolOr':
      return nameOf(base) === 'bool' ? base : undefined;
    case 'sum':
      return builtIn(sums.get(nameOf(base)));
    case 'avg':
      return builtIn(nameOf(base) === 'interval' ? 'interval' : means.get(nameOf(base)));
    case 'median':
    case 'percentileCont':
      return builtIn(nameOf(base) === 'interval' ? 'interval' : means.has(nameOf(base)) ? 'float8' : undefined);
    case 'stddev':
    case 'stddevPop':
    case 'variance':
    case 'variancePop':
      return builtIn(means.get(nameOf(base)));
  }
}

/** The functions that go over a column, by the kinds of type that hold their columns. */
export const functionFamilies = {
  distinct: ['countDistinct'],
  sum: ['sum'],
  average: ['avg'],
  extreme: ['min', 'max', 'mode', 'percentileDisc'],
  continuous: ['median', 'percentileCont'],
  deviation: ['stddev', 'stddevPop', 'variance', 'variancePop'],
  boolean: ['boolAnd', 'boolOr'],
} as const satisfies Readonly<Record<string, readonly ColumnFunction[]>>;

export type FunctionFamily = keyof typeof functionFamilies;

/** True for functions that take a fraction: they stand in selections only. */
export function isPercentile(name: AggregateFunction): name is PercentileFunction {
  return name === 'percentileCont' || name === 'percentileDisc';
}

export const functionDescriptions: Readonly<Record<AggregateFunction, string>> = {
  count: 'The number of rows.',
  countDistinct: 'The number of different values; null is none.',
  sum: 'The sum of the values, or null if there is none.',
  avg: 'The arithmetic mean of the values, or null if there is none.',
  min: 'The least value, or null if there is none.',
  max: 'The greatest value, or null if there is none.',
  stddev: 'The standard deviation of the values as a sample; null for fewer than two.',
  stddevPop: 'The standard deviation of the values as the whole population, or null if there is none.',
  variance: 'The variance of the values as a sample; null for fewer than two.',
  variancePop: 'The variance of the values as the whole population, or null if there is none.',
  boolAnd: 'True if all values are true, or null if there is none.',
  boolOr: 'True if any value is true, or null if there is none.',
  mode: 'The most frequent value, the least of several; null if there is none.',
  median: 'The value in the middle, or between the two in the middle; null if there is none.',
  percentileCont: 'The value at a fraction of the ordered values, between two of them where it falls there.',
  percentileDisc: 'The first of the ordered values whose place reaches a fraction of them; a value that is there.',
};

/** Source: PostgreSQL manual, table 9.60 "General-Purpose Aggregate Functions". A sum of money would overflow as money. */
const sums: ReadonlyMap<string, string> = new Map([
  ['int2', 'int8'],
  ['int4', 'int8'],
  ['int8', 'numeric'],
  ['numeric', 'numeric'],
  ['float4', 'float4'],
  ['float8', 'float8'],
  ['money', 'numeric'],
  ['interval', 'interval'],
]);

/** Source: the same, and table 9.61 "Aggregate Functions for Statistics". Of money, the numeric is taken. */
const means: ReadonlyMap<string, string> = new Map([
  ['int2', 'numeric'],
  ['int4', 'numeric'],
  ['int8', 'numeric'],
  ['numeric', 'numeric'],
  ['money', 'numeric'],
  ['float4', 'float8'],
  ['float8', 'float8'],
]);

function nameOf(type: DataType): string {
  return type.kind === 'base' && type.namespace === 'pg_catalog' ? type.name : '';
}

function builtIn(name: string | undefined): BaseType | undefined {
  return name === undefined ? undefined : builtInType(name);
}

function builtInType(name: string): BaseType {
  const known = builtInTypes.get(name);
  if (known === undefined) throw new Error(`No aggregate gives the type ${name}.`);
  return known;
}

/** Source: pg_type.dat; the oids never change. */
const oids: readonly (readonly [string, number])[] = [
  ['int8', 20],
  ['int4', 23],
  ['float4', 700],
  ['float8', 701],
  ['interval', 1186],
  ['numeric', 1700],
];

const builtInTypes: ReadonlyMap<string, BaseType> = new Map(
  oids.map(([name, oid]) => {
    const namespace = 'pg_catalog';
    return [name, { kind: 'base', oid, namespace, name, modifier: -1, orderingNamespace: namespace }];
  }),
);

/** Counts are `Int`, as `totalCount` is. */
export const countType: BaseType = builtInType('int4');
