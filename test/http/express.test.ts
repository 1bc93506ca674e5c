import { AsyncLocalStorage } from 'node:async_hooks';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expressMount } from '../../src/server/express.js';
import { listen, post } from './http-server.js';
import { ITEMS, ITEMS_ANSWER, openShop, type Shop } from './shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

describe('a gateway mounted in Express', () => {
  it("answers with PostgreSQL's own text", async () => {
    const app = express().use('/graphql', expressMount(shop.gateway));
    await using server = await listen(app);
    const response = await post(`${server.url}/graphql`, { query: ITEMS });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe(ITEMS_ANSWER);
  });

  it.each([
    ['express.json()', express.json()],
    ['express.text()', express.text({ type: '*/*' })],
    ['express.raw()', express.raw({ type: '*/*' })],
  ])('takes the body that %s has read', async (_name, parser) => {
    const app = express().use(parser).use('/graphql', expressMount(shop.gateway));
    await using server = await listen(app);
    const response = await post(`${server.url}/graphql`, { query: ITEMS });
    expect(await response.text()).toBe(ITEMS_ANSWER);
  });

  it('serves a single route as well as a prefix', async () => {
    const app = express().all('/api/graphql', expressMount(shop.gateway));
    await using server = await listen(app);
    const response = await post(`${server.url}/api/graphql`, { query: ITEMS });
    expect(await response.text()).toBe(ITEMS_ANSWER);
  });

  it('answers a GET that carries a header which no plain form can send', async () => {
    const app = express().use('/graphql', expressMount(shop.gateway));
    await using server = await listen(app);
    const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent(ITEMS)}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect(await response.text()).toBe(ITEMS_ANSWER);
  });

  it('lets requests below its path that it does not serve go on', async () => {
    const app = express()
      .use('/graphql', expressMount(shop.gateway))
      .use((_req, res) => void res.status(418).send('from the host'));
    await using server = await listen(app);
    const response = await fetch(`${server.url}/graphql/of-the-host`);
    expect([response.status, await response.text()]).toEqual([418, 'from the host']);
  });

  it('hands the very context object of the host to withConnection, within its AsyncLocalStorage', async () => {
    class HostContext {
      readonly #secret = 'kept';
      get secret(): string {
        return this.#secret;
      }
    }
    const storage = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const shop = await openShop({}, (context) => {
      if (context instanceof HostContext) seen.push([context.secret, storage.getStore()]);
    });
    const app = express()
      .use((_req, _res, next) => storage.run('of this request', next))
      .use('/graphql', expressMount(shop.gateway, { context: () => new HostContext() }));
    await using server = await listen(app);
    await post(`${server.url}/graphql`, { query: ITEMS });
    expect(seen).toEqual([['kept', 'of this request']]);
    await shop.close();
  });

  it('gives { req, res } as the context when the host makes none', async () => {
    const seen: unknown[] = [];
    const shop = await openShop({}, (context) => seen.push(context));
    const app = express().use('/graphql', expressMount(shop.gateway));
    await using server = await listen(app);
    await post(`${server.url}/graphql`, { query: ITEMS }, { 'x-of-the-client': 'here' });
    expect(seen.at(-1)).toMatchObject({ req: { headers: { 'x-of-the-client': 'here' } } });
    await shop.close();
  });
});
