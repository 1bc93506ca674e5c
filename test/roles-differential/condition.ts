import type { Column, Relationship, Value } from './world.js';

/** A condition of `where`; printed as GraphQL by one file and as SQL by another. */
export type Condition =
  | { readonly is: 'compared'; readonly column: Column; readonly operator: Operator; readonly value: Operand }
  | { readonly is: 'columns'; readonly column: Column; readonly operator: 'eq' | 'gt' | 'lte'; readonly other: Column }
  | { readonly is: 'found'; readonly field: string; readonly columns: readonly Column[]; readonly word: string }
  | { readonly is: 'all' | 'any'; readonly parts: readonly Condition[] }
  | { readonly is: 'not'; readonly part: Condition }
  | { readonly is: 'one'; readonly relationship: Relationship; readonly part: Condition | undefined }
  | {
      readonly is: 'some' | 'every' | 'none';
      readonly relationship: Relationship;
      readonly part: Condition | undefined;
    }
  | {
      readonly is: 'counted';
      readonly relationship: Relationship;
      readonly operator: 'gt' | 'lte' | 'eq';
      readonly value: number;
      readonly part: Condition | undefined;
    };

export type Operator = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'notIn' | 'isNull' | 'startsWith';

/** A value, several of them, or the number of the user who asks. */
export type Operand = Value | readonly Value[] | { readonly user: true };

export const symbols: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};
