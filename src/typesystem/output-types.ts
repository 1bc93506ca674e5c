import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import {
  baseOf,
  type CompositeType,
  type DataType,
  dimensionsOfArray,
  type EnumType,
  type RangeType,
} from '../model/data-type.js';
import type { Column } from '../model/database-model.js';
import type { Names } from '../naming/names.js';
import { meaning, type RangePart } from './field-meaning.js';
import { scalarOfType } from './scalar-of-type.js';

/** Gives the GraphQL type of a PostgreSQL type, one object for each, however often it is asked. */
export interface OutputTypes {
  /** Nullable. */
  readonly of: (type: DataType) => GraphQLOutputType;
  /** With `!` where the column guarantees a value that its scalar can show. */
  readonly ofColumn: (column: Column) => GraphQLOutputType;
  readonly ofEnum: (type: EnumType) => GraphQLEnumType;
}

export function createOutputTypes(names: Names): OutputTypes {
  const enums = new Map<number, GraphQLEnumType>();
  const objects = new Map<number, GraphQLObjectType>();

  const of = (type: DataType): GraphQLOutputType => {
    switch (type.kind) {
      case 'base':
        return scalarOfType(type);
      case 'enum':
        return ofEnum(type);
      case 'domain':
        return of(type.base);
      case 'array':
        return listsOf(of(type.element), dimensionsOfArray(type));
      case 'multirange':
        return new GraphQLList(new GraphQLNonNull(of(type.range)));
      case 'range':
        return remember(objects, type.oid, () => rangeObject(type, names, of));
      case 'composite':
        return remember(objects, type.oid, () => compositeObject(type, names, of));
    }
  };

  const ofEnum = (type: EnumType): GraphQLEnumType => remember(enums, type.oid, () => enumType(type, names));

  const ofColumn = (column: Column): GraphQLOutputType => {
    const type = of(column.type);
    return column.notNull && !canShowNull(column.type) ? new GraphQLNonNull(type) : type;
  };

  return { of, ofColumn, ofEnum };
}

/** `[[Int]]` for two dimensions. */
function listsOf(type: GraphQLOutputType, dimensions: number): GraphQLOutputType {
  return dimensions === 0 ? type : listsOf(new GraphQLList(type), dimensions - 1);
}

/** A NOT NULL column can still be null in JSON: NaN and infinity are no JSON numbers, and `jsonb` holds JSON's null. */
function canShowNull(type: DataType): boolean {
  const base = baseOf(type);
  return base.kind === 'base' && ['float4', 'float8', 'json', 'jsonb'].includes(base.name);
}

function enumType(type: EnumType, names: Names): GraphQLEnumType {
  const values = names.enumValues.get(type.oid);
  return new GraphQLEnumType({
    name: typeName(names, type.oid),
    description: type.comment ?? null,
    values: Object.fromEntries(
      type.labels.map((label) => {
        const name = values?.get(label) ?? label;
        const description = type.table?.descriptions.get(label);
        const spelling = name === label ? null : `The label ${JSON.stringify(label)}.`;
        return [name, { value: name, description: description ?? spelling }];
      }),
    ),
  });
}

function compositeObject(type: CompositeType, names: Names, of: OutputTypes['of']): GraphQLObjectType {
  return new GraphQLObjectType({
    name: typeName(names, type.oid),
    description: type.comment ?? null,
    fields: () =>
      Object.fromEntries(
        type.attributes.map(({ name, type: attribute }) => [
          names.attributes.get(type.oid)?.get(name) ?? name,
          { type: of(attribute), ...meaning({ kind: 'attribute', name, type: attribute }) },
        ]),
      ),
  });
}

function rangeObject(type: RangeType, names: Names, of: OutputTypes['of']): GraphQLObjectType {
  const part = (part: RangePart, fieldType: GraphQLOutputType, description: string) => ({
    type: fieldType,
    description,
    ...meaning({ kind: 'rangePart', part }),
  });
  const flag = new GraphQLNonNull(GraphQLBoolean);
  return new GraphQLObjectType({
    name: typeName(names, type.oid),
    fields: () => ({
      lower: part('lower', of(type.subtype), 'Null where the range has no lower bound.'),
      upper: part('upper', of(type.subtype), 'Null where the range has no upper bound.'),
      lowerInclusive: part('lowerInclusive', flag, 'True if the lower bound itself is in the range.'),
      upperInclusive: part('upperInclusive', flag, 'True if the upper bound itself is in the range.'),
      isEmpty: part('isEmpty', flag, 'True if no value is in the range.'),
    }),
  });
}

function typeName(names: Names, oid: number): string {
  const name = names.types.get(oid);
  if (name === undefined) throw new Error(`The naming stage gave no name to the type with oid ${oid}.`);
  return name;
}

function remember<Value>(cache: Map<number, Value>, oid: number, make: () => Value): Value {
  const known = cache.get(oid);
  if (known !== undefined) return known;
  const made = make();
  cache.set(oid, made);
  return made;
}
