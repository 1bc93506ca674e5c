import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.js';

type Rows = readonly Record<string, unknown>[];
type Query = (text: string) => Promise<{ rows: Rows }>;

const samples = ['demo', 'kitchen-sink', 'hostile-names', 'row-level-security', 'polymorphism'];
const filesOf = (sample: string): readonly string[] => ['schema', 'data'].map((name) => `schema/${sample}/${name}.sql`);

/** Rows and a checksum over them for each table of `public`, whatever the order of the rows. */
async function contents(query: Query): Promise<Readonly<Record<string, { rows: number; checksum: string }>>> {
  await query("set timezone = 'UTC'");
  const { rows: tables } = await query(
    `select format('%L as name, (select count(*)::int from %s) as rows,
                    (select coalesce(sum(hashtextextended(t::text, 0)), 0)::text from %2$s as t) as checksum',
                   relname, oid::regclass) as entry
     from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'm') order by relname`,
  );
  const { rows } = await query(`select ${tables.map(({ entry }) => String(entry)).join(' union all select ')}`);
  return Object.fromEntries(
    rows.map(({ name, rows: count, checksum }) => [String(name), { rows: Number(count), checksum: String(checksum) }]),
  );
}

async function contentsOf(database: TestDatabase): ReturnType<typeof contents> {
  const client = await database.pool.connect();
  try {
    return await contents((text) => client.query(text));
  } finally {
    client.release();
  }
}

describe.each([
  ['demo', { island: 12, port: 18, route: 24, vessel: 14, employee: 65, sailing: 600, customer: 500 }],
  ['kitchen-sink', { every_type: 13, city: 4, measurement_2025: 3, vehicle: 2, without_key: 3, no_column: 2 }],
  ['hostile-names', { hostile: 3, 'a.b': 4, ['__proto__']: 4, 表: 3 }],
  ['row-level-security', { tenant: 3, project: 4, note: 40 }],
  ['polymorphism', { person: 3, ticket: 7, reply: 4, asset: 7, image: 3, video: 2, chapter: 3 }],
])('schema/%s', (sample, counts) => {
  test('loads twice with the same rows', async () => {
    const databases = await Promise.all([1, 2].map(() => createDatabase({ files: filesOf(sample) })));
    const [first, second] = await Promise.all(databases.map(contentsOf));
    expect(second).toEqual(first);
    expect(Object.entries(counts).map(([table]) => [table, first?.[table]?.rows])).toEqual(Object.entries(counts));
    await Promise.all(databases.map((database) => database.drop()));
  });
});

test('each sample loads into PGlite with the rows of the server', { timeout: 120_000 }, async () => {
  // One for all: to start PGlite costs seconds of computing.
  const embedded = await PGlite.create();
  for (const sample of samples) {
    const database = await createDatabase({ files: filesOf(sample), template: true });
    for (const file of filesOf(sample)) await embedded.exec(await readFile(file, 'utf8'));
    expect(await contents((text) => embedded.query(text))).toEqual(await contentsOf(database));
    await embedded.exec('drop schema public cascade; create schema public');
    await database.drop();
  }
  await embedded.close();
});

