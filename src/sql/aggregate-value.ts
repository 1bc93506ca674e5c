import { baseOf, type DataType } from '../model/data-type.js';
import type { Aggregate } from '../plan/aggregate.js';
import type { Compilation, RowSource } from './compilation.js';
import { type Sql, sql, verbatim } from './knex.js';
import { typeName } from './type-name.js';

/** A function over the rows of a source: `pg_catalog.sum(t1."price")`. */
export function aggregateValue(compilation: Compilation, source: RowSource, aggregate: Aggregate): Sql {
  if (aggregate.function === 'count') return verbatim('pg_catalog.count(*)');
  const { type } = aggregate.column;
  const column = source.column(aggregate.column);
  // Polymorphic aggregates do not see through a domain.
  const value = type.kind === 'domain' ? sql`${column}::${verbatim(typeName(baseOf(type)))}` : column;
  switch (aggregate.function) {
    case 'countDistinct':
      return sql`pg_catalog.count(distinct ${value})`;
    case 'min':
      return hasExtremes(type) ? sql`pg_catalog.min(${value})` : placed(verbatim('0'), value);
    case 'max':
      return hasExtremes(type) ? sql`pg_catalog.max(${value})` : placed(verbatim('1'), value);
    case 'mode':
      return sql`pg_catalog.mode() within group (order by ${value})`;
    case 'percentileDisc':
      return placed(compilation.slot(aggregate.fraction), value);
    case 'percentileCont':
      return between(compilation.slot(aggregate.fraction), type, value);
    case 'median':
      return between(verbatim('0.5'), type, value);
    case 'boolAnd':
      return sql`pg_catalog.bool_and(${value})`;
    case 'boolOr':
      return sql`pg_catalog.bool_or(${value})`;
    case 'sum':
      return sql`pg_catalog.sum(${asNumber(type, value)})`;
    case 'avg':
      return sql`pg_catalog.avg(${asNumber(type, value)})`;
    case 'stddev':
      return sql`pg_catalog.stddev_samp(${asNumber(type, value)})`;
    case 'stddevPop':
      return sql`pg_catalog.stddev_pop(${asNumber(type, value)})`;
    case 'variance':
      return sql`pg_catalog.var_samp(${asNumber(type, value)})`;
    case 'variancePop':
      return sql`pg_catalog.var_pop(${asNumber(type, value)})`;
  }
}

/** A source whose columns are the values of aggregates over the rows of another, for conditions and orders. */
export function aggregateSource(
  compilation: Compilation,
  source: RowSource,
  aggregates: readonly Aggregate[],
): RowSource {
  return {
    ...source,
    column({ name }) {
      const aggregate = aggregates.find(({ value }) => value.name === name);
      if (aggregate === undefined) throw new Error(`There is no aggregate ${name}.`);
      return aggregateValue(compilation, source, aggregate);
    },
  };
}

/** A value by its place in the order of the type: at 0 and 1, the extremes of types without `min` and `max`. */
function placed(fraction: Sql, value: Sql): Sql {
  return sql`pg_catalog.percentile_disc(${fraction}) within group (order by ${value})`;
}

/** PostgreSQL interpolates between floating-point numbers and between intervals. */
function between(fraction: Sql, type: DataType, value: Sql): Sql {
  const base = baseOf(type);
  const number =
    base.kind === 'base' && base.name === 'interval' ? value : sql`${asNumber(type, value)}::pg_catalog.float8`;
  return sql`pg_catalog.percentile_cont(${fraction}) within group (order by ${number})`;
}

/** There is no mean of money, and its sum soon leaves its range. */
function asNumber(type: DataType, value: Sql): Sql {
  const base = baseOf(type);
  return base.kind === 'base' && base.name === 'money' ? sql`${value}::pg_catalog.numeric` : value;
}

function hasExtremes(type: DataType): boolean {
  const base = baseOf(type);
  if (base.kind === 'enum') return true;
  return base.kind === 'base' && base.namespace === 'pg_catalog' && typesWithExtremes.has(base.name);
}

/** Those of PostgreSQL 14. An index can answer them without reading all rows. */
const typesWithExtremes: ReadonlySet<string> = new Set([
  ...['int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'money', 'oid'],
  ...['text', 'varchar', 'bpchar', 'inet'],
  ...['date', 'time', 'timetz', 'timestamp', 'timestamptz', 'interval'],
]);
