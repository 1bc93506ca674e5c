import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { nodeHandler, type NodeOptions } from '../../src/server/node.js';
import { type HttpServer, listen, post } from './http-server.js';
import { answerOf, requests } from './requests.js';
import { ITEMS, ITEMS_ANSWER, openShop, type Shop } from './shop.js';

/** A plugin that does nothing, but must see every request: with it, no request may leave Apollo Server out. */
const onlooker = (seen: () => void = () => undefined): ApolloServerPlugin => ({
  requestDidStart: () => {
    seen();
    return Promise.resolve();
  },
});

let shop: Shop;
let short: HttpServer;
let whole: HttpServer;
beforeAll(async () => {
  shop = await openShop();
  short = await listen(nodeHandler(shop.gateway));
  whole = await listen(nodeHandler(shop.gateway, { plugins: [onlooker()] }));
});
afterAll(async () => {
  await short[Symbol.asyncDispose]();
  await whole[Symbol.asyncDispose]();
  await shop.close();
});
afterEach(() => vi.restoreAllMocks());

const byVariable = 'query Item($id: Int!) { item(id: $id) { name } }';
const more: typeof requests = {
  'a variable of another type': (url) => post(url, { query: byVariable, variables: { id: 'one' } }),
  'a variable out of range': (url) => post(url, { query: byVariable, variables: { id: 3_000_000_000 } }),
  'a missing variable': (url) => post(url, { query: byVariable }),
  'variables that are null': (url) => post(url, { query: ITEMS, variables: null, operationName: null }),
  'variables that are a list': (url) => post(url, { query: ITEMS, variables: [] }),
  'extensions that are empty': (url) => post(url, { query: ITEMS, extensions: {} }),
  'a persisted query': (url) => post(url, { extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } }),
  'an unknown operation name': (url) => post(url, { query: byVariable, operationName: 'Other', variables: { id: 1 } }),
  'one of two operations': (url) =>
    post(url, { query: 'query A { item(id: 1) { id } } query B { item(id: 2) { id } }', operationName: 'B' }),
  'none of two operations': (url) =>
    post(url, { query: 'query A { item(id: 1) { id } } query B { item(id: 2) { id } }' }),
  'a negative page': (url) =>
    post(url, { query: 'query ($n: Int) { items(first: $n) { nodes { id } } }', variables: { n: -1 } }),
  introspection: (url) => post(url, { query: '{ __schema { queryType { name } } }' }),
};

describe('a repeated operation', () => {
  it.each(Object.entries({ ...requests, ...more }))('%s: gets the bytes of Apollo Server', async (_name, send) => {
    const expected = await answerOf(await send(`${whole.url}/graphql`));
    // With good variables first, so that the operation is known when it comes with bad ones.
    await post(`${short.url}/graphql`, { query: byVariable, variables: { id: 1 } });
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await answerOf(await send(`${short.url}/graphql`))).toEqual(expected);
    }
  });

  it('goes through Apollo Server once', async () => {
    await using server = await listen(nodeHandler(shop.gateway));
    const pipeline = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
    for (let id = 1; id <= 3; id += 1) await post(`${server.url}/graphql`, { query: byVariable, variables: { id } });
    expect(pipeline).toHaveBeenCalledTimes(1);
    await post(`${server.url}/graphql`, { query: byVariable, variables: { id: 1 } }, { accept: 'application/json' });
    expect(pipeline).toHaveBeenCalledTimes(2);
  });

  it('is never kept from a plugin of the host, nor from a document store', async () => {
    let seen = 0;
    const options: readonly NodeOptions<unknown>[] = [
      { plugins: [onlooker(() => (seen += 1))] },
      { documentStore: null },
    ];
    const pipeline = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
    for (const option of options) {
      await using server = await listen(nodeHandler(shop.gateway, option));
      for (let turn = 0; turn < 3; turn += 1) await post(`${server.url}/graphql`, { query: ITEMS });
    }
    expect([seen, pipeline.mock.calls.length]).toEqual([3, 6]);
  });

  it('that fails in the database is executed once, and worded as ever', async () => {
    const failing = await openShop({ statementTimeout: 100 });
    await using known = await listen(nodeHandler(failing.gateway));
    await using apollo = await listen(nodeHandler(failing.gateway, { plugins: [onlooker()] }));
    expect(await (await post(`${known.url}/graphql`, { query: ITEMS })).text()).toBe(ITEMS_ANSWER);
    const locker = await failing.database.pool.connect();
    await locker.query('begin; lock table item in access exclusive mode');
    const before = failures(failing);
    const answers = [];
    for (const { url } of [known, apollo]) answers.push(await answerOf(await post(`${url}/graphql`, { query: ITEMS })));
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ status: 503 });
    expect(failures(failing) - before).toBe(2);
    await locker.query('rollback');
    locker.release();
    await failing.close();
  });

  it("that the host's context refuses is refused as by Apollo Server", async () => {
    let refused = false;
    const context = (): unknown => {
      if (refused) throw new Error('no such user');
      return {};
    };
    await using known = await listen(nodeHandler(shop.gateway, { context }));
    await using apollo = await listen(nodeHandler(shop.gateway, { context, plugins: [onlooker()] }));
    await post(`${known.url}/graphql`, { query: ITEMS });
    refused = true;
    const answers = [];
    for (const { url } of [known, apollo]) answers.push(await answerOf(await post(`${url}/graphql`, { query: ITEMS })));
    expect(answers[0]).toEqual(answers[1]);
  });

  it('is validated anew once the schema has changed', async () => {
    const changing = await openShop();
    await using server = await listen(nodeHandler(changing.gateway));
    const query = '{ items(first: 1) { nodes { big } } }';
    for (let turn = 0; turn < 2; turn += 1) expect((await post(`${server.url}/graphql`, { query })).status).toBe(200);
    await changing.database.pool.query('alter table item drop column big');
    await changing.gateway.reload();
    const response = await post(`${server.url}/graphql`, { query });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('GRAPHQL_VALIDATION_FAILED');
    await changing.close();
  });
});

function failures({ observations }: Shop): number {
  return observations.filter(({ kind }) => kind === 'operationFailed').length;
}
