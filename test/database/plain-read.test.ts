import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatabaseConnection } from '../../src/database/connection.js';
import { read } from '../../src/database/read.js';
import { readRequest, strict } from '../support/read-request.js';

let pglite: PGlite;
let connection: DatabaseConnection;

beforeAll(() => {
  pglite = new PGlite();
  connection = { query: ({ text, values }) => pglite.query(text, values) };
});
afterAll(() => pglite.close());

test('PGlite gives the columns by name, whatever their number', async () => {
  const columns = Array.from({ length: 12 }, (_, n) => `'${n}' as r${n}`).join(', ');
  expect(await read(connection, readRequest(`select ${columns}`), strict)).toEqual([...Array(12).keys()].map(String));
});

test('runs the portable text, with values as text', async () => {
  const request = {
    ...readRequest('not this one'),
    portable: () => ({
      text: 'select ($1::text::int8 + 1)::text as r0, $2::text as r1',
      values: ['9007199254740992', null],
    }),
  };
  expect(await read(connection, request, strict)).toEqual(['9007199254740993', null]);
});

test('errors have the code of their SQLSTATE', async () => {
  await expect(read(connection, readRequest('select from nowhere'), strict)).rejects.toMatchObject({
    code: 'SCHEMA_CHANGED',
    cause: { code: '42P01' },
  });
});

test.each([
  ['another type than text', [{ r0: 1 }]],
  ['other names', [{ count: '1' }]],
  ['no object', [42]],
])('a driver that gives %s is told so', async (_name, rows) => {
  const strange: DatabaseConnection = { query: () => Promise.resolve({ rows }) };
  await expect(read(strange, readRequest('select 1'), strict)).rejects.toMatchObject({ code: 'LOAN_INVALID' });
});
