import { expect, test } from 'vitest';
import { createDatabase } from '../support/database.js';

test('a template is built once and every copy is a database of its own', async () => {
  const options = { sql: ['create table t as select 1 as n'], template: true };
  const [first, second] = await Promise.all([createDatabase(options), createDatabase(options)]);
  await first.pool.query('insert into t values (2)');
  expect((await first.pool.query('select n from t order by n')).rows).toEqual([{ n: 1 }, { n: 2 }]);
  expect((await second.pool.query('select n from t')).rows).toEqual([{ n: 1 }]);
  await Promise.all([first.drop(), second.drop()]);
});

test('the server is UTF-8 and knows the case of every letter', async () => {
  const database = await createDatabase();
  const { rows } = await database.pool.query(
    "select upper('é') as upper, current_setting('server_encoding') as encoding",
  );
  expect(rows).toEqual([{ upper: 'É', encoding: 'UTF8' }]);
  await database.drop();
});
