import { type GraphQLSchema, isScalarType, isSpecifiedScalarType } from 'graphql';

/** TypeScript's type of a scalar: what a client reads, and what it may send. */
export interface ScalarType {
  readonly input: string;
  readonly output: string;
}

/**
 * The TypeScript types of a schema's own scalars, in the form of graphql-codegen's option `scalars`.
 *
 * @example
 * scalarTypes(gateway.schema); // { BigInt: { input: 'string | number', output: 'string' }, … }
 */
export function scalarTypes(schema: GraphQLSchema): Readonly<Record<string, ScalarType>> {
  const scalars = Object.values(schema.getTypeMap()).filter(
    (type) => isScalarType(type) && !isSpecifiedScalarType(type),
  );
  return Object.fromEntries(
    scalars.map(({ name }) => [name, special.get(name) ?? { input: 'string', output: 'string' }]),
  );
}

/** All others are strings in both directions. */
const special: ReadonlyMap<string, ScalarType> = new Map<string, ScalarType>([
  ['BigInt', { input: 'string | number', output: 'string' }],
  ['Decimal', { input: 'string | number', output: 'string' }],
  ['JSON', { input: 'unknown', output: 'unknown' }],
]);
