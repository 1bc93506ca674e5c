import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { DatabaseConnection, WithConnection } from '../../src/database/connection.js';
import { withLoan } from '../../src/database/with-loan.js';

const connection: DatabaseConnection = { query: () => Promise.resolve({ rows: [] }) };
const lending: WithConnection = (_context, run) => run(connection);
const give = (): Promise<string> => Promise.resolve('given');

/** A host in plain JavaScript, which the types do not hold back. */
function host(withConnection: (context: unknown, run: (lent: unknown) => Promise<string>) => unknown): WithConnection {
  return withConnection as WithConnection;
}

test("passes on the context and the result, whatever the host's function gives back", async () => {
  const seen: unknown[] = [];
  const careless = host(async (context, run) => {
    seen.push(context);
    await run(connection);
  });
  expect(await withLoan(lending, 1, give)).toBe('given');
  expect(await withLoan(careless, 'context', give)).toBe('given');
  expect(seen).toEqual(['context']);
});

test("what run throws comes out as it is, even where the host's function swallows it", async () => {
  const mine = new Error('mine');
  const fail = (): Promise<never> => Promise.reject(mine);
  await expect(withLoan(lending, undefined, fail)).rejects.toBe(mine);
  const swallowing = host((_context, run) => run(connection).catch(() => undefined));
  await expect(withLoan(swallowing, undefined, fail)).rejects.toBe(mine);
  const wrapping = host((_context, run) => run(connection).catch(() => Promise.reject(new Error('rolled back'))));
  await expect(withLoan(wrapping, undefined, fail)).rejects.toBe(mine);
});

test.each([
  ['does not call run', 'LOAN_MISUSED', host(() => undefined), 'without calling run'],
  ['lends nothing', 'LOAN_INVALID', host((_context, run) => run(undefined)), 'lent undefined'],
  [
    'calls run twice',
    'LOAN_MISUSED',
    host((_context, run) => run(connection).then(() => run(connection))),
    'more than once',
  ],
  ['does not wait for run', 'LOAN_MISUSED', host((_context, run) => void run(connection)), 'before run had settled'],
])('a host that %s is %s', async (_name, code, withConnection, message) => {
  const slowly = async (): Promise<string> => delay(20, 'given');
  await expect(withLoan(withConnection, undefined, slowly)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message) as string,
  });
});

test('an error of the host before it lends has the code of its cause', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const unreachable = host(() => Promise.reject(refused));
  await expect(withLoan(unreachable, undefined, give)).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: refused });
  const throwing = host(() => {
    throw refused;
  });
  await expect(withLoan(throwing, undefined, give)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('a host that lends too late is POOL_TIMEOUT, and has its connection back at once', async () => {
  let back: () => void = () => undefined;
  const givenBack = new Promise<void>((resolve) => (back = resolve));
  const late = host(async (_context, run) => {
    await delay(60);
    await run(connection).finally(back);
  });
  let ran = false;
  const run = async (): Promise<string> => {
    ran = true;
    return give();
  };
  await expect(withLoan(late, undefined, run, { loanTimeout: 20 })).rejects.toMatchObject({ code: 'POOL_TIMEOUT' });
  await givenBack;
  expect(ran).toBe(false);
});

test('the time of the statement does not count as waiting', async () => {
  expect(await withLoan(lending, undefined, () => delay(60, 'given'), { loanTimeout: 20 })).toBe('given');
});

test('a cancelled request waits no longer, and one cancelled before borrows nothing', async () => {
  let calls = 0;
  const never = host(() => {
    calls += 1;
    return new Promise(() => undefined);
  });
  const cancelled = { code: 'CANCELLED' };
  await expect(withLoan(never, undefined, give, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject(cancelled);
  await expect(withLoan(never, undefined, give, { signal: AbortSignal.abort() })).rejects.toMatchObject(cancelled);
  expect(calls).toBe(1);
});

test('a connection that fails while it is lent does not end the process, and keeps no listener', async () => {
  const client = Object.assign(new EventEmitter(), connection);
  await withLoan(
    host((_context, run) => run(client)),
    undefined,
    async () => {
      client.emit('error', new Error('terminating connection due to administrator command'));
      client.emit('end');
      return give();
    },
  );
  expect(client.eventNames()).toEqual([]);
});
