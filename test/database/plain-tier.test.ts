import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DatabaseConnection } from '../../src/database/connection.js';
import { read } from '../../src/database/read.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readRequest } from '../support/read-request.js';

let database: TestDatabase;
let sql: postgres.Sql;
let reserved: postgres.ReservedSql;
let connection: DatabaseConnection;

beforeAll(async () => {
  database = await createDatabase({ sql: ['create table note (id int primary key)'] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  reserved = await sql.reserve();
  connection = connectionOf(reserved);
});
afterEach(async () => {
  reserved.release();
  await sql.end({ timeout: 1 });
});

/** The recipe of docs/guides/borrowing.md. */
function connectionOf(lent: postgres.ReservedSql): DatabaseConnection {
  let running: postgres.PendingQuery<postgres.Row[]> | undefined;
  return {
    query: async ({ text, values = [] }) => {
      running = lent.unsafe(text, values as string[]);
      return { rows: await running };
    },
    cancel: () => running?.cancel(),
  };
}

const slow = readRequest('select pg_sleep(10)::text as r0');

describe('postgres.js', () => {
  test('gives exact values', async () => {
    const request = readRequest('select $1::text as r0, 9007199254740993::text as r1, null::text as r2', ['ü']);
    expect(await read(connection, request, { guard: 'strict', statementTimeout: 5000 })).toEqual([
      'ü',
      '9007199254740993',
      null,
    ]);
  });

  test('a text of two statements is refused, with values and without', async () => {
    for (const values of [[], ['1']]) {
      const two = readRequest(
        `select '1' as r0; insert into note values (${values.length === 0 ? '1' : '$1::text::int'})`,
        values,
      );
      await expect(read(connection, two, { guard: 'strict', statementTimeout: 5000 })).rejects.toMatchObject({
        cause: { code: '42601' },
      });
    }
    expect(await reserved`select * from note`).toHaveLength(0);
  });

  test.each(['strict', 'light'] as const)('a statement is cancelled when its time is up, under %s', async (guard) => {
    const start = performance.now();
    await expect(read(connection, slow, { guard, statementTimeout: 150 })).rejects.toMatchObject({
      code: 'QUERY_TIMEOUT',
      message: expect.stringContaining('150 ms') as string,
    });
    expect(performance.now() - start).toBeGreaterThan(148);
    expect(performance.now() - start).toBeLessThan(3000);
    expect(await reserved`select 1 as one`).toMatchObject([{ one: 1 }]);
  });

  test.each(['strict', 'light', 'none'] as const)('and when its request is aborted, under %s', async (guard) => {
    const signal = AbortSignal.timeout(150);
    const reading = read(connection, slow, { guard, statementTimeout: 5000, signal });
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await reserved`select 1 as one`).toMatchObject([{ one: 1 }]);
  });

  test('an error of its own is not taken for a cancel', async () => {
    const failing = readRequest("select pg_sleep(0.1)::text || (1 / '0'::int) as r0");
    await expect(read(connection, failing, { guard: 'light', statementTimeout: 60 })).rejects.toThrow();
    const soon = readRequest("select (1 / '0'::int)::text as r0");
    await expect(read(connection, soon, { guard: 'light', statementTimeout: 5000 })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});

test('without cancel, the read ends when the statement has', async () => {
  const patient: DatabaseConnection = { query: (statement) => connection.query(statement) };
  const request = readRequest("select 'done' as r0 from pg_sleep(0.3)");
  expect(await read(patient, request, { guard: 'strict', statementTimeout: 50 })).toEqual(['done']);
  expect(
    await read(patient, request, { guard: 'strict', statementTimeout: 50, signal: AbortSignal.timeout(50) }),
  ).toEqual(['done']);
});

test('the read waits for what cancel gives, and one that fails cancels nothing', async () => {
  let told = false;
  const slowToTell: DatabaseConnection = {
    query: (statement) => connection.query(statement),
    cancel: async () => {
      await connection.cancel?.();
      await new Promise((resolve) => setTimeout(resolve, 200));
      told = true;
    },
  };
  await expect(read(slowToTell, slow, { guard: 'light', statementTimeout: 100 })).rejects.toMatchObject({
    code: 'QUERY_TIMEOUT',
  });
  expect(told).toBe(true);
  const failing: DatabaseConnection = {
    query: (statement) => connection.query(statement),
    cancel: () => {
      throw new Error('cannot');
    },
  };
  const request = readRequest("select 'done' as r0 from pg_sleep(0.3)");
  expect(await read(failing, request, { guard: 'light', statementTimeout: 50 })).toEqual(['done']);
});

test('what node-postgres calls cancel is never called: pg-native would drop what the host has queued', async () => {
  const calls: unknown[] = [];
  const native = {
    native: {},
    _queryQueue: [],
    query: (statement: Parameters<DatabaseConnection['query']>[0]) => connection.query(statement),
    cancel: (...args: unknown[]) => calls.push(args),
  };
  const request = readRequest("select 'done' as r0 from pg_sleep(0.2)");
  expect(await read(native, request, { guard: 'light', statementTimeout: 50 })).toEqual(['done']);
  expect(calls).toEqual([]);
});
