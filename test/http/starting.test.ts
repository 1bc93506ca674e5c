import { ApolloServer } from '@apollo/server';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import express from 'express';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { apolloOptions } from '../../src/server/apollo.js';
import { createGateway, type Gateway } from '../../src/server/create-gateway.js';
import { expressMount } from '../../src/server/express.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { fromPool } from '../../src/database/from-pool.js';
import { listen, post } from './http-server.js';
import { ITEMS, ITEMS_ANSWER, SHOP_SQL } from './shop.js';

/** A database behind a port that nobody listens on until `comeUp`. */
interface DownDatabase {
  readonly pool: pg.Pool;
  readonly comeUp: () => Promise<void>;
}

const cleanUps: (() => Promise<unknown> | undefined)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

describe('while the database cannot be reached', () => {
  it('the host starts, operations get 503, and the gateway comes up by itself', async () => {
    const { gateway, comeUp } = await start();
    expect(gateway.status).toMatchObject({ state: 'starting', error: { code: 'UNAVAILABLE' } });
    await using server = await listen(express().use('/graphql', expressMount(gateway)));
    for (const query of [ITEMS, '{ __typename }', '{ syntax error', '{ __schema { queryType { name } } }']) {
      const started = performance.now();
      const response = await post(`${server.url}/graphql`, { query });
      expect(performance.now() - started).toBeLessThan(500);
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await response.json()).toEqual({
        errors: [{ message: 'The database cannot be reached at the moment.', extensions: { code: 'UNAVAILABLE' } }],
      });
    }
    await comeUp();
    await ready(gateway);
    const response = await post(`${server.url}/graphql`, { query: ITEMS });
    expect([response.status, await response.text()]).toEqual([200, ITEMS_ANSWER]);
  });

  it("an ApolloServer of the host's own starts too, and learns the schema when it is there", async () => {
    const { gateway, comeUp } = await start();
    const server = new ApolloServer(apolloOptions(gateway));
    await server.start();
    cleanUps.push(() => server.stop());
    for (const query of [ITEMS, '{ __typename }', '{ syntax error']) {
      const { body, http } = await server.executeOperation({ query });
      expect([http.status, http.headers.get('retry-after')]).toEqual([503, '5']);
      expect(body).toMatchObject({ singleResult: { errors: [{ extensions: { code: 'UNAVAILABLE' } }] } });
    }
    await comeUp();
    await ready(gateway);
    const { body } = await server.executeOperation({ query: ITEMS });
    expect(JSON.stringify(body)).toContain('9007199254740993');
  });

  it('gateway.execute and gateway.schema say so', async () => {
    const { gateway } = await start();
    expect((await gateway.execute({ query: ITEMS })).errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    expect(() => gateway.schema).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
    expect(() => gateway.sdl()).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
    await expect(gateway.reload()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('a reload brings it up at once', async () => {
    const { gateway, comeUp } = await start();
    await comeUp();
    await gateway.reload();
    expect(gateway.status.state).toBe('ready');
  });

  it('closing ends the attempts', async () => {
    const { gateway, comeUp, pool } = await start();
    await gateway.close();
    await comeUp();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect([gateway.status.state, pool.totalCount]).toEqual(['closed', 0]);
  });
});

async function start(): Promise<DownDatabase & { readonly gateway: Gateway }> {
  const database = await createDatabase({ sql: [SHOP_SQL], template: true });
  cleanUps.push(() => database.drop());
  const down = await downDatabase(database);
  const gateway = await createGateway({ withConnection: fromPool(down.pool) });
  cleanUps.push(() => gateway.close());
  return { ...down, gateway };
}

async function downDatabase(database: TestDatabase): Promise<DownDatabase> {
  const real = new URL(database.url);
  const port = await freePort();
  const relay = createServer((socket) => {
    const upstream = connect(Number(real.port), real.hostname);
    socket.pipe(upstream).pipe(socket);
    socket.on('error', () => upstream.destroy());
    upstream.on('error', () => socket.destroy());
  });
  const url = new URL(real);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  const pool = new pg.Pool({ connectionString: url.href });
  cleanUps.push(async () => {
    await pool.end();
    if (relay.listening) await new Promise((resolve) => relay.close(resolve));
  });
  return { pool, comeUp: () => listening(relay, port).then(() => undefined) };
}

async function freePort(): Promise<number> {
  const server = await listening(createServer(), 0);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(server: Server, port: number): Promise<Server> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** The attempts are at most 250 + 500 + 1,000 ms apart so early in a gateway's life. */
async function ready(gateway: Gateway): Promise<void> {
  const deadline = performance.now() + 3000;
  while (gateway.status.state !== 'ready' && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(gateway.status.state).toBe('ready');
}
