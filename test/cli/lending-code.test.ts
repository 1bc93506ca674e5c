import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gatewayModule } from '../../src/cli/gateway-module.js';
import type { Gateway } from '../../src/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pillion-init-'));
  database = await createDatabase({
    sql: [
      `create table item (id int primary key);
       insert into item values (1);
       create function write_item() returns int volatile language sql as 'insert into item values (2) returning id';
       create function wait() returns text volatile language sql as 'select pg_sleep(60)::text'`,
    ],
  });
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

// The other drivers' connections are node-postgres clients, which hold the guard themselves.
it('for postgres.js it reads, keeps to the time limit, and lets nothing write', async () => {
  const sql = postgres(database.url, { max: 1 });
  const { code } = gatewayModule({ framework: 'hono', orm: 'postgres.js', typescript: false });
  const options = "statementTimeout: 300, volatileFunctions: ['public.write_item', 'public.wait']";
  const file = join(folder, 'pillion.mjs');
  await writeFile(file, code.replace('withConnection: lend(sql)', `$&, ${options}`));
  const { createPillion } = (await import(file)) as { createPillion: (host: postgres.Sql) => Promise<Gateway> };
  const gateway = await createPillion(sql);
  const items = { data: { items: { nodes: [{ id: 1 }] } } };

  expect(await gateway.execute({ query: '{ items { nodes { id } } }' })).toEqual(items);
  const written = await gateway.execute({ query: '{ writeItem }' });
  expect(written.errors?.[0]?.originalError).toMatchObject({ cause: { code: '25006' } });
  const waited = await gateway.execute({ query: '{ wait }' });
  expect(waited.errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TIMEOUT' });
  // The one connection is as it was: it reads, and the host itself may write.
  expect(await gateway.execute({ query: '{ items { nodes { id } } }' })).toEqual(items);
  expect((await sql`insert into item values (3) returning id`)[0]).toEqual({ id: 3 });
  await gateway.close();
  await sql.end();
});
