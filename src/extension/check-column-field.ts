import { type GraphQLOutputType, GraphQLFloat, GraphQLInt, GraphQLBoolean, isListType, isNonNullType } from 'graphql';
import { baseOf, type DataType } from '../model/data-type.js';
import type { FieldMeaning } from '../typesystem/field-meaning.js';
import { scalarOfType } from '../typesystem/scalar-of-type.js';
import type { ExtensionClass } from './extension-options.js';
import { invalidExtension } from './invalid-extension.js';

/**
 * Checks the GraphQL type of a declared column against the database's. The host may expect null where there never is one,
 * but not the other way round.
 */
export function checkColumnField(place: string, declared: GraphQLOutputType, actual: GraphQLOutputType): void {
  if (fits(declared, actual)) return;
  const nullable = isNonNullType(declared) && !isNonNullType(actual) && fits(declared.ofType, actual);
  const remedy = nullable
    ? 'The column may be null: add { nullable: true } to @Field().'
    : 'Declare the type that it has, or @Needs() in place of @Field(), which leaves the type to the database.';
  throw invalidExtension(
    place,
    `it is declared as ${String(declared)}, and the database gives ${String(actual)}. ${remedy}`,
  );
}

function fits(declared: GraphQLOutputType, actual: GraphQLOutputType): boolean {
  if (isNonNullType(declared)) return isNonNullType(actual) && fits(declared.ofType, actual.ofType);
  if (isNonNullType(actual)) return fits(declared, actual.ofType);
  if (isListType(declared) || isListType(actual)) {
    return isListType(declared) && isListType(actual) && fits(declared.ofType, actual.ofType);
  }
  return declared.name === actual.name;
}

interface ReflectMetadata {
  readonly getMetadata?: (key: string, prototype: object, property: string) => unknown;
}

/**
 * Checks the TypeScript type of a property that is filled with a column, where the compiler has written it down
 * (`emitDecoratorMetadata`).
 */
export function checkPropertyType(
  place: string,
  target: ExtensionClass,
  property: string,
  meaning: FieldMeaning,
): void {
  const { getMetadata } = Reflect as ReflectMetadata;
  const declared = getMetadata?.('design:type', target.prototype as object, property);
  const actual = meaning.kind === 'column' ? constructorOf(meaning.column.type) : String;
  if (actual === undefined || !told.has(declared) || declared === actual) return;
  const [was, is] = [(declared as { name: string }).name, actual.name].map((name) => name.toLowerCase());
  throw invalidExtension(
    place,
    `the property is declared as ${was ?? ''}, and the column gives ${is ?? ''}. Declare it as that.`,
  );
}

/** What the compiler writes for other types says nothing. */
const told: ReadonlySet<unknown> = new Set([String, Number, Boolean, Array, Date, BigInt]);

/** Undefined where any value can be. */
function constructorOf(type: DataType): { readonly name: string } | undefined {
  const base = baseOf(type);
  switch (base.kind) {
    case 'base': {
      const scalar = scalarOfType(base);
      if (scalar.name === 'JSON') return undefined;
      if (scalar === GraphQLInt || scalar === GraphQLFloat) return Number;
      return scalar === GraphQLBoolean ? Boolean : String;
    }
    case 'enum':
      return String;
    case 'array':
    case 'multirange':
      return Array;
    case 'range':
    case 'composite':
      return Object;
  }
}
