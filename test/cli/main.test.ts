import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { post } from '../http/http-server.js';
import { ITEMS, ITEMS_ANSWER, SHOP_SQL } from '../http/shop.js';
import { buildCli, type CliProcess, runCli } from './cli-process.js';

let main: string;
let database: TestDatabase;
beforeAll(async () => {
  [main, database] = await Promise.all([buildCli(), createDatabase({ sql: [SHOP_SQL] })]);
});
afterAll(() => database.drop());

const running: CliProcess[] = [];
afterEach(async () => {
  for (const cli of running.splice(0)) {
    cli.process.kill('SIGKILL');
    await cli.ended;
  }
});

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): CliProcess {
  const cli = runCli(main, args, env);
  running.push(cli);
  return cli;
}

async function addressOf(cli: CliProcess): Promise<string> {
  const [, address] = await cli.says(/Pillion is listening on (http:\S+)/);
  return address ?? '';
}

describe('pillion serve', () => {
  it('serves a database that an option names, and is healthy', async () => {
    const cli = run(['serve', '--database-url', database.url, '--port', '0']);
    const address = await addressOf(cli);
    expect(address).toMatch(/^http:\/\/localhost:\d+\/graphql$/);
    const response = await post(address, { query: ITEMS });
    expect(await response.text()).toBe(ITEMS_ANSWER);
    const health = await fetch(new URL('/health', address));
    expect([health.status, await health.json()]).toEqual([200, { status: 'ready' }]);
    expect(cli.output()).not.toContain(new URL(database.url).password || 'no password');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('lets a request in flight finish at %s, and ends with 0', async (signal) => {
    const cli = run(['serve', '--port', '0'], { DATABASE_URL: database.url });
    const address = await addressOf(cli);
    const locker = await database.pool.connect();
    await locker.query('begin; lock table item in access exclusive mode');
    const answer = post(address, { query: ITEMS }).then((response) => response.text());
    await expect.poll(() => waiting(database)).toBe(1);
    const started = performance.now();
    cli.process.kill(signal);
    await expect.poll(() => refused(address)).toBe(true);
    await locker.query('rollback');
    locker.release();
    expect(await answer).toBe(ITEMS_ANSWER);
    expect(await cli.ended).toBe(0);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('starts without its database, and says so', async () => {
    const cli = run(['serve', '--database-url', 'postgres://nobody:hunter2@127.0.0.1:1/none', '--port', '0']);
    const address = await addressOf(cli);
    expect((await fetch(new URL('/health', address))).status).toBe(503);
    expect((await post(address, { query: ITEMS })).status).toBe(503);
    await cli.says(/trying again in \d+ ms/);
    // It is tried after 250 ms, 500 ms, … but told once.
    await delay(1500);
    expect(cli.output().match(/trying again/g)).toHaveLength(1);
    expect(cli.output()).toContain('ECONNREFUSED');
    expect(cli.output()).not.toContain('hunter2');
    cli.process.kill('SIGTERM');
    expect(await cli.ended).toBe(0);
  });

  it.each<[readonly string[], RegExp]>([
    [['serve'], /--database-url/],
    [['serve', '--database-url', 'x', '--port', 'http'], /--port.*whole number from 0 to 65535/],
    [['serve', '--database-url', 'x', '--guard', 'heavy'], /--guard.*strict, light, none/],
    [['serve', '--database-url', 'x', '--max-page-size', '0'], /--max-page-size.*whole number/],
    [['serve', '--database-url', 'x', '--namespaces', 'a,,b'], /--namespaces.*commas/],
    [['serve', '--database-url', 'shop', '--port', '0'], /has to look like postgres:\/\/user:password@host/],
    [['nothing'], /unknown command/],
  ])('%j ends with 1 and the reason', async (args, reason) => {
    const cli = run(args);
    expect(await cli.ended).toBe(1);
    expect(cli.output()).toMatch(reason);
  });

  it('ends with 1 for a namespace that is not there, and names those that are', async () => {
    const cli = run(['serve', '--database-url', database.url, '--port', '0', '--namespaces', 'shop']);
    expect(await cli.ended).toBe(1);
    expect(cli.output()).toMatch(/^pillion: .*"shop".*public/m);
  });

  it('ends with 1 when the port is taken', async () => {
    const first = run(['serve', '--database-url', database.url, '--port', '0']);
    const { port } = new URL(await addressOf(first));
    const second = run(['serve', '--database-url', database.url, '--port', port]);
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(new RegExp(`^pillion: Another program listens on port ${port} already`, 'm'));
  });
});

describe('pillion start', () => {
  // PGlite makes its whole cluster first: seconds, and many more while other tests take the processors.
  it('serves the demo from memory when no database is named', async () => {
    const cli = run(['start'], { PORT: '0' });
    const address = await addressOf(cli);
    const response = await post(address, { query: '{ __schema { queryType { fields { name } } } }' });
    expect(response.status).toBe(200);
    const { data } = (await response.json()) as { data: { __schema: { queryType: { fields: unknown[] } } } };
    // About 20 tables, each with a list and a look-up.
    expect(data.__schema.queryType.fields.length).toBeGreaterThan(20);
    cli.process.kill('SIGTERM');
    expect(await cli.ended).toBe(0);
  }, 120_000);

  it('serves the database of DATABASE_URL', async () => {
    const cli = run(['start'], { PORT: '0', DATABASE_URL: database.url });
    const address = await addressOf(cli);
    expect(await (await post(address, { query: ITEMS })).text()).toBe(ITEMS_ANSWER);
    cli.process.kill('SIGINT');
    expect(await cli.ended).toBe(0);
  });
});

describe('under npm, which ends only the shell between', () => {
  it('stops when its parent has ended', async () => {
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${main}" serve --port 0; true`], {
      env: { PATH: process.env.PATH, DATABASE_URL: database.url, npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    shell.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await expect.poll(() => output, { timeout: 15_000 }).toMatch(/listening on \S+\n/);
    const address = /listening on (\S+)/.exec(output)?.[1] ?? '';
    // Listened for from the start: it may close before the address is found to be refused.
    const closed = once(shell.stdout, 'close');
    shell.kill('SIGTERM');
    await expect.poll(() => refused(address), { timeout: 10_000 }).toBe(true);
    await closed;
  });
});

async function waiting({ pool }: TestDatabase): Promise<number | null> {
  const { rowCount } = await pool.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount;
}

async function refused(address: string): Promise<boolean> {
  const { port } = new URL(address);
  const socket = connect(Number(port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    return false;
  } catch {
    return true;
  } finally {
    socket.destroy();
  }
}
