import { buildSchema, getVariableValues, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import { variableCoercion } from '../../src/execution/coerce-variables.js';

const schema = buildSchema(`
  type Query { f(a: Int, b: String, c: Kind, d: ID, e: In, g: [Int!], h: Float): Int }
  enum Kind { BIG SMALL }
  input In { x: Int!, y: String = "why" }
`);

const inputs: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['plain values', '$a: Int!, $b: String', { a: 1, b: 'one' }],
  ['a whole number for a Float, and for an ID', '$h: Float!, $d: ID!', { h: 3, d: 7 }],
  ['a label', '$c: Kind', { c: 'BIG' }],
  ['a label that there is not', '$c: Kind', { c: 'HUGE' }],
  ['a value of another type', '$a: Int!', { a: '1' }],
  ['several faults', '$a: Int!, $b: String!', { a: 1.5, b: 2 }],
  ['a number beyond 32 bits', '$a: Int', { a: 2 ** 31 }],
  ['none where one is needed', '$a: Int!', {}],
  ['none where none is needed', '$a: Int', {}],
  ['null', '$a: Int', { a: null }],
  ['null where it must not be', '$a: Int!', { a: null }],
  ['a default', '$a: Int = 5, $b: String', { b: 'b' }],
  ['a value for a default', '$a: Int = 5', { a: 6 }],
  ['inherited members of an object', '$constructor: String', {}],
  ['more than is declared', '$a: Int', { a: 1, z: 2 }],
  ['an object', '$e: In!', { e: { x: 1 } }],
  ['a list, and one value for a list', '$g: [Int!]', { g: 4 }],
];

it.each(inputs)('the same values or errors as graphql-js: %s', (_name, declared, given) => {
  const [operation] = parse(`query (${declared}) { f }`).definitions as readonly OperationDefinitionNode[];
  const definitions = operation?.variableDefinitions ?? [];
  expect(operation?.kind).toBe(Kind.OPERATION_DEFINITION);
  const { coerced, errors } = getVariableValues(schema, definitions, given);
  const found = variableCoercion(schema, definitions)(given);
  if (coerced === undefined) {
    expect('errors' in found && found.errors.map(({ message }) => message)).toEqual(
      errors.map(({ message }) => message),
    );
    expect('errors' in found && found.errors.map(({ extensions }) => extensions.code)).toEqual(
      errors.map(() => 'BAD_USER_INPUT'),
    );
  } else expect(found).toEqual({ variables: coerced });
});

it('no operation without variables is refused one', () => {
  expect(variableCoercion(schema, [])({ a: 1 })).toEqual({ variables: {} });
});
