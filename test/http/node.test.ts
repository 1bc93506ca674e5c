import { once } from 'node:events';
import { connect } from 'node:net';
import type pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeHandler } from '../../src/server/node.js';
import { listen, post } from './http-server.js';
import { ITEMS, ITEMS_ANSWER, openShop, type Shop } from './shop.js';

const shops: Shop[] = [];
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close();
});

async function open(...options: Parameters<typeof openShop>): Promise<Shop> {
  const shop = await openShop(...options);
  shops.push(shop);
  return shop;
}

describe('a gateway in bare node:http', () => {
  it.each(['/graphql', '/graphql/', '/graphql?x=1'])('answers at %s', async (path) => {
    const { gateway } = await open();
    await using server = await listen(nodeHandler(gateway));
    const response = await post(`${server.url}${path}`, { query: ITEMS });
    expect([response.status, await response.text()]).toEqual([200, ITEMS_ANSWER]);
  });

  it('answers at a path of the host, and 404 elsewhere', async () => {
    const { gateway } = await open();
    await using server = await listen(nodeHandler(gateway, { path: '/api/v1/' }));
    expect((await post(`${server.url}/api/v1`, { query: ITEMS })).status).toBe(200);
    expect((await post(`${server.url}/api/v10`, { query: ITEMS })).status).toBe(404);
    expect((await post(`${server.url}/graphql`, { query: ITEMS })).status).toBe(404);
  });

  it('answers hundreds of requests over few connections', async () => {
    const { gateway } = await open();
    await using server = await listen(nodeHandler(gateway));
    const answers = await Promise.all(
      Array.from({ length: 300 }, async () => (await post(`${server.url}/graphql`, { query: ITEMS })).text()),
    );
    expect(new Set(answers)).toEqual(new Set([ITEMS_ANSWER]));
  });

  it('ends the statement of a client that has gone', async () => {
    const { gateway, database } = await open();
    const locker = await database.pool.connect();
    await locker.query('begin; lock table item in access exclusive mode');
    try {
      await using server = await listen(nodeHandler(gateway));
      const socket = connect(server.port, '127.0.0.1');
      await once(socket, 'connect');
      const body = JSON.stringify({ query: ITEMS });
      const head = `host: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
      socket.write(`POST /graphql HTTP/1.1\r\n${head}\r\n\r\n${body}`);
      await expect.poll(() => statementsWaiting(database.pool)).toBe(1);
      socket.destroy();
      await expect.poll(() => statementsWaiting(database.pool)).toBe(0);
    } finally {
      await locker.query('rollback');
      locker.release();
    }
  });
});

async function statementsWaiting(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount ?? 0;
}
