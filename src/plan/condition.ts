import type { Column, Relationship } from '../model/database-model.js';
import type { ColumnOperator, ComparisonOperator, Quantifier } from '../typesystem/field-meaning.js';
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
  /** Two columns of one row. */
  | {
      readonly kind: 'compareColumns';
      readonly column: Column;
      readonly operator: ColumnOperator;
      readonly other: Column;
    }
  /**
   * Of the rows at the far end of a relationship, there is one for which the condition holds (`some`), there is none
   * (`none`), or there is none for which it is false or unknown (`every`). Never unknown itself.
   */
  | {
      readonly kind: 'related';
      readonly relationship: Relationship;
      readonly quantifier: Quantifier;
      /** Undefined: it holds for every row. */
      readonly condition: Condition | undefined;
    };

/** What an empty object means: a condition that always holds. */
export const noCondition: Condition = { kind: 'and', conditions: [] };

/** All of these hold; undefined if there are none. */
export function allOf(conditions: readonly Condition[]): Condition | undefined {
  return conditions.length <= 1 ? conditions[0] : { kind: 'and', conditions };
}
