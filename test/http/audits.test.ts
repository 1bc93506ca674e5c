import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import express from 'express';
import fastify from 'fastify';
import { readFileSync } from 'node:fs';
import { type Audit, serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apolloOptions } from '../../src/server/apollo.js';
import { type HttpServer, listen } from './http-server.js';
import { type Mount, mounts } from './mounts.js';
import { openShop, type Shop } from './shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

/** Beside our mounts, an Apollo Server of the host's in Apollo's own integrations. */
const servers: Readonly<Record<string, Mount>> = {
  ...mounts,
  '@as-integrations/express5': async ({ gateway }) => {
    const apollo = new ApolloServer(apolloOptions(gateway));
    await apollo.start();
    return listen(express().use('/graphql', express.json(), expressMiddleware(apollo)));
  },
  '@as-integrations/fastify': async ({ gateway }) => {
    const app = fastify({ forceCloseConnections: true });
    const apollo = new ApolloServer(apolloOptions(gateway, { plugins: [fastifyApolloDrainPlugin(app)] }));
    await apollo.start();
    await app.register(fastifyApollo(apollo));
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    return { url, port: Number(new URL(url).port), [Symbol.asyncDispose]: () => app.close() };
  },
};

/**
 * Three SHOULDs would have 200 for a refused operation when the client accepts `application/json`, the media type of old
 * servers. Apollo Server answers 400 on purpose, whatever the media type, and so do we.
 */
const waived: ReadonlySet<string> = new Set(['572B', 'FDE2', '7B9B']);

const names = serverAudits({ url: '' }).map(({ id, name }) => [id, name] as const);

it('the page says what comes of them for each of these servers', () => {
  const page = readFileSync(new URL('../../docs/guides/mounting.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (\S.*?) +\| (\d+) +\| (\d+) +\| (\d+) +\|$/gm)].map(([, ...cells]) => cells);
  const counts = [names.length - waived.size, waived.size, 0].map(String);
  expect(rows).toEqual(Object.keys(servers).map((server) => [server, ...counts]));
});

describe.each(Object.entries(servers))('%s: the audits of GraphQL over HTTP', (_kind, mount) => {
  let server: HttpServer;
  beforeAll(async () => {
    server = await mount(shop);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it.each(names)('%s %s', async (id) => {
    const result = await audit(id)?.fn();
    if (waived.has(id)) expect(result).toMatchObject({ status: 'warn', reason: 'Response status code is not 200' });
    else expect(result).toHaveProperty('status', 'ok');
  });

  function audit(id: string): Audit | undefined {
    // Apollo's defence against cross-site requests wants the header on GET.
    const fetchFn: typeof fetch = (url, init) =>
      fetch(url, {
        ...init,
        headers: { ...(init?.headers as Record<string, string>), 'apollo-require-preflight': 'y' },
      });
    return serverAudits({ url: `${server.url}/graphql`, fetchFn }).find((one) => one.id === id);
  }
});
