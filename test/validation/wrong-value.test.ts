import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { wrongValueMessage } from '../../src/validation/wrong-value.js';

const schema = buildSchema(`
  input IntFilter { eq: Int in: [Int!] }
  input TrackWhere { milliseconds: IntFilter and: [TrackWhere!] }
  type Track { id: Int parts(where: TrackWhere): [Track!] }
  type Query { tracks(where: TrackWhere, first: Int): [Track!] }
`);

test.each([
  ['{ tracks(first: "x") { id } }', 'tracks.first: Int cannot represent non-integer value: "x"'],
  [
    '{ list: tracks(where: { and: [{}, { milliseconds: { eq: 1.5 } }] }) { id } }',
    'list.where.and[1].milliseconds.eq: Int cannot represent non-integer value: 1.5',
  ],
  [
    '{ tracks { parts(where: { milliseconds: { in: [1, true] } }) { id } } }',
    'tracks.parts.where.milliseconds.in[1]: Int cannot represent non-integer value: true',
  ],
  [
    '{ tracks(where: { length: 1 }) { id } }',
    'tracks.where.length: Field "length" is not defined by type "TrackWhere".',
  ],
  ['query ($n: Int = "x") { tracks(first: $n) { id } }', undefined],
  ['{ tracks { title } }', undefined],
])('%s', (document, message) => {
  const [error] = validate(schema, parse(document));
  expect(error && wrongValueMessage(error)).toBe(message);
});
