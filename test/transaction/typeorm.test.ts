import 'reflect-metadata';
import { DataSource, type EntityManager } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatabaseConnection, WithConnection } from '../../src/database/connection.js';
import { read } from '../../src/database/read.js';
import { withLoan } from '../../src/database/with-loan.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readRequest, strict } from '../support/read-request.js';

let database: TestDatabase;
let host: DataSource;

/** The recipe for TypeORM: the connection of the manager's query runner, else of a fresh one. */
const withConnection: WithConnection<{ manager?: EntityManager }> = async ({ manager }, run) => {
  if (manager?.queryRunner) return run((await manager.queryRunner.connect()) as DatabaseConnection);
  const runner = host.createQueryRunner();
  try {
    return await run((await runner.connect()) as DatabaseConnection);
  } finally {
    await runner.release();
  }
};

beforeAll(async () => {
  database = await createDatabase({ sql: ['create table note (id int primary key)'] });
  host = await new DataSource({ type: 'postgres', url: database.url }).initialize();
});
afterAll(async () => {
  await host.destroy();
  await database.drop();
});

const ids = readRequest("select coalesce(string_agg(id::text, ','), '') as r0 from note");
const reading = (manager?: EntityManager): Promise<readonly (string | null)[]> =>
  withLoan(withConnection, manager === undefined ? {} : { manager }, (connection) => read(connection, ids, strict));

test("a transaction's uncommitted row is seen inside it, and gone after ROLLBACK", async () => {
  const rolledBack = host.transaction(async (manager) => {
    await manager.query('insert into note values (1)');
    expect(await reading(manager)).toEqual(['1']);
    expect(await reading()).toEqual(['']);
    throw new Error('changed my mind');
  });
  await expect(rolledBack).rejects.toThrow('changed my mind');
  expect(await reading()).toEqual(['']);
});

test('the transaction commits after an error and after a timeout of ours', async () => {
  await host.transaction(async (manager) => {
    await manager.query('insert into note values (1)');
    for (const text of ['select (1 / 0)::text as r0', 'select pg_sleep(5)::text as r0']) {
      const failing = withLoan(withConnection, { manager }, (connection) =>
        read(connection, readRequest(text), { ...strict, statementTimeout: 100 }),
      );
      await expect(failing).rejects.toThrow();
    }
    await manager.query('insert into note values (2)');
  });
  expect(await reading()).toEqual(['1,2']);
});
