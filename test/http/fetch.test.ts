import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ITEMS, ITEMS_ANSWER, openShop, type Shop } from './shop.js';

const contexts: unknown[] = [];
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({}, (context) => contexts.push(context));
});
afterAll(() => shop.close());

function request(body: string, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request('http://host/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

describe('gateway.fetch', () => {
  it("answers with PostgreSQL's own text, and lends with the caller's context", async () => {
    const context = { user: 'ann' };
    const response = await shop.gateway.fetch(request(JSON.stringify({ query: ITEMS })), context);
    expect([response.status, await response.text()]).toEqual([200, ITEMS_ANSWER]);
    expect(contexts.at(-1)).toBe(context);
  });

  it('answers a GET', async () => {
    const response = await shop.gateway.fetch(
      new Request(`http://host/graphql?query=${encodeURIComponent(ITEMS)}`, {
        headers: { 'apollo-require-preflight': 'yes' },
      }),
    );
    expect(await response.text()).toBe(ITEMS_ANSWER);
  });

  it.each([
    ['no body', 400, request('')],
    ['no JSON', 400, request('{')],
    ['too long', 413, request(`"${'x'.repeat(1_048_577)}"`)],
    ['a path of nobody', 404, new Request('http://host/graphql/nothing')],
  ])('%s: %i', async (_name, status, bad) => {
    const response = await shop.gateway.fetch(bad);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('errors');
  });
});
