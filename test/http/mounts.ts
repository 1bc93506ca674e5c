import { serve } from '@hono/node-server';
import { NestFactory } from '@nestjs/core';
import express from 'express';
import { createRequire } from 'node:module';
import fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fromPool } from '../../src/database/from-pool.js';
import { expressMount } from '../../src/server/express.js';
import { fastifyMount } from '../../src/server/fastify.js';
import { koaMount } from '../../src/server/koa.js';
import { PillionModule } from '../../src/server/nest.js';
import { nodeHandler } from '../../src/server/node.js';
import { type HttpServer, listen } from './http-server.js';
import type { Shop } from './shop.js';

/** Starts a server of its kind, in which the shop is served at `/graphql`. */
export type Mount = (shop: Shop, context?: (seen: unknown) => unknown) => Promise<HttpServer>;

/** Every way in: our mounts, on real servers of their frameworks. `context` makes the operation's context, where given. */
export const mounts: Readonly<Record<string, Mount>> = {
  'node:http': ({ gateway }, context) => listen(nodeHandler(gateway, { ...(context && { context }) })),
  'Express 5': ({ gateway }, context) =>
    listen(express().use('/graphql', expressMount(gateway, { ...(context && { context }) }))),
  'Express 4': ({ gateway }, context) => {
    // The types of both majors cannot be installed side by side; what the mount gets is the real Express 4.
    const app = (createRequire(import.meta.url)('express4') as typeof express)();
    return listen(app.use('/graphql', expressMount(gateway, { ...(context && { context }) })) as RequestListener);
  },
  Fastify: async ({ gateway }, context) => {
    const app = fastify({ forceCloseConnections: true });
    await app.register(fastifyMount(gateway, { ...(context && { context }) }));
    await app.listen({ port: 0, host: '127.0.0.1' });
    return served(app.server, () => app.close());
  },
  Koa: ({ gateway }, context) => {
    const app = new Koa().use(koaMount(gateway, { ...(context && { context }) }));
    const callback = app.callback();
    return listen((req, res) => void callback(req, res));
  },
  NestJS: async ({ database }, context) => {
    const module = PillionModule.forRoot({
      gateway: { withConnection: fromPool(database.pool) },
      ...(context && { context }),
    });
    const app = await NestFactory.create(module, { ...nestOptions, bodyParser: false });
    await app.listen(0, '127.0.0.1');
    return served(app.getHttpServer() as Server, () => app.close());
  },
  'Hono, by gateway.fetch': async ({ gateway }, context) => {
    const app = new Hono();
    for (const path of ['/graphql', '/graphql/*'])
      app.all(path, ({ req }) => gateway.fetch(req.raw, context?.(req.raw)));
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
    await once(server, 'listening');
    return served(server, async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });
  },
};

/** With its own body parser, which is on by default, Nest answers broken bodies itself. */
export const nestOptions = { logger: false, forceCloseConnections: true } as const;

function served(server: Server, close: () => Promise<void>): HttpServer {
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, [Symbol.asyncDispose]: close };
}
