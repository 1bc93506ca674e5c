import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WithConnection } from '../../src/database/connection.js';
import { fromBorrow } from '../../src/database/from-borrow.js';
import { fromPool } from '../../src/database/from-pool.js';
import { read } from '../../src/database/read.js';
import type { ReadOptions } from '../../src/database/read-request.js';
import { withLoan } from '../../src/database/with-loan.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readRequest } from '../support/read-request.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createDatabase({ sql: ['create table note (id int primary key)', 'insert into note values (1)'] });
});
afterAll(() => database.drop());
beforeEach(() => {
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined);
});
afterEach(async () => {
  if (!pool.ended) await pool.end();
});

const guards = ['strict', 'light', 'none'] as const;
const count = readRequest('select count(*)::text as r0 from note');

/** A host in plain JavaScript, which the types do not hold back. */
function host(withConnection: (run: (lent: unknown) => Promise<unknown>) => unknown): WithConnection {
  return ((_context: unknown, run: (lent: unknown) => Promise<unknown>) => withConnection(run)) as WithConnection;
}

function ask(
  withConnection: WithConnection,
  guard: ReadOptions['guard'] = 'strict',
  loanTimeout = 3000,
): Promise<readonly (string | null)[]> {
  const options: ReadOptions = { guard, statementTimeout: 5000 };
  return withLoan(withConnection, undefined, (connection) => read(connection, count, options), { loanTimeout });
}

/** What the error says, and that it says what to do. */
function told(code: string, message: string): object {
  return { name: 'PillionError', code, message: expect.stringContaining(message) as string };
}

describe.each(guards)('under %s', (guard) => {
  test.each([
    [
      'throws',
      () => Promise.reject(new Error('no tenant')),
      told('LOAN_FAILED', 'before it lent a connection: no ten'),
    ],
    ['lends null', (run: (lent: unknown) => Promise<unknown>) => run(null), told('LOAN_INVALID', 'await may be')],
    [
      'lends undefined',
      (run: (lent: unknown) => Promise<unknown>) => run(undefined),
      told('LOAN_INVALID', 'await may be'),
    ],
    [
      'lends an array',
      (run: (lent: unknown) => Promise<unknown>) => run([]),
      told('LOAN_INVALID', 'query({ text, val'),
    ],
    [
      'lends a promise',
      (run: (lent: unknown) => Promise<unknown>) => run(Promise.resolve()),
      told('LOAN_INVALID', 'query'),
    ],
    ['lends a whole pool', (run: (lent: unknown) => Promise<unknown>) => run(pool), told('LOAN_INVALID', 'fromPool(p')],
    ['never calls run', () => Promise.resolve(), told('LOAN_MISUSED', 'call run(connection) once')],
  ])('a host that %s', async (_name, withConnection, error) => {
    await expect(ask(host(withConnection), guard)).rejects.toMatchObject(error);
  });

  test.each([
    ['gives no promise', () => undefined],
    ['resolves to nothing', () => Promise.resolve()],
    ['resolves to rows alone, as mysql2 does', () => Promise.resolve([[{ r0: '1' }], []])],
    ['resolves to values of other types', () => Promise.resolve({ rows: [{ r0: 1 }] })],
    ['resolves to other columns', () => Promise.resolve({ rows: [{ count: '1' }] })],
  ])('a foreign object whose query %s', async (_name, query) => {
    await expect(
      ask(
        host((run) => run({ query })),
        guard,
      ),
    ).rejects.toMatchObject(told('LOAN_INVALID', '{ rows }'));
  });

  test('an ended client, and one that is ended while it is lent', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const ending = host(async (run) => {
      const running = run(client);
      await client.end();
      return running;
    });
    const error = told('LOAN_ENDED', 'end it only then');
    const results = await Promise.allSettled([ask(ending, guard)]);
    // The end may come after the answer, which is no harm.
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject(error);
    await expect(
      ask(
        fromBorrow(() => client),
        guard,
      ),
    ).rejects.toMatchObject(error);
  });

  test('a client that was never connected is told as what it is', async () => {
    const client = new pg.Client({ connectionString: database.url });
    const error = told('POOL_TIMEOUT', '100 ms');
    const connecting = host(async (run) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await client.connect();
      return run(client);
    });
    await expect(ask(connecting, guard, 100)).rejects.toMatchObject(error);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await client.end();
  });

  test('a released client', async () => {
    const client = await pool.connect();
    client.release();
    await expect(
      ask(
        fromBorrow(() => client),
        guard,
      ),
    ).rejects.toMatchObject(told('LOAN_RELEASED', 'only then'));
    const early = host(async (run) => {
      const lent = await pool.connect();
      lent.release();
      return run(lent);
    });
    await expect(ask(early, guard)).rejects.toMatchObject(told('LOAN_RELEASED', 'only then'));
    expect(await ask(fromPool(pool), guard)).toEqual(['1']);
    expect(pool).toMatchObject({ totalCount: 1, idleCount: 1 });
  });

  test('a client in a failed transaction, which is as it was', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query('savepoint mine');
    await client.query('select 1 / 0').catch(() => undefined);
    await expect(
      ask(
        fromBorrow(() => client),
        guard,
      ),
    ).rejects.toMatchObject(told('LOAN_ABORTED', 'Roll it back'));
    await client.query('rollback to mine');
    expect(
      await ask(
        fromBorrow(() => client),
        guard,
      ),
    ).toEqual(['1']);
    await client.query('rollback');
    client.release();
  });

  test('the same client lent to many operations at once: they take turns', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query('insert into note values (2)');
    let running = 0;
    let most = 0;
    const lending = host(async (run) => {
      const query = (statement: never): unknown => {
        running += 1;
        most = Math.max(most, running);
        return (client.query(statement) as unknown as Promise<unknown>).finally(() => (running -= 1));
      };
      return run(guard === 'none' ? plain(query) : client);
    });
    const shared = { query: undefined as unknown };
    function plain(query: (statement: never) => unknown): object {
      shared.query ??= query;
      return shared;
    }
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(lending, guard)));
    expect(answers).toEqual(Array.from({ length: 20 }, () => ['2']));
    expect(most).toBeLessThanOrEqual(1);
    await client.query('rollback');
    client.release();
  });

  test('a release that throws: its error is told, and no answer is given as if all were well', async () => {
    const faulty = fromBorrow(async () => {
      const connection = await pool.connect();
      return {
        connection,
        release: () => {
          connection.release();
          throw new Error('the bookkeeping failed');
        },
      };
    });
    await expect(ask(faulty, guard)).rejects.toMatchObject(told('LOAN_NOT_RETURNED', 'the bookkeeping failed'));
    const failing = readRequest('select (1 / 0)::text as r0');
    const options: ReadOptions = { guard, statementTimeout: 5000 };
    const both = withLoan(faulty, undefined, (connection) => read(connection, failing, options));
    await expect(both).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await ask(fromPool(pool), guard)).toEqual(['1']);
  });

  test('a commit that fails after run has the code of its SQLSTATE', async () => {
    const committing = host(async (run) => {
      const client = await pool.connect();
      try {
        await run(client);
        await client.query('do $$ begin raise exception using errcode = $1; end $$'.replace('$1', "'40001'"));
      } finally {
        client.release();
      }
    });
    await expect(ask(committing, guard)).rejects.toMatchObject({ cause: { code: '40001' } });
  });

  test('a factory that hangs is POOL_TIMEOUT, and the late client is given back to the pool', async () => {
    const held = await Promise.all([pool.connect(), pool.connect()]);
    const start = performance.now();
    await expect(ask(fromPool(pool), guard, 150)).rejects.toMatchObject(told('POOL_TIMEOUT', 'within 150 ms'));
    expect(performance.now() - start).toBeGreaterThan(148);
    expect(performance.now() - start).toBeLessThan(1500);
    for (const client of held) client.release();
    await expect.poll(() => [pool.totalCount, pool.idleCount, pool.waitingCount]).toEqual([2, 2, 0]);
    expect(await ask(fromPool(pool), guard, 1000)).toEqual(['1']);
  });
});

