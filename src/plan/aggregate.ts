import type { DataType } from '../model/data-type.js';
import type { Column, Relationship } from '../model/database-model.js';
import { aggregateType, countType } from '../typesystem/aggregate-type.js';
import type { ColumnFunction, PercentileFunction } from '../typesystem/field-meaning.js';
import type { Slot } from './slot.js';

/** A function over rows. */
export type Aggregate = CountAggregate | ColumnAggregate | PercentileAggregate;

interface CountAggregate {
  readonly function: 'count';
  readonly value: Column;
}

interface ColumnAggregate {
  readonly function: PlainFunction;
  readonly column: Column;
  /** The value as if it were a column, named `sum(price)`: it can stand in conditions and orders. */
  readonly value: Column;
}

interface PercentileAggregate {
  readonly function: PercentileFunction;
  readonly fraction: Slot;
  readonly column: Column;
  readonly value: Column;
}

/** Functions of nothing but the values of a column. */
export type PlainFunction = Exclude<ColumnFunction, PercentileFunction>;

/** An aggregate of the rows at the far end of a relationship. */
export interface RelatedAggregate {
  readonly relationship: Relationship;
  readonly aggregate: Aggregate;
}

/** What is shown of the aggregates of rows. */
export type AggregateFieldPlan = { readonly responseKey: string } & (
  | { readonly kind: 'constant'; readonly json: string }
  | { readonly kind: 'value'; readonly aggregate: Aggregate }
  | { readonly kind: 'object'; readonly fields: readonly AggregateFieldPlan[] }
);

export type CountMode =
  | { readonly kind: 'exact' }
  /** What PostgreSQL keeps of the table, where it keeps that. */
  | { readonly kind: 'estimate' }
  | { readonly kind: 'capped'; readonly cap: Slot };

export const countAggregate: CountAggregate = { function: 'count', value: valueColumn('count', countType, true) };

export function columnAggregate(name: PlainFunction, column: Column): Aggregate {
  const value = valueColumn(`${name}(${column.name})`, typeOf(name, column), name === 'countDistinct');
  return { function: name, column, value };
}

export function percentileAggregate(name: PercentileFunction, fraction: Slot, column: Column): Aggregate {
  const { source } = fraction;
  const at =
    source.kind === 'variable' ? `$${source.path.join('.')}` : source.kind === 'constant' ? String(source.value) : '';
  const value = valueColumn(`${name}(${column.name}, ${at})`, typeOf(name, column), false);
  return { function: name, fraction, column, value };
}

function typeOf(name: ColumnFunction, column: Column): DataType {
  const type = aggregateType(name, column.type);
  if (type === undefined) throw new Error(`The column ${column.name} has no ${name}.`);
  return type;
}

function valueColumn(name: string, type: Column['type'], notNull: boolean): Column {
  return { name, position: 0, type, notNull, comment: undefined, tags: {} };
}
