import type { Column, ForeignKey, Key, Relationship, Table } from '../model/database-model.js';

/**
 * How names are made. Each function sees one object alone; its result is used as it is, and must be a GraphQL name.
 * A host replaces what it wants another way: `naming: { column: (column) => column.name }`.
 */
export interface Naming {
  /** `Album`; connection, edge, filter and order types take it as their stem. */
  readonly type: (table: Table) => string;
  /** `albums` */
  readonly list: (table: Table) => string;
  /** `album` */
  readonly single: (table: Table) => string;
  /** `albumBySlug` */
  readonly byUnique: (table: Table, key: Key) => string;
  /** `artistId` */
  readonly column: (column: Column) => string;
  /** `artist`, `albums`, `tracks` */
  readonly relationship: (relationship: Relationship) => string;
  /** For enums, composite types and ranges: `OrderStatus`. */
  readonly dataType: (type: { readonly namespace: string; readonly name: string }) => string;
  /** `in_progress` for the label `in progress`. */
  readonly enumValue: (label: string) => string;
  /** The field of a composite type's attribute. */
  readonly attribute: (name: string) => string;
}

/** What the functions of `Naming` need of a foreign key. */
export type NamedForeignKey = Pick<ForeignKey, 'table' | 'columns' | 'referencedTable' | 'referencedColumns' | 'tags'>;
