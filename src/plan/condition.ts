import type { Column, Relationship } from '../model/database-model.js';
import type { ComparisonOperator } from '../typesystem/field-meaning.js';
import type { Aggregate } from './aggregate.js';
import type { Slot } from './slot.js';

/** What must hold of a row. */
export type Condition =
  | { readonly kind: 'and'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'or'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | {
      readonly kind: 'compare';
      readonly column: Column;
      readonly operator: ComparisonOperator;
      readonly slot: Slot;
    }
  /** `distinct`: not equal, null being a value of its own; negated: equal in that sense. The slot is never null. */
  | { readonly kind: 'distinct'; readonly column: Column; readonly negated: boolean; readonly slot: Slot }
  /** Equal to one of the array in the slot; negated: to none. */
  | { readonly kind: 'among'; readonly column: Column; readonly negated: boolean; readonly slot: Slot }
  | { readonly kind: 'null'; readonly column: Column; readonly negated: boolean }
  | { readonly kind: 'like'; readonly column: Column; readonly caseInsensitive: boolean; readonly slot: Slot }
  /** Of the rows at the far end for which `where` holds: what they come to. */
  | {
      readonly kind: 'relatedAggregate';
      readonly relationship: Relationship;
      readonly where: Condition | undefined;
      readonly having: Having;
    };

/** A condition on what rows come to: in it, the columns are the values of the aggregates. */
export interface Having {
  readonly condition: Condition;
  readonly aggregates: readonly Aggregate[];
}

/** What an empty object means: a condition that always holds. */
export const noCondition: Condition = { kind: 'and', conditions: [] };

/** All of these hold; undefined if there are none. */
export function allOf(conditions: readonly Condition[]): Condition | undefined {
  return conditions.length <= 1 ? conditions[0] : { kind: 'and', conditions };
}
