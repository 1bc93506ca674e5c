import { buildSchema, GraphQLSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { validationRules } from '../../src/validation/validation-rules.js';

const sdl = `
  type Query { ports(where: PortWhere): [Port!]! }
  type Port { name: String! }
  input PortWhere { name: String }
`;

describe('the same errors as graphql-js gives', () => {
  it.each([
    ['a type of a variable that is almost right', 'query ($w: PortWher) { ports(where: $w) { name } }'],
    ['a type of a fragment that is almost right', '{ ports { ...p } } fragment p on Prt { name }'],
    ['a type condition that is nothing', '{ ports { ... on Nothing { name } } }'],
    ['several of them', 'query ($a: A, $b: [B!]!) { ports { ... on C { name } } }'],
    ['types that are known', 'query ($w: PortWhere) { ports(where: $w) { ... on Port { name } } }'],
    ['another fault', '{ ports { nam } }'],
    ['a type that the document itself defines', 'type Other { a: Int } query ($o: Other) { ports { name } }'],
  ])('%s', (_name, text) => {
    const schema = buildSchema(sdl);
    const told = (errors: ReturnType<typeof validate>) =>
      errors.map(({ message, locations }) => ({ message, locations }));
    expect(told(validate(schema, parse(text), validationRules))).toEqual(told(validate(schema, parse(text))));
  });
});

it('does not ask for all types when a document names none', () => {
  class CountingSchema extends GraphQLSchema {
    asked = 0;
    override getTypeMap(): ReturnType<GraphQLSchema['getTypeMap']> {
      this.asked += 1;
      return super.getTypeMap();
    }
  }
  const schema = new CountingSchema({ ...buildSchema(sdl).toConfig(), assumeValid: true });
  schema.asked = 0;
  expect(validate(schema, parse('{ ports { name } }'), validationRules)).toEqual([]);
  expect(schema.asked).toBe(0);
  validate(schema, parse('{ ports { name } }'));
  expect(schema.asked).toBeGreaterThan(0);
});
