import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase, type ReflectOptions } from '../support/reflected-database.js';

const schema = `
  create table sensor (sensor_id int primary key);
  create table reading (
    year int, reading_id int, sensor_id int not null references sensor, primary key (year, reading_id)
  ) partition by list (year);
  create table reading_old partition of reading for values in (2023) partition by range (reading_id);
  create table reading_old_low partition of reading_old for values from (0) to (10);
  create table reading_new partition of reading for values in (2024);
  create table note (note_id int primary key, year int, reading_id int, foreign key (year, reading_id) references reading);
  create table other (id int primary key) partition by hash (id);
  create table other_part partition of other for values with (modulus 1, remainder 0);
  insert into sensor values (1);
  insert into reading values (2023, 1, 1), (2024, 1, 1);
  insert into note values (1, 2023, 1);`;

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ sql: [schema] });
});
afterAll(() => database.drop());

const partitions = ['ReadingNew', 'ReadingOld', 'ReadingOldLow'];

async function published(options: ReflectOptions): Promise<{ reflected: ReflectedDatabase; types: readonly string[] }> {
  const reflected = await reflect(database, options);
  const types = ['Reading', 'OtherPart', ...partitions].filter((name) => reflected.schema.getType(name) !== undefined);
  return { reflected, types };
}

test('a partitioned table is one table', async () => {
  expect((await published({})).types).toEqual(['Reading']);
});

test('with the option, all partitions are tables too; with the tag, those of one table, to the lowest', async () => {
  expect((await published({ partitions: true })).types).toEqual(['Reading', 'OtherPart', ...partitions]);
  const tags = { 'public.reading': { partitions: true } };
  expect((await published({ tags })).types).toEqual(['Reading', ...partitions]);
});

test('a partition has the keys and foreign keys of its table, and nothing refers to it alone', async () => {
  const { reflected } = await published({ partitions: true });
  const query = `{
    readingOldLow(year: 2023, readingId: 1) { sensor { sensorId readingOldLows { totalCount } readings { totalCount } } }
    note(noteId: 1) { readingByYearAndReadingId { year } }
  }`;
  const answer = await reflected.executeText({
    document: parse(query),
    variables: {},
    operationName: undefined,
    context: {},
  });
  expect(answer.errors).toBeUndefined();
  expect(JSON.parse(answer.data ?? 'null')).toEqual({
    readingOldLow: { sensor: { sensorId: 1, readingOldLows: { totalCount: 1 }, readings: { totalCount: 2 } } },
    note: { readingByYearAndReadingId: { year: 2023 } },
  });
  const back = Object.keys((reflected.schema.getType('ReadingOldLow') as never as { getFields(): object }).getFields());
  expect(back).not.toContain('notes');
  expect(back.filter((name) => name.startsWith('note'))).toEqual([]);
});
