import { GraphQLScalarType, Kind } from 'graphql';
import { textScalar } from './text-scalar.js';

const strict = textScalar({
  name: 'Decimal',
  description:
    'A number of any precision (PostgreSQL `numeric` and `money`), written as a string so that no digit is lost: `"12345678901234567890.123456789"`. `"NaN"`, `"Infinity"` and `"-Infinity"` are values too.',
  expected: 'a decimal number as a string, such as "19.90"',
  acceptsIntegers: true,
  read: (text) =>
    text.length <= 1000 && /^([+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,4})?|NaN|[+-]?Infinity)$/i.test(text)
      ? text
      : undefined,
});

/** PostgreSQL's `numeric`: exact, as a string; a literal with a point is taken digit by digit. */
export const decimalScalar = new GraphQLScalarType<string, unknown>({
  ...strict.toConfig(),
  parseValue: (value) => strict.parseValue(typeof value === 'number' && Number.isFinite(value) ? String(value) : value),
  parseLiteral: (node, variables) =>
    strict.parseLiteral(node.kind === Kind.FLOAT ? { kind: Kind.STRING, value: node.value } : node, variables),
});
