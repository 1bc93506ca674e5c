import { GraphQLError, GraphQLScalarType, Kind, print, type ValueNode } from 'graphql';

/** pgvector's `vector` and `halfvec`: a list of numbers. */
export const vectorScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'Vector',
  description: 'A vector of the extension pgvector (`vector`, `halfvec`) as a list of numbers: `[0.1, -2, 3]`.',
  serialize: (value) => value,
  parseValue(value) {
    if (Array.isArray(value) && value.length > 0 && value.every(Number.isFinite)) return value as number[];
    throw refuse(Array.isArray(value) ? 'this list' : JSON.stringify(value));
  },
  parseLiteral(node) {
    if (node.kind !== Kind.LIST || node.values.length === 0) throw refuse(print(node), node);
    return node.values.map(numberOf);
  },
});

function numberOf(node: ValueNode): number {
  const value = node.kind === Kind.INT || node.kind === Kind.FLOAT ? Number(node.value) : undefined;
  // A literal such as 1e999 is infinite.
  if (value === undefined || !Number.isFinite(value)) throw refuse(print(node), node);
  return value;
}

function refuse(shown: string, node?: ValueNode): GraphQLError {
  return new GraphQLError(
    `Vector cannot represent ${shown}: expected a list of finite numbers such as [0.1, -2, 3], or one variable for all of it.`,
    { ...(node && { nodes: node }), extensions: { code: 'BAD_USER_INPUT' } },
  );
}
