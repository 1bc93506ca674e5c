import { expect, test } from 'vitest';
import { PillionError } from '../../src/errors/pillion-error.js';

test('only BAD_USER_INPUT shows its message to clients, unless told otherwise', () => {
  expect(new PillionError('BAD_USER_INPUT', 'first is -1.').publicMessage).toBe('first is -1.');
  expect(new PillionError('UNAVAILABLE', 'connect ECONNREFUSED 10.0.0.7:5432').publicMessage).toBe(
    'The database cannot be reached at the moment.',
  );
  expect(new PillionError('COST_LIMIT', 'Depth 30.', { exposed: true }).publicMessage).toBe('Depth 30.');
  expect(new PillionError('BAD_USER_INPUT', 'SQL', { exposed: false }).publicMessage).toBe(
    'The operation holds a value that cannot be used.',
  );
});

test('it is an Error with a name, a code and a cause', () => {
  const cause = new Error('first');
  const error = new PillionError('INTERNAL', 'It failed.', { cause });
  expect(error).toBeInstanceOf(Error);
  expect({ name: error.name, code: error.code, message: error.message, cause: error.cause }).toEqual({
    name: 'PillionError',
    code: 'INTERNAL',
    message: 'It failed.',
    cause,
  });
  expect('cause' in new PillionError('INTERNAL', 'It failed.')).toBe(false);
});
