import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHandler } from '../../src/server/node.js';
import { type HttpServer, listen } from './http-server.js';
import { ITEMS, openShop, type Shop } from './shop.js';

let shop: Shop;
let server: HttpServer;
beforeAll(async () => {
  shop = await openShop();
  server = await listen(nodeHandler(shop.gateway));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await shop.close();
});

/** What a page of another site can send without asking first: https://fetch.spec.whatwg.org/#cors-safelisted-method. */
describe('a request that a foreign page can make a browser send is refused', () => {
  const url = (): string => `${server.url}/graphql`;
  const query = encodeURIComponent(ITEMS);
  const body = JSON.stringify({ query: ITEMS });

  it.each<[string, () => Promise<Response>]>([
    ['GET', () => fetch(`${url()}?query=${query}`)],
    ['GET as text/plain', () => fetch(`${url()}?query=${query}`, { headers: { 'content-type': 'text/plain' } })],
    ['POST as text/plain', () => send('text/plain')],
    ['POST as text/plain with parameters', () => send('text/plain;charset=UTF-8')],
    ['POST as a form', () => send('application/x-www-form-urlencoded')],
    ['POST as multipart', () => send('multipart/form-data; boundary=x')],
    ['POST with an empty preflight header', () => send('text/plain', { 'apollo-require-preflight': '' })],
  ])('%s', async (_name, request) => {
    const response = await request();
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it.each<[string, () => Promise<Response>]>([
    ['POST as application/json', () => send('application/json')],
    ['POST as application/json; charset=utf-8', () => send('application/json; charset=utf-8')],
    [
      'GET with a preflight header',
      () => fetch(`${url()}?query=${query}`, { headers: { 'apollo-require-preflight': 'yes' } }),
    ],
    [
      'GET with the name of the operation',
      () => fetch(`${url()}?query=${query}`, { headers: { 'x-apollo-operation-name': 'Items' } }),
    ],
    [
      'GET as application/json',
      () => fetch(`${url()}?query=${query}`, { headers: { 'content-type': 'application/json' } }),
    ],
  ])('but not %s, which a browser asks for first', async (_name, request) => {
    expect((await request()).status).toBe(200);
  });

  function send(contentType: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(url(), { method: 'POST', headers: { 'content-type': contentType, ...headers }, body });
  }
});
