import type { Slot } from '../plan/slot.js';

/**
 * How the rows of a statement become the answer: what its columns hold, and where in the JSON that stands. The statement
 * gives values as PostgreSQL prints them, and each root field's rows in the order of its list.
 */
export interface AnswerLayout {
  /** In the order of the root fields that the database answers. */
  readonly roots: readonly RootLayout[];
  /** Set where the rows of several roots come in one result: the column that holds the index of the root. */
  readonly rootColumn: number | undefined;
  /** The column that is null, or the length in bytes of a value that is longer than an answer may be, and stays away. */
  readonly lengthColumn: number | undefined;
  /** Page sizes and offsets, which the writer needs as the request gave them. */
  readonly slots: readonly Slot[];
}

export type RootLayout =
  /** One row; `null` where there is none. */
  { readonly kind: 'row'; readonly item: ItemLayout } | { readonly kind: 'list'; readonly list: ListLayout };

/** The JSON of one row, and of the rows below it. */
export interface ItemLayout {
  readonly pieces: readonly Piece[];
  /** The list that stands where `pieces` have `below`; its rows bear the columns of this one too. */
  readonly below: ListLayout | undefined;
}

export interface ListLayout {
  readonly parts: readonly ListPart[];
  /**
   * Set where the list comes beside the row that it belongs to: the place of a row in it, counted from 1, and null where it
   * has none. The row above has its columns only beside the first.
   */
  readonly place: number | undefined;
  readonly below: ListLayout | undefined;
  /** Set where one row more is read than shown; an index into `slots`. */
  readonly cutAfter: number | undefined;
  readonly backward: boolean;
  /** The cursor of a row, where the first's or the last's is asked for. */
  readonly cursor: readonly Piece[] | undefined;
}

/** JSON text as it is, the items of the list between their commas, or what is known when the list has ended. */
export type ListPart =
  | string
  | { readonly kind: 'items'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'isCutOff' }
  /** Whether rows were passed over; an index into `slots`. */
  | { readonly kind: 'isOffset'; readonly offset: number }
  | { readonly kind: 'firstCursor' }
  | { readonly kind: 'lastCursor' };

/** JSON text as it is, or what a row gives. */
export type Piece =
  | string
  | { readonly kind: 'value'; readonly column: number; readonly form: ValueForm }
  /** `null` where the column is null. */
  | { readonly kind: 'unlessNull'; readonly column: number; readonly pieces: readonly Piece[] }
  /** The text of the pieces as base64, between quotes. */
  | { readonly kind: 'opaque'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'below' };

/**
 * How a printed value becomes JSON; null becomes `null`.
 *
 * - `json`: it is JSON;
 * - `quoted`: between quotes, since none of its characters needs an escape;
 * - `text`: a JSON string of it;
 * - `number`: a floating-point number; those that JSON does not have are null;
 * - `carriedNumber`: the same, but those are strings;
 * - `instant`: a JSON string of a time in UTC, without its `Z`;
 * - a map: the GraphQL name of a label, or the label itself.
 */
export type ValueForm =
  'json' | 'quoted' | 'text' | 'number' | 'carriedNumber' | 'instant' | ReadonlyMap<string, string>;
