import { AsyncLocalStorage } from 'node:async_hooks';
import { connect } from 'node:net';
import { once } from 'node:events';
import express from 'express';
import fastify from 'fastify';
import { NestFactory } from '@nestjs/core';
import Koa from 'koa';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fastifyMount } from '../../src/server/fastify.js';
import { koaMount } from '../../src/server/koa.js';
import { expressMount } from '../../src/server/express.js';
import { type HttpServer, listen, post } from './http-server.js';
import { fromPool } from '../../src/database/from-pool.js';
import type { Gateway } from '../../src/server/create-gateway.js';
import { nodeHandler } from '../../src/server/node.js';
import { PILLION_GATEWAY, PillionModule } from '../../src/server/nest.js';
import { mounts, nestOptions } from './mounts.js';
import { answerOf, requests } from './requests.js';
import { ITEMS, ITEMS_ANSWER, openShop, type Shop } from './shop.js';

let shop: Shop;
const contexts: unknown[] = [];
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

describe.each(Object.keys(mounts))('%s', (kind) => {
  let server: HttpServer;
  let bare: HttpServer;
  beforeAll(async () => {
    const mount = mounts[kind];
    if (mount === undefined) throw new Error(kind);
    server = await mount(shop, (context) => {
      contexts.push(context);
      return context;
    });
    bare = await listen(nodeHandler(shop.gateway));
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await bare[Symbol.asyncDispose]();
  });

  it("answers with PostgreSQL's own text", async () => {
    const response = await post(`${server.url}/graphql`, { query: ITEMS });
    expect([response.status, await response.text()]).toEqual([200, ITEMS_ANSWER]);
  });

  it.each(Object.entries(requests))('%s: status, headers and body of bare node:http', async (_name, send) => {
    const [answer, expected] = [
      await answerOf(await send(`${server.url}/graphql`)),
      await answerOf(await send(`${bare.url}/graphql`)),
    ];
    expect(answer).toEqual(expected);
  });

  it('hands the context to the loan', async () => {
    const before = contexts.length;
    await post(`${server.url}/graphql`, { query: ITEMS });
    expect(contexts.length).toBe(before + 1);
  });

  it('ends the statement of a client that has gone', async () => {
    const locker = await shop.database.pool.connect();
    await locker.query('begin; lock table item in access exclusive mode');
    try {
      const socket = connect(server.port, '127.0.0.1');
      await once(socket, 'connect');
      const body = JSON.stringify({ query: ITEMS });
      const head = `host: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
      socket.write(`POST /graphql HTTP/1.1\r\n${head}\r\n\r\n${body}`);
      await expect.poll(() => waiting()).toBe(1);
      socket.destroy();
      await expect.poll(() => waiting()).toBe(0);
    } finally {
      await locker.query('rollback');
      locker.release();
    }
  });
});

describe('what is not served', () => {
  it('goes on to the host in Koa', async () => {
    const app = new Koa().use(koaMount(shop.gateway)).use((ctx) => {
      ctx.status = 418;
      ctx.body = 'from the host';
    });
    await using server = await listen((req, res) => void app.callback()(req, res));
    for (const path of ['/', '/graphql2', '/graphql/of-the-host']) {
      const response = await fetch(`${server.url}${path}`);
      expect([response.status, await response.text()]).toEqual([418, 'from the host']);
    }
  });

  it("goes to the host's own answer to unknown paths in Fastify", async () => {
    const app = fastify({ forceCloseConnections: true });
    app.setNotFoundHandler((_request, reply) => reply.code(418).send('from the host'));
    await app.register(fastifyMount(shop.gateway), { prefix: '/api' });
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    for (const path of ['/', '/graphql', '/api/graphql2', '/api/graphql/of-the-host']) {
      const response = await fetch(`${url}${path}`);
      expect([response.status, await response.text()]).toEqual([418, 'from the host']);
    }
    expect(await (await post(`${url}/api/graphql`, { query: ITEMS })).text()).toBe(ITEMS_ANSWER);
    await app.close();
  });
});

describe("the host's own", () => {
  it('hooks, parsers and AsyncLocalStorage stay as they are in Fastify', async () => {
    const storage = new AsyncLocalStorage<string>();
    const stores: unknown[] = [];
    const watched = await openShop({}, () => stores.push(storage.getStore()));
    const app = fastify({ forceCloseConnections: true });
    const hooks: string[] = [];
    app.addHook('onRequest', (_request, _reply, done) => storage.run('of this request', done));
    app.addHook('onSend', (_request, _reply, payload, done) => {
      hooks.push(typeof payload);
      done(null, payload);
    });
    app.post('/echo', (request) => request.body);
    await app.register(fastifyMount(watched.gateway));
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    stores.length = 0;
    expect(await (await post(`${url}/graphql`, { query: ITEMS })).text()).toBe(ITEMS_ANSWER);
    expect(await (await post(`${url}/echo`, { a: 1 })).json()).toEqual({ a: 1 });
    expect(stores).toEqual(['of this request']);
    expect(hooks[0]).toBe('string');
    await app.close();
    await watched.close();
  });

  it('body parser may have read the body in Koa, as JSON or as text', async () => {
    for (const parse of [(text: string): unknown => JSON.parse(text), (text: string): unknown => text]) {
      const app = new Koa()
        .use(async (ctx, next) => {
          let text = '';
          for await (const chunk of ctx.req) text += String(chunk);
          (ctx.request as { body?: unknown }).body = parse(text);
          await next();
        })
        .use(koaMount(shop.gateway));
      await using server = await listen((req, res) => void app.callback()(req, res));
      expect(await (await post(`${server.url}/graphql`, { query: ITEMS })).text()).toBe(ITEMS_ANSWER);
    }
  });

  it('body parser, pipes and prefix stay as they are in NestJS, and the gateway is injected', async () => {
    const module = PillionModule.forRootAsync({
      path: 'graph',
      inject: ['limit'],
      imports: [{ module: Limits, providers: [{ provide: 'limit', useValue: 1 }], exports: ['limit'] }],
      useFactory: (maxPageSize: number) => ({
        gateway: { withConnection: fromPool(shop.database.pool), maxPageSize, defaultPageSize: 1 },
      }),
    });
    const app = await NestFactory.create(module, nestOptions);
    app.setGlobalPrefix('api');
    await app.listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${((app.getHttpServer() as Server).address() as AddressInfo).port}`;
    const answer = await post(`${url}/api/graph`, { query: '{ items { nodes { id } } }' });
    expect(await answer.text()).toBe('{"data":{"items":{"nodes":[{"id":1}]}}}\n');
    expect((await post(`${url}/graph`, { query: ITEMS })).status).toBe(404);
    const page = await fetch(`${url}/api/graph`, { headers: { accept: 'text/html' } });
    const script = /src="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    expect((await fetch(new URL(script, `${url}/api/graph`))).status).toBe(200);
    const gateway = app.get<Gateway>(PILLION_GATEWAY);
    expect((await gateway.execute({ query: '{ items { nodes { id } } }' })).data).toBeDefined();
    await app.close();
    expect(gateway.status.state).toBe('closed');
  });

  it('router may strip a prefix in Express', async () => {
    const router = express.Router().use('/graphql', expressMount(shop.gateway));
    await using server = await listen(express().use('/api', router));
    expect(await (await post(`${server.url}/api/graphql`, { query: ITEMS })).text()).toBe(ITEMS_ANSWER);
  });
});

/** A module of the host's, which Nest wants to be a class. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- Nest tells modules apart by their classes
class Limits {}

async function waiting(): Promise<number> {
  const { rowCount } = await shop.database.pool.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount ?? 0;
}
