import { createGateway, fromPool, parseCatalog, reflectCatalog } from 'pillion';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { sampleFiles } from '../support/reflected-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ files: sampleFiles('demo'), template: true });
});
afterAll(() => database.drop());

test('a gateway starts from a saved catalog without asking the database, and answers from it', async () => {
  const lend = fromPool(database.pool);
  const saved = JSON.stringify(await reflectCatalog({ withConnection: lend }));
  let loans = 0;
  const withConnection: typeof lend = (context, run) => {
    loans += 1;
    return lend(context, run);
  };
  const gateway = await createGateway({ withConnection, catalog: parseCatalog(saved) });
  expect(loans).toBe(0);
  const read = await createGateway({ withConnection: lend });
  expect(gateway.sdl()).toBe(read.sdl());
  const { rows } = await database.pool.query<{ count: string }>('select count(*) from island');
  expect(await gateway.execute({ query: '{ islands { totalCount } }' })).toEqual({
    data: { islands: { totalCount: Number(rows[0]?.count) } },
  });
  expect(loans).toBe(1);
  await Promise.all([gateway.close(), read.close()]);
});
