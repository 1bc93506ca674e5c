import { textScalar } from './text-scalar.js';

export const bitStringScalar = textScalar({
  name: 'BitString',
  description: 'A string of bits (PostgreSQL `bit`, `bit varying`): `"101"`.',
  expected: 'a string of 0 and 1 such as "101"',
  read: (text) => (/^[01]*$/.test(text) ? text : undefined),
});
