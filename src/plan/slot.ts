import type { DataType } from '../model/data-type.js';
import type { EntityKey } from './entity-key.js';

/** A place in a statement that a value fills when the operation runs. Client values reach SQL in no other way. */
export interface Slot {
  readonly source: Source;
  readonly encoding: Encoding;
  /** The PostgreSQL type that the statement casts the value to. */
  readonly type: DataType;
  /** Where the value stands in the operation, for error messages: `albums.where.title.eq`. */
  readonly argument: string;
}

/** Where a value comes from. Values are those that graphql-js has coerced. */
export type Source =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'variable'; readonly path: readonly (string | number)[] }
  | { readonly kind: 'list'; readonly items: readonly Source[] }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [name: string, source: Source])[] };

/** How a value becomes the text that PostgreSQL reads. */
export type Encoding =
  | { readonly kind: 'value' }
  /** A list as PostgreSQL's array text. */
  | { readonly kind: 'array' }
  /** A list as PostgreSQL's array text, whose elements are composite values, or that has several dimensions. */
  | { readonly kind: 'list'; readonly element: TypedEncoding; readonly dimensions: number }
  /** `AddressInput` as PostgreSQL's row text; the fields are in the order of the type. */
  | {
      readonly kind: 'composite';
      readonly fields: readonly (TypedEncoding & { readonly field: string })[];
    }
  /** `DateRangeInput`, or a list of them for a multirange, as PostgreSQL's text. */
  | { readonly kind: 'range' }
  /** A list of `HstoreEntry` as PostgreSQL's text. */
  | { readonly kind: 'hstore' }
  /** One of these names, which stands for a text. */
  | { readonly kind: 'oneOf'; readonly texts: ReadonlyMap<string, string>; readonly what: string }
  /** A query in PostgreSQL's own language of full-text search. */
  | { readonly kind: 'rawSearch' }
  /** A LIKE pattern. */
  | { readonly kind: 'likePattern' }
  /** A text as a LIKE pattern in which it stands for itself. */
  | { readonly kind: 'pattern'; readonly anyBefore: boolean; readonly anyAfter: boolean }
  /** GraphQL enum values as PostgreSQL's labels; `array` for a list of them. */
  | { readonly kind: 'label'; readonly labels: ReadonlyMap<string, string>; readonly array: boolean }
  /** A page size or a number of rows to skip: from 0 to `maximum`. */
  | { readonly kind: 'rows'; readonly maximum: number; readonly plus: 0 | 1 }
  /** Not below zero. */
  | { readonly kind: 'distance' }
  /** From 0 to 1. */
  | { readonly kind: 'fraction' }
  /** The width of a bin: above zero, and whole where the key of the bin has to be. */
  | { readonly kind: 'binWidth'; readonly whole: boolean }
  /** The value at `index` of a cursor of the list with this order. */
  | { readonly kind: 'cursor'; readonly orderDigest: string; readonly length: number; readonly index: number }
  /** The one value of a cursor of a list without a key: the place of its row, counted from 1. */
  | { readonly kind: 'position'; readonly orderDigest: string }
  /** The value at `index` of a global identifier of this type. */
  | { readonly kind: 'nodeId'; readonly typeName: string; readonly length: number; readonly index: number }
  /** Of a list of representations, those that refer by a key: the values of one of its fields. */
  | { readonly kind: 'entityKeys'; readonly key: EntityKey; readonly field: string; readonly value: TypedEncoding }
  /** Of those, the places in the list. */
  | { readonly kind: 'entityPlaces'; readonly key: EntityKey };

/** How a part of a value becomes text. */
export interface TypedEncoding {
  readonly type: DataType;
  readonly encoding: Encoding;
}
