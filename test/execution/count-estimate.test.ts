import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

let reflected: ReflectedDatabase;
beforeAll(async () => {
  const fill = (table: string): string => `insert into ${table} select generate_series(1, 100)`;
  const database = await createDatabase({
    sql: [
      `create table analysed (id int primary key);
       create table "odd ""what?""" (id int primary key);
       comment on table "odd ""what?""" is '@name oddity';
       create table guarded (id int primary key);
       alter table guarded enable row level security;
       create table parent (id int primary key);
       create table child () inherits (parent);
       create table whole (id int primary key) partition by range (id);
       create table part partition of whole for values from (1) to (1000);`,
      ...['analysed', '"odd ""what?"""', 'guarded', 'parent', 'child', 'whole'].map(fill),
      'analyze',
      'create table never (id int primary key)',
      ...['analysed', '"odd ""what?"""', 'guarded', 'parent', 'child', 'whole', 'never'].map(
        (table) => `insert into ${table} values (500)`,
      ),
    ],
  });
  reflected = await reflect(database);
});
afterAll(() => reflected.database.drop());

const estimate = async (list: string): Promise<number> => {
  const { data, errors } = await reflected.executeText({
    document: parse(`{ list: ${list} { totalCount(mode: ESTIMATE) } }`),
    variables: {},
    operationName: undefined,
    context: {},
  });
  expect(errors).toBeUndefined();
  return (JSON.parse(data ?? 'null') as { list: { totalCount: number } }).list.totalCount;
};

// ANALYZE saw 100 rows; one more came since.
test('an estimate is what ANALYZE has noted, also of a table with an odd name and of all partitions together', async () => {
  expect(await estimate('analyseds')).toBe(100);
  expect(await estimate('oddities')).toBe(100);
  expect(await estimate('wholes')).toBe(100);
});

test('rows are counted where nothing is noted, where a condition holds some back, and where policies do', async () => {
  expect(await estimate('nevers')).toBe(1);
  expect(await estimate('analyseds(where: { id: { gt: 50 } })')).toBe(51);
  expect(await estimate('guardeds')).toBe(101);
});

test('what is noted of a parent is not of its children, so they are counted', async () => {
  expect(await estimate('parents')).toBe(202);
});
