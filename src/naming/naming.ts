import type { CompositeType, EnumType, MultirangeType, RangeType } from '../model/data-type.js';
import type { TreeRelationship } from '../model/is-tree.js';
import type { Column, Key, Relationship, Routine, RowType, Table } from '../model/database-model.js';

/**
 * The rules by which GraphQL names are made. A host may replace any of them by the option `naming`; a comment tag that
 * names the object beats the host's rule. Rules have to look at their own object alone: a name that depends on what else
 * is in the database changes when the database grows.
 *
 * @example
 * const naming: Partial<Naming> = { list: (table) => `all_${table.name}` };
 */
export interface Naming {
  /** `Album`; `AlbumConnection`, `AlbumEdge`, `AlbumWhere`, `AlbumOrderBy` and more follow it. */
  readonly type: (table: Table) => string;
  /** `Topic`: one of several types of a table's rows that are all in one table. */
  readonly rowType: (type: RowType) => string;
  /** `albums`, on `Query`. */
  readonly list: (table: Table) => string;
  /** `album`, on `Query`: one row by its primary key. */
  readonly single: (table: Table) => string;
  /** `albumBySlug`, on `Query`: one row by a unique key. */
  readonly byUnique: (table: Table, key: Key) => string;
  /** `artistId`. With the option `relayIds`, what comes out as `id` becomes `rowId`. */
  readonly column: (column: Column, table: Table) => string;
  /** `artist`, `albums`, `tracks`: a field of the type of `relationship.from`. */
  readonly relationship: (relationship: Relationship) => string;
  /** `ancestorsByReportsTo`, `descendantsByReportsTo`: a relationship of a table with itself, followed to its end. */
  readonly tree: (tree: TreeRelationship) => string;
  /**
   * `fullName`: a field of the type of the row that the function takes first, else of `Query`. What RETURNS TABLE gives
   * follows it: `BusiestPortsRow`.
   */
  readonly routine: (routine: Routine) => string;
  /** `portSlug`; without a name `argument1`, counted as PostgreSQL counts. */
  readonly argument: (routine: Routine, index: number) => string;
  /** `OrderStatus`, `Address`, `Int4Range`. */
  readonly dataType: (type: NamedDataType) => string;
  /** A field of a composite type, by the attribute's name. */
  readonly attribute: (name: string, type: CompositeType) => string;
  /** A value of an enum, by PostgreSQL's label. */
  readonly enumValue: (label: string, type: EnumType) => string;
}

/** The PostgreSQL types that become GraphQL types with a name of their own. */
export type NamedDataType = EnumType | CompositeType | RangeType | MultirangeType;