test('a client that is lent to many at once gets one pair of listeners, and keeps none', async () => {
  const client = await pool.connect();
  const before = client.listenerCount('error') + client.listenerCount('end');
  let most = 0;
  const lending = host((run) => {
    const running = run(client);
    most = Math.max(most, client.listenerCount('error') + client.listenerCount('end'));
    return running;
  });
  await Promise.all(Array.from({ length: 20 }, () => ask(lending)));
  expect(most).toBe(before + 2);
  expect(client.listenerCount('error') + client.listenerCount('end')).toBe(before);
  client.release();
});

test('the wait for a loan is 3 seconds where nothing else is said', async () => {
  const held = await Promise.all([pool.connect(), pool.connect()]);
  const start = performance.now();
  const asking = withLoan(fromPool(pool), undefined, () => Promise.resolve('never'));
  await expect(asking).rejects.toMatchObject(told('POOL_TIMEOUT', '3000 ms'));
  expect(performance.now() - start).toBeGreaterThan(2990);
  for (const client of held) client.release();
});

describe('a pipelining client', () => {
  let client: pg.Client;
  beforeEach(async () => {
    client = new pg.Client({ connectionString: database.url, pipeline: true });
    await client.connect();
  });
  afterEach(() => client.end());

  test.each(['strict', 'light'] as const)('is held to its limit by PostgreSQL under %s', async (guard) => {
    for (const first of ['select', 'begin']) {
      await client.query(first);
      const slow = readRequest('select pg_sleep(10)::text as r0');
      const reading = read(client, slow, { guard, statementTimeout: 150 });
      await expect(reading).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
      expect((await client.query("select current_setting('statement_timeout') as t")).rows).toEqual([{ t: '0' }]);
      await client.query('insert into note values (3)');
      await client.query(first === 'begin' ? 'rollback' : 'delete from note where id = 3');
    }
  });

  test.each(guards)('loses nothing that the host queues meanwhile, under %s', async (guard) => {
    await client.query('begin');
    const reads = Array.from({ length: 10 }, () => read(client, count, { guard, statementTimeout: 5000 }));
    const writes = Array.from({ length: 10 }, (_, n) => client.query('insert into note values ($1)', [n + 100]));
    await Promise.all([...reads, ...writes]);
    await client.query('commit');
    expect((await client.query('delete from note where id >= 100')).rowCount).toBe(10);
  });
});
