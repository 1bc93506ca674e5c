import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PillionError } from '../../src/errors/pillion-error.js';
import { createGateway } from '../../src/server/create-gateway.js';
import { expressMount } from '../../src/server/express.js';
import { nodeHandler } from '../../src/server/node.js';
import { listen } from './http-server.js';
import { ITEMS, openShop, type Shop } from './shop.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** What Chromium sends when an address is typed. */
const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8' };

let shop: Shop;
beforeAll(async () => {
  if (!existsSync(`${root}dist/src/explorer/index.html`))
    await build({ root: `${root}src/explorer/app`, logLevel: 'warn' });
  shop = await openShop();
});
afterAll(() => shop.close());

describe('a browser that opens the path of the mount', () => {
  it.each<[string, string, () => Parameters<typeof listen>[0]]>([
    ['bare node:http', '/graphql', () => nodeHandler(shop.gateway)],
    ['bare node:http, with a slash', '/graphql/', () => nodeHandler(shop.gateway)],
    ['Express', '/graphql', () => express().use('/graphql', expressMount(shop.gateway))],
    ['Express, with a slash', '/graphql/', () => express().use('/graphql', expressMount(shop.gateway))],
    [
      'an Express router',
      '/api/v1/graphql',
      () => express().use('/api', express.Router().use('/v1/graphql', expressMount(shop.gateway))),
    ],
  ])('%s at %s gets the page, and all of its files from where the page says', async (_name, path, listener) => {
    await using server = await listen(listener());
    const page = await fetch(`${server.url}${path}`, { headers: browser });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const files = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const response = await fetch(new URL(file, page.url));
      expect([file, response.status]).toEqual([file, 200]);
      expect(response.headers.get('cache-control')).toContain('immutable');
      await response.body?.cancel();
    }
  });

  it('gets it while there is no database, too', async () => {
    const gateway = await createGateway({
      withConnection: () => {
        throw new PillionError('UNAVAILABLE', 'No database.');
      },
    });
    await using server = await listen(nodeHandler(gateway));
    expect((await fetch(`${server.url}/graphql`, { headers: browser })).status).toBe(200);
    await gateway.close();
  });

  it('gets no page where there is no explorer, nor files', async () => {
    await using server = await listen(nodeHandler(shop.gateway, { explorer: false }));
    expect((await fetch(`${server.url}/graphql`, { headers: browser })).status).toBe(400);
    expect((await fetch(`${server.url}/graphql/assets/index.js`)).status).toBe(404);
  });

  it.each([
    '../index.html',
    'assets/../index.html',
    'assets/%2e%2e/index.html',
    'assets/..%2fexplorer-files.js',
    'assets/',
  ])('cannot climb out of the page by %s', async (path) => {
    await using server = await listen(nodeHandler(shop.gateway));
    const response = await fetch(`${server.url}/graphql/assets/x`.replace('assets/x', path));
    expect(response.status).toBe(404);
  });

  it('leaves GraphQL by GET to those who do not ask for a page', async () => {
    await using server = await listen(nodeHandler(shop.gateway));
    const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent(ITEMS)}`, {
      headers: { accept: '*/*', 'apollo-require-preflight': 'yes' },
    });
    expect(response.headers.get('content-type')).toMatch(/json/);
  });
});
