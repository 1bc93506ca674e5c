import express from 'express';
import { type Audit, serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expressMount } from '../../src/server/express.js';
import { nodeHandler } from '../../src/server/node.js';
import { type HttpServer, listen } from './http-server.js';
import { openShop, type Shop } from './shop.js';

let shop: Shop;
const servers: Record<'node' | 'express', HttpServer | undefined> = { node: undefined, express: undefined };
beforeAll(async () => {
  shop = await openShop();
  servers.node = await listen(nodeHandler(shop.gateway));
  servers.express = await listen(express().use('/graphql', expressMount(shop.gateway)));
});
afterAll(async () => {
  await servers.node?.[Symbol.asyncDispose]();
  await servers.express?.[Symbol.asyncDispose]();
  await shop.close();
});

/**
 * Three SHOULDs would have 200 for a refused operation when the client accepts `application/json`, the media type of old
 * servers. Apollo Server answers 400 on purpose, whatever the media type, and so do we.
 */
const waived: ReadonlySet<string> = new Set(['572B', 'FDE2', '7B9B']);

const names = serverAudits({ url: '' }).map(({ id, name }) => [id, name] as const);

describe.each(['node', 'express'] as const)('%s: the audits of GraphQL over HTTP', (kind) => {
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
    return serverAudits({ url: `${servers[kind]?.url ?? ''}/graphql`, fetchFn }).find((one) => one.id === id);
  }
});
