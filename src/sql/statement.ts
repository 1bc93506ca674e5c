import type { Slot } from '../plan/slot.js';

/** One SELECT that answers all root fields of an operation, for every set of variables of one shape. */
export interface Statement {
  /** For the full tier: parameters carry their types, `settings` are set around it. */
  readonly text: string;
  /** The same for drivers that guess types from values; it sets and restores what it needs itself. */
  readonly portableText: string;
  /** One for each parameter, in order. */
  readonly slots: readonly Slot[];
  /** The index of the column with the length of the answer in bytes; the others are null where that is too much. */
  readonly lengthColumn: number | undefined;
  /** What the operation gives and the statement does not need; it is checked all the same. */
  readonly checked: readonly Slot[];
  /** Session settings without which PostgreSQL would write some value in another way. */
  readonly settings: readonly (readonly [name: string, value: string])[];
}

/** How the answer to an operation is put together. */
export interface Answer {
  /** Undefined where the database is not asked. */
  readonly statement: Statement | undefined;
  /** The tables that rows are read of, by `pg_class.oid`. */
  readonly reads: ReadonlySet<number>;
  /** In the order of the answer. */
  readonly parts: readonly AnswerPart[];
}

export type AnswerPart =
  /** The column of the statement's only row that holds the JSON text. */
  | { readonly kind: 'column'; readonly responseKey: string; readonly index: number }
  | { readonly kind: 'constant'; readonly responseKey: string; readonly json: string }
  | { readonly kind: 'introspection'; readonly responseKey: string };
