import { GraphQLError, GraphQLScalarType, Kind, print, type ValueNode } from 'graphql';

/** What makes a scalar whose values are strings in a form that PostgreSQL reads. */
export interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL?: string;
  /** What a client has to write, for the error message: `a date such as "2026-03-01"`. */
  readonly expected: string;
  /** The text that PostgreSQL gets, or undefined if the value is not of this type. */
  readonly read: (text: string) => string | undefined;
  /** True if a JSON number or an integer literal is as good as its text. */
  readonly acceptsIntegers?: boolean;
}

/**
 * A scalar that travels as a JSON string. Results pass as PostgreSQL wrote them; inputs are checked here, so that
 * nothing that the type cannot hold reaches the database.
 */
export function textScalar(scalar: TextScalar): GraphQLScalarType<string, unknown> {
  const refuse = (shown: string, node?: ValueNode): GraphQLError =>
    new GraphQLError(`${scalar.name} cannot represent ${shown}: expected ${scalar.expected}.`, {
      ...(node && { nodes: node }),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  const readOrRefuse = (text: string, shown: string, node?: ValueNode): string => {
    const value = text.includes('\0') ? undefined : scalar.read(text);
    if (value === undefined) throw refuse(shown, node);
    return value;
  };
  return new GraphQLScalarType<string, unknown>({
    name: scalar.name,
    description: scalar.description,
    specifiedByURL: scalar.specifiedByURL ?? null,
    serialize: (value) => value,
    parseValue(value) {
      if (typeof value === 'string') return readOrRefuse(value, JSON.stringify(value));
      if (scalar.acceptsIntegers && Number.isSafeInteger(value)) return readOrRefuse(String(value), String(value));
      throw refuse(describe(value));
    },
    parseLiteral(node) {
      if (node.kind === Kind.STRING) return readOrRefuse(node.value, print(node), node);
      if (scalar.acceptsIntegers && node.kind === Kind.INT) return readOrRefuse(node.value, node.value, node);
      throw refuse(print(node), node);
    },
  });
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'an object or list' : String(value);
}
