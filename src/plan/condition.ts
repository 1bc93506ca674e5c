import type { DataType } from '../model/data-type.js';
import type { Column, Relationship } from '../model/database-model.js';
import type {
  ColumnOperator,
  ComparisonOperator,
  Quantifier,
  SpatialPredicate,
  TypeOperator,
  ValuePart,
} from '../typesystem/field-meaning.js';
import type { Aggregate } from './aggregate.js';
import type { DistanceFrom } from './distance.js';
import type { Slot } from './slot.js';
import type { TextSearch } from './text-search.js';

/** What must hold of a row. */
export type Condition =
  | { readonly kind: 'and'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'or'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | {
      readonly kind: 'compare';
      readonly column: Subject;
      readonly operator: ComparisonOperator;
      readonly slot: Slot;
    }
  /** `distinct`: not equal, null being a value of its own; negated: equal in that sense. The slot is never null. */
  | { readonly kind: 'distinct'; readonly column: Subject; readonly negated: boolean; readonly slot: Slot }
  /** Equal to one of the array in the slot; negated: to none. */
  | { readonly kind: 'among'; readonly column: Subject; readonly negated: boolean; readonly slot: Slot }
  | { readonly kind: 'null'; readonly column: Subject; readonly negated: boolean }
  | { readonly kind: 'like'; readonly column: Subject; readonly caseInsensitive: boolean; readonly slot: Slot }
  /** An operator of the value's own type. */
  | { readonly kind: 'typeOperator'; readonly column: Subject; readonly operator: TypeOperator; readonly slot: Slot }
  /** An array or range without anything in it; negated: with something. */
  | { readonly kind: 'empty'; readonly column: Subject; readonly negated: boolean }
  /** Something stands at a path of a JSON value; negated: nothing. */
  | { readonly kind: 'jsonPath'; readonly column: Subject; readonly path: Slot; readonly negated: boolean }
  /** A predicate of PostGIS between the value and a geometry. */
  | {
      readonly kind: 'spatial';
      readonly column: Subject;
      readonly predicate: SpatialPredicate;
      readonly operand: Slot;
      /** Of `withinDistance`. */
      readonly distance?: Slot;
    }
  | (TextSearch & { readonly kind: 'textSearch'; readonly column: Subject })
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
    }
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

/** What a condition is on: a column of the row, or a part of its value. */
export type Subject = Column | ValueInside;

/** A part of a value; null where the value is. */
export interface ValueInside {
  readonly inside: Subject;
  readonly part: ValuePart | JsonPart | DistancePart;
  readonly type: DataType;
  readonly notNull: false;
}

/** What stands at a path of a JSON value, if it is of this kind; else null. */
export interface JsonPart {
  readonly kind: 'json';
  readonly path: Slot;
  readonly as: 'number' | 'string' | 'boolean';
}

/** How far the value is from another. */
export interface DistancePart {
  readonly kind: 'distance';
  readonly from: DistanceFrom;
}

/** What an empty object means: a condition that always holds. */
export const noCondition: Condition = { kind: 'and', conditions: [] };

/** All of these hold; undefined if there are none. */
export function allOf(conditions: readonly Condition[]): Condition | undefined {
  return conditions.length <= 1 ? conditions[0] : { kind: 'and', conditions };
}
