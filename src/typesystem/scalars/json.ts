import { GraphQLError, GraphQLScalarType, type ValueNode, print, valueFromASTUntyped, visit } from 'graphql';

/** PostgreSQL's `json` and `jsonb`: any JSON value. */
export const jsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description:
    'Any JSON value (PostgreSQL `json` and `jsonb`). It comes out as PostgreSQL holds it, long numbers included.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral(node: ValueNode, variables) {
    visit(node, {
      EnumValue(name) {
        throw new GraphQLError(`JSON cannot represent the name ${print(name)}: write it as a string.`, {
          nodes: name,
          extensions: { code: 'BAD_USER_INPUT' },
        });
      },
    });
    return valueFromASTUntyped(node, variables);
  },
});
