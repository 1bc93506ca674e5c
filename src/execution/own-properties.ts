import { type GraphQLSchema, isInputObjectType } from 'graphql';

/** Variables as a client sent them. */
export type Inputs = Readonly<Record<string, unknown>>;

/**
 * Makes variables safe for graphql-js, which takes `constructor` and other members of every JavaScript object for
 * fields that were given, where a column has such a name. Schemas without one need no copies.
 */
export function createOwnProperties(schema: GraphQLSchema): (inputs: Inputs) => Inputs {
  const needed = Object.values(schema.getTypeMap()).some(
    (type) => isInputObjectType(type) && Object.keys(type.getFields()).some((name) => name in Object.prototype),
  );
  return needed ? (inputs) => withoutPrototypes(inputs) as Inputs : (inputs) => inputs;
}

function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value)) own[key] = withoutPrototypes(member);
  return own;
}
