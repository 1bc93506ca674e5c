/**
 * A PostgreSQL type as the stages after the model need it. It is a finite tree: PostgreSQL lets no composite type
 * contain itself. `namespace` and `name` are those of `pg_type`: `{ namespace: 'pg_catalog', name: 'int8' }`.
 */
export type DataType = BaseType | EnumType | DomainType | ArrayType | RangeType | MultirangeType | CompositeType;

interface NamedType {
  readonly oid: number;
  readonly namespace: string;
  readonly name: string;
}

/** A built-in or extension type without parts: `int4`, `text`, `citext`, `geometry`, and pseudo types. */
export interface BaseType extends NamedType {
  readonly kind: 'base';
  /** `atttypmod` of the column, -1 without; for `numeric(10,2)`, `varchar(20)`, `bit(3)`, `vector(3)`. */
  readonly modifier: number;
  /**
   * The namespace of the operators (`=`, `<` …) of the type's default B-tree operator class: `pg_catalog` for built-in
   * types, the extension's for `citext`. Undefined where there is none (`json`, `point`, `xml`): no equality, no order.
   */
  readonly orderingNamespace: string | undefined;
}

export interface EnumType extends NamedType {
  readonly kind: 'enum';
  /** In `enumsortorder`. */
  readonly labels: readonly string[];
  readonly comment: string | undefined;
  /** Set where the values are not a type of PostgreSQL's, but the rows of a table. */
  readonly table?: EnumTable | undefined;
}

export interface EnumTable {
  /** The type of the key, and so of the columns. */
  readonly storedAs: BaseType;
  /** Its name was chosen by a tag; else it is the table's. */
  readonly named: boolean;
  /** By label. */
  readonly descriptions: ReadonlyMap<string, string>;
}

export interface DomainType extends NamedType {
  readonly kind: 'domain';
  readonly base: DataType;
  readonly comment: string | undefined;
}

/** `name` starts with an underscore as in `pg_type`. */
export interface ArrayType extends NamedType {
  readonly kind: 'array';
  readonly element: DataType;
  /** Of a column that is declared with more than one; PostgreSQL does not hold values to it. */
  readonly dimensions?: number;
}

export interface RangeType extends NamedType {
  readonly kind: 'range';
  readonly subtype: DataType;
}

export interface MultirangeType extends NamedType {
  readonly kind: 'multirange';
  readonly range: RangeType;
}

export interface CompositeType extends NamedType {
  readonly kind: 'composite';
  readonly attributes: readonly { readonly name: string; readonly type: DataType }[];
  readonly comment: string | undefined;
}

/** The type below any domains. */
export function baseOf(type: DataType): Exclude<DataType, DomainType> {
  return type.kind === 'domain' ? baseOf(type.base) : type;
}

/** The number of dimensions that the values of an array type are taken to have. */
export function dimensionsOfArray({ dimensions = 1 }: ArrayType): number {
  return dimensions;
}
