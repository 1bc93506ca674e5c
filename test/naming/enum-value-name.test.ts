import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enumValueName } from '../../src/naming/enum-value-name.js';
import { graphqlName } from '../../src/naming/graphql-name.js';
import { storedName } from './stored-name.js';

test.each([
  ['shipped', 'shipped'],
  ['In_Progress', 'In_Progress'],
  ['in progress', 'in_progress'],
  ['N/A', 'N_A'],
  ['C#', 'C_u23'],
  ['2nd', '_2nd'],
  ['true', 'true_'],
  ['false', 'false_'],
  ['null', 'null_'],
  ['__type', '_type'],
  ['表', '_u8868'],
  ['', '_'],
])('the label %j is %s', (label, expected) => {
  expect(enumValueName(label)).toBe(expected);
});

test('every label becomes a legal enum value', () => {
  fc.assert(
    fc.property(storedName(0), (label) => {
      const value = enumValueName(label);
      return graphqlName.test(value) && !['true', 'false', 'null'].includes(value);
    }),
    { numRuns: 1000 },
  );
});
