import knex, { type Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatabaseConnection, WithConnection } from '../../src/database/connection.js';
import { read } from '../../src/database/read.js';
import { withLoan } from '../../src/database/with-loan.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readRequest, strict } from '../support/read-request.js';

interface KnexClient {
  acquireConnection(): Promise<DatabaseConnection>;
  releaseConnection(connection: DatabaseConnection): Promise<void>;
}

let database: TestDatabase;
let host: Knex;

/** The recipe for knex: within a transaction its client hands out the transaction's own connection. */
const withConnection: WithConnection<{ trx?: Knex.Transaction }> = async ({ trx }, run) => {
  const client = (trx ?? host).client as KnexClient;
  const connection = await client.acquireConnection();
  try {
    return await run(connection);
  } finally {
    await client.releaseConnection(connection);
  }
};

beforeAll(async () => {
  database = await createDatabase({ sql: ['create table note (id int primary key)'] });
  host = knex({ client: 'pg', connection: database.url, pool: { min: 0, max: 2 } });
});
afterAll(async () => {
  await host.destroy();
  await database.drop();
});

const ids = readRequest("select coalesce(string_agg(id::text, ','), '') as r0 from note");
const reading = (trx?: Knex.Transaction): Promise<readonly (string | null)[]> =>
  withLoan(withConnection, trx === undefined ? {} : { trx }, (connection) => read(connection, ids, strict));

test("a transaction's uncommitted row is seen inside it and nowhere else", async () => {
  await host.transaction(async (trx) => {
    await trx('note').insert({ id: 1 });
    expect(await reading(trx)).toEqual(['1']);
    expect(await reading()).toEqual(['']);
    const failing = withLoan(withConnection, { trx }, (connection) =>
      read(connection, readRequest('select (1 / 0)::text as r0'), strict),
    );
    await expect(failing).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await trx('note').insert({ id: 2 });
  });
  expect(await reading()).toEqual(['1,2']);
});
