import type { Slot } from '../plan/slot.js';
import type { AnswerLayout } from './layout.js';

/** One SELECT that answers all root fields of an operation, for every set of variables of one shape. */
export interface Statement {
  /** For the full tier: parameters carry their types, `settings` are set around it. */
  readonly text: string;
  /** One for each parameter, in order. */
  readonly slots: readonly Slot[];
  /** Set where `text` gives rows to be written; else it gives one row of JSON texts, as `portable` does. */
  readonly rows: RowsForm | undefined;
  /** The index of the column with the length of the answer in bytes; the others are null where that is too much. */
  readonly lengthColumn: number | undefined;
  /** The same for drivers that guess types from values. Compiled when it is first asked for. */
  readonly portable: () => PortableStatement;
  /** What the operation gives and the statement does not need; it is checked all the same. */
  readonly checked: readonly Slot[];
  /** Session settings without which PostgreSQL would write some value in another way. */
  readonly settings: readonly (readonly [name: string, value: string])[];
}

/** One row of JSON texts, a column for each root field. It stands alone: it sets and restores what it needs itself. */
export interface PortableStatement {
  readonly text: string;
  readonly slots: readonly Slot[];
}

export interface RowsForm {
  /** `text` with its settings in it, which are in force until the transaction ends. */
  readonly standaloneText: string;
  readonly layout: AnswerLayout;
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
