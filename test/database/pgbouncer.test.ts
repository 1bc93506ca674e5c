import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PreparedStatements } from '../../src/database/prepared-statements.js';
import { read } from '../../src/database/read.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { pgbouncerProgram, type PgBouncer, startPgbouncer } from '../support/pgbouncer.js';
import { readRequest } from '../support/read-request.js';

const program = pgbouncerProgram();
if (program === undefined) console.warn('No pgbouncer: set PILLION_PGBOUNCER or install one to test behind a pooler.');

describe.skipIf(program === undefined && process.env.CI === undefined)('behind PgBouncer in transaction mode', () => {
  let database: TestDatabase;
  let pooler: PgBouncer;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createDatabase({ sql: ['create table note as select n from generate_series(1, 50) n'] });
    pooler = await startPgbouncer(program ?? '', database.url, 4);
    pool = new pg.Pool({ connectionString: pooler.url, max: 12 });
    pool.on('error', () => undefined);
  });
  afterAll(async () => {
    await pool.end();
    await pooler.stop();
    await database.drop();
  });

  test.each(['strict', 'light', 'none'] as const)(
    'every read under %s is right, and names are given up',
    async (guard) => {
      const options = { guard, statementTimeout: 5000, lockTimeout: 1000, prepared: new PreparedStatements(5) };
      const one = async (turn: number): Promise<void> => {
        const client = await pool.connect();
        try {
          const inTransaction = turn % 5 === 0;
          if (inTransaction) await client.query('begin');
          const n = String((turn % 50) + 1);
          const request = readRequest(`select n::text || '/${turn % 9}' as r0 from note where n = $1::text::int`, [n]);
          expect(await read(client, request, options)).toEqual([`${n}/${turn % 9}`]);
          if (inTransaction) await client.query('commit');
        } finally {
          client.release();
        }
      };
      const givenUp = async (): Promise<boolean> => {
        const client = await pool.connect();
        client.release();
        return options.prepared.of(client) === undefined;
      };
      let batch = 0;
      for (; batch < 100 && !(await givenUp()); batch += 1) {
        await Promise.all(Array.from({ length: 12 }, (_, index) => one(batch * 12 + index)));
      }
      expect(batch).toBeLessThan(100);
      await Promise.all(Array.from({ length: 12 }, (_, index) => one(index)));
    },
  );

  test('200 clients share 10 slots, in transactions of their own and outside, and each reads what is its own', async () => {
    const wide = await startPgbouncer(program ?? '', database.url, 10);
    const clients = new pg.Pool({ connectionString: wide.url, max: 200 });
    clients.on('error', () => undefined);
    const held = await Promise.all(Array.from({ length: 200 }, () => clients.connect()));
    const options = { guard: 'strict', statementTimeout: 20_000, prepared: new PreparedStatements(20) } as const;
    const own = readRequest("select current_setting('app.tenant', true) || count(*)::text as r0 from note");
    const count = readRequest('select count(*)::text as r0 from note');
    const answers = await Promise.all(
      held.map(async (client, number) => {
        if (number % 2 === 0) return read(client, count, options);
        await client.query('begin');
        await client.query("select set_config('app.tenant', $1, true)", [`${number}:`]);
        const answer = await read(client, own, options);
        await client.query('commit');
        return answer;
      }),
    );
    expect(answers).toEqual(held.map((_, number) => [number % 2 === 0 ? '50' : `${number}:50`]));
    for (const client of held) client.release();
    await clients.end();
    await wide.stop();
  });

  test.each(['strict', 'light'] as const)('a statement that takes too long under %s is cancelled', async (guard) => {
    const client = await pool.connect();
    const slow = readRequest('select pg_sleep(10)::text as r0');
    const options = { guard, statementTimeout: 200 };
    await expect(read(client, slow, options)).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
    const aborted = read(client, slow, { guard, statementTimeout: 9000, signal: AbortSignal.timeout(200) });
    await expect(aborted).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    client.release();
  });
});
