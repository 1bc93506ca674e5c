import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.js';
import { fingerprintOf } from '../../src/catalog/fingerprint.js';
import { parseCatalog } from '../../src/catalog/parse-catalog.js';
import { readCatalog } from '../../src/catalog/read-catalog.js';
import { fromPool } from '../../src/database/from-pool.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase({ sql: ['create table item (id int primary key, secret text, label text)'] });
});
afterAll(() => database.drop());

test('the fingerprint outlasts rows, ANALYZE and other namespaces, but no change of what is exposed', async () => {
  const first = fingerprintOf(await readPublic());
  await database.pool.query("insert into item values (1, 'a', 'b'); analyze item; create schema elsewhere;");
  expect((await readPublic()).classes[0]?.reltuples).toBe(1);
  expect(fingerprintOf(await readPublic())).toBe(first);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  await database.pool.query("comment on column item.label is 'new'");
  const second = fingerprintOf(await readPublic());
  expect(second).not.toBe(first);
  await database.pool.query('alter table item alter label set not null');
  expect(fingerprintOf(await readPublic())).not.toBe(second);
});

test('a saved catalog is the same catalog', async () => {
  const catalog = await readPublic();
  const loaded = parseCatalog(JSON.stringify(catalog));
  expect(loaded).toEqual(catalog);
  expect(fingerprintOf(loaded)).toBe(fingerprintOf(catalog));
});

async function readPublic(): Promise<Catalog> {
  return readCatalog(fromPool(database.pool), { namespaces: ['public'] });
}
