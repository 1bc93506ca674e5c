import { afterAll, beforeAll, expect, test } from 'vitest';
import { read } from '../../src/database/read.js';
import { withLoan } from '../../src/database/with-loan.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { randomFrom } from '../support/proof-scale.js';
import { readRequest } from '../support/read-request.js';
import type { OpenHost } from './recipes/open-host.js';
import { postgresJsHost } from './recipes/postgres-js.js';

let database: TestDatabase;
let host: OpenHost;

beforeAll(async () => {
  database = await createDatabase({ sql: ['create table note (id int primary key)'] });
  host = postgresJsHost(database.url);
});
afterAll(async () => {
  await host.close();
  await database.drop();
});

test('postgres.js: no cancel, at whatever moment it comes, hits what the host writes next in its transaction', async () => {
  const random = randomFrom(11);
  const rounds = 150;
  const outcomes = new Set<string>();
  await host.transaction(async (context, execute) => {
    for (let round = 0; round < rounds; round += 1) {
      const request = readRequest(`select 'done' as r0 from pg_sleep(0.00${random.below(9)})`);
      const reading = new AbortController();
      const options = { guard: 'strict', statementTimeout: 20_000, signal: reading.signal } as const;
      const answer = withLoan(host.withConnection, context, (connection) => read(connection, request, options));
      const timer = setTimeout(() => reading.abort(), random.below(12));
      const outcome = await answer.then(
        ([value]) => value ?? '',
        (error: unknown) => (error as { code: string }).code,
      );
      outcomes.add(outcome);
      await execute(`insert into note values (${round})`);
      clearTimeout(timer);
    }
  });
  expect((await database.pool.query('select from note')).rowCount).toBe(rounds);
  expect([...outcomes].sort()).toEqual(['CANCELLED', 'done']);
});

test('postgres.js: the transaction commits what was written around an SQL error of ours, and holds us to reading', async () => {
  await host.transaction(async (context, execute) => {
    await execute('insert into note values (1001)');
    for (const text of [`select (1 / '0'::int)::text as r0`, `select nextval('counter')::text as r0`]) {
      const options = { guard: 'strict', statementTimeout: 5000 } as const;
      const reading = withLoan(host.withConnection, context, (connection) =>
        read(connection, readRequest(text), options),
      );
      await expect(reading).rejects.toMatchObject({ name: 'PillionError' });
    }
    await execute('insert into note values (1002)');
  });
  expect((await database.pool.query('select from note where id > 1000')).rowCount).toBe(2);
});