describe('schema/demo', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase({ files: filesOf('demo'), template: true });
  });
  afterAll(() => database.drop());
  const query = async (text: string): Promise<Rows> => (await database.pool.query<Record<string, unknown>>(text)).rows;

  test('describes each table, view, column, type and function', async () => {
    const undescribed = await query(`
      select relname || coalesce('.' || attname, '') as name
      from pg_class
      left join lateral (
        select null::name as attname, 0 as attnum
        union all
        select attname, attnum from pg_attribute where attrelid = pg_class.oid and attnum > 0
      ) as part on true
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm')
        and coalesce(col_description(pg_class.oid, nullif(attnum, 0)), obj_description(pg_class.oid, 'pg_class')) is null
      union all
      select proname from pg_proc
      where pronamespace = 'public'::regnamespace and obj_description(oid, 'pg_proc') is null
      union all
      select typname from pg_type
      where typnamespace = 'public'::regnamespace and typtype = 'e' and obj_description(oid, 'pg_type') is null`);
    expect(undescribed).toEqual([]);
  });

  test('has an index that begins with the columns of each foreign key', async () => {
    const bare = await query(`
      select conname from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
        select from pg_index
        where indrelid = conrelid and (indkey::smallint[])[0:cardinality(conkey) - 1] @> conkey
      )`);
    expect(bare).toEqual([]);
  });

  test('gives new rows identifiers that are free', async () => {
    const sequences = await query(`
      select attrelid::regclass::text as table, attname as column,
        pg_get_serial_sequence(attrelid::regclass::text, attname) as sequence
      from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace = 'public'::regnamespace and attidentity <> ''`);
    expect(sequences).toHaveLength(14);
    for (const { table, column, sequence } of sequences) {
      const [row] = await query(
        `select nextval('${String(sequence)}') - max(${String(column)}) as distance from ${String(table)}`,
      );
      expect({ table, ...row }).toEqual({ table, distance: '1' });
    }
  });

  test('has every status of a sailing and of a booking, and bookings that cost what their tickets do', async () => {
    expect(await query('select distinct status::text from sailing order by 1')).toHaveLength(5);
    expect(await query('select distinct status::text from booking order by 1')).toHaveLength(4);
    const wrong = await query(`
      select booking_id from booking join ticket using (booking_id)
      group by booking_id having sum(price) <> total`);
    expect(wrong).toEqual([]);
  });

  test('grows with pillion.scale and leaves nothing behind in the session', async () => {
    const larger = await createDatabase({
      files: [filesOf('demo')[0] ?? ''],
      sql: [`set pillion.scale = 3; ${await readFile(filesOf('demo')[1] ?? '', 'utf8')}`],
    });
    const { rows } = await larger.pool.query(
      `select (select count(*)::int from sailing) as sailings, (select count(*)::int from customer) as customers,
         (select count(*)::int from port) as ports`,
    );
    expect(rows).toEqual([{ sailings: 1800, customers: 1500, ports: 18 }]);
    await larger.drop();

    const client = await database.pool.connect();
    await client.query('begin; drop schema public cascade; create schema public');
    for (const file of filesOf('demo')) await client.query(await readFile(file, 'utf8'));
    const left = await client.query(
      `select proname as name from pg_proc where pronamespace = pg_my_temp_schema()
       union all select relname from pg_class where relnamespace = pg_my_temp_schema()`,
    );
    expect(left.rows).toEqual([]);
    await client.query('rollback');
    client.release();
  });

  test('narrows payslips to the employee that app.employee_id names, for everybody but superusers', async () => {
    const client = await database.pool.connect();
    await client.query(
      'begin; create role payroll_reader; grant select on payslip to payroll_reader; set role payroll_reader',
    );
    const employees = async (): Promise<unknown> =>
      (await client.query('select count(distinct employee_id)::int as seen from payslip')).rows;
    expect(await employees()).not.toEqual([{ seen: 1 }]);
    await client.query("select set_config('app.employee_id', '7', true)");
    expect(await employees()).toEqual([{ seen: 1 }]);
    await client.query("select set_config('app.employee_id', '', true)");
    expect(await employees()).not.toEqual([{ seen: 1 }]);
    await client.query('rollback');
    client.release();
  });
});

test.each([
  [undefined, []],
  ['', []],
  ['1', [['Open day', 'Tide tables', 'Bird atlas'], 18]],
  ['3', [['Open day', 'Tide tables'], 0]],
])('schema/row-level-security: app.tenant %o', async (tenant, expected) => {
  const database = await createDatabase({ files: filesOf('row-level-security'), template: true });
  const client = await database.pool.connect();
  await client.query('set role pillion_reader');
  if (tenant !== undefined) await client.query("select set_config('app.tenant', $1, false)", [tenant]);
  const { rows } = await client.query(
    `select (select array_agg(name order by is_public desc, name) from project) as projects,
       (select count(*)::int from note) as notes`,
  );
  const [projects, notes] = expected;
  expect(rows).toEqual([{ projects: projects ?? null, notes: notes ?? 0 }]);
  await expect(client.query('select budget from project')).rejects.toMatchObject({ code: '42501' });
  client.release();
  await database.drop();
});
