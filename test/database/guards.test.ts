import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PreparedStatements } from '../../src/database/prepared-statements.js';
import { read } from '../../src/database/read.js';
import type { Guard } from '../../src/database/read-request.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readRequest } from '../support/read-request.js';

/** The table of the documentation is what is expected here. */
const page = readFileSync(new URL('../../docs/reference/guards.md', import.meta.url), 'utf8');

interface Deed {
  readonly select: string;
  /** Gives `{ done: true }` if the deed is still there, on the connection itself. */
  readonly trace: string;
  readonly clear: string;
}

const deeds: Readonly<Record<string, Deed>> = {
  'INSERT by a volatile function in a view': {
    select: 'select body as r0 from writing_view',
    trace: 'select exists (select from note) as done',
    clear: 'delete from note',
  },
  'a WITH that writes': {
    select: "with w as (insert into note values ('w') returning body) select body as r0 from w",
    trace: 'select exists (select from note) as done',
    clear: 'delete from note',
  },
  '`nextval`': {
    select: "select nextval('ticket')::text as r0",
    trace: 'select is_called as done from ticket',
    clear: "select setval('ticket', 1, false)",
  },
  '`set_config(…, false)`: for the session': {
    select: "select set_config('application_name', 'left behind', false) as r0",
    trace: "select current_setting('application_name') = 'left behind' as done",
    clear: 'reset application_name',
  },
  '`pg_notify`': {
    select: "select pg_notify('deed', 'said')::text as r0",
    trace: "select pg_notify('deed', 'end')",
    clear: 'select',
  },
  '`lo_create`: a large object': {
    select: 'select lo_create(4711)::text as r0',
    trace: 'select exists (select from pg_largeobject_metadata) as done',
    clear: 'select lo_unlink(oid) from pg_largeobject_metadata',
  },
  '`pg_advisory_lock`: for the session': {
    select: 'select pg_advisory_lock(4711)::text as r0',
    trace: "select exists (select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as done",
    clear: 'select pg_advisory_unlock_all()',
  },
};

const cells = page
  .split('\n## What each one stops')[1]
  ?.split('\n## ')[0]
  ?.split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const [head = [], , ...rows] = cells ?? [];
const cases = rows.flatMap(([deed = '', ...outcomes]) =>
  outcomes.flatMap((outcome, index) => {
    const [, guard, where] = /`(\w+)` ?(\w*)/.exec(head[index + 1] ?? '') ?? [];
    const places = where === '' ? ['outside', 'inside'] : [where];
    return places.map((place) => [deed, guard as Guard, place, outcome] as const);
  }),
);

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({
    sql: [
      `create table note (body text);
       create function write_note() returns text language sql volatile as
       $$ insert into note values ('written') returning body $$;
       create view writing_view as select write_note() as body;
       create sequence ticket`,
    ],
  });
});
afterAll(() => database.drop());

test('the table of the documentation has every deed under every guard', () => {
  expect(rows.map(([deed]) => deed)).toEqual(Object.keys(deeds));
  expect(cases).toHaveLength(Object.keys(deeds).length * 6);
});

test.each(cases)('%s under %s, %s a transaction: %s', async (name, guard, where, expected) => {
  const deed = deeds[name];
  if (deed === undefined) throw new Error(`There is no "${name}".`);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const heard: (string | undefined)[] = [];
  client.on('notification', ({ payload }) => heard.push(payload));
  await client.query('listen deed');
  if (where === 'inside') await client.query('begin');
  const options = { guard, statementTimeout: 5000, lockTimeout: 1000, prepared: new PreparedStatements(10) };
  let outcome = 'undone';
  await read(client, readRequest(deed.select), options).catch((error: unknown) => {
    expect(error).toMatchObject({ cause: { code: '25006' } });
    outcome = 'refused';
  });
  if (where === 'inside') await client.query('commit');
  const { rows: traces } = await client.query<{ done: boolean }>(deed.trace);
  await client.query('select');
  if (traces[0]?.done === true || heard.includes('said')) outcome = 'happens';
  await client.query(deed.clear);
  await client.end();
  expect(outcome).toBe(expected);
});
