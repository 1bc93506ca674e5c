import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Borrow, fromBorrow } from '../../src/database/from-borrow.js';
import { read } from '../../src/database/read.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readRequest, strict } from '../support/read-request.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const one = readRequest("select '1' as r0");

test('a bare client is used and left alone', async () => {
  const client = await database.pool.connect();
  const withConnection = fromBorrow<{ client: typeof client }>((context) => context.client);
  expect(await withConnection({ client }, (connection) => read(connection, one, strict))).toEqual(['1']);
  client.release();
});

test('a lease is released once, with the error of the operation', async () => {
  const released: unknown[] = [];
  const withConnection = fromBorrow(async () => {
    const connection = await database.pool.connect();
    return {
      connection,
      release: (error) => {
        released.push(error);
        connection.release();
      },
    };
  });
  await withConnection(undefined, (connection) => read(connection, one, strict));
  const failing = withConnection(undefined, () => Promise.reject(new Error('mine')));
  await expect(failing).rejects.toThrow('mine');
  expect(released).toEqual([undefined, new Error('mine')]);
});

test.each([null, undefined, 'postgres://', {}, { connection: null }, { connection: {} }])(
  'lending %j tells what a connection is',
  async (lent) => {
    const withConnection = fromBorrow((() => lent) as unknown as Borrow);
    await expect(withConnection(undefined, () => Promise.resolve(1))).rejects.toMatchObject({
      code: 'LOAN_INVALID',
      message: expect.stringContaining('query({ text, values })') as string,
    });
  },
);
