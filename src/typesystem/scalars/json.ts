import { GraphQLScalarType, type ValueNode, Kind, print, valueFromASTUntyped, GraphQLError } from 'graphql';

/** PostgreSQL's `json` and `jsonb`: any JSON value. */
export const jsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description:
    'Any JSON value (PostgreSQL `json` and `jsonb`). It comes out as PostgreSQL holds it, long numbers included.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral(node: ValueNode, variables) {
    if (node.kind === Kind.ENUM) {
      throw new GraphQLError(`JSON cannot represent the name ${print(node)}: write it as a string.`, {
        nodes: node,
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    return valueFromASTUntyped(node, variables);
  },
});
