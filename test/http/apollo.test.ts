import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { afterEach, describe, expect, it } from 'vitest';
import { apolloOptions } from '../../src/server/apollo.js';
import { nodeHandler } from '../../src/server/node.js';
import { listen, post } from './http-server.js';
import { ITEMS, openShop, type Shop } from './shop.js';

const shops: Shop[] = [];
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close();
});

async function open(...options: Parameters<typeof openShop>): Promise<Shop> {
  const shop = await openShop(...options);
  shops.push(shop);
  return shop;
}

describe("a gateway in an ApolloServer of the host's own", () => {
  it('answers, with the properties of the context that the host gave', async () => {
    const seen: unknown[] = [];
    const { gateway } = await open({}, (context) => seen.push(context));
    const server = new ApolloServer(apolloOptions(gateway));
    const { body } = await server.executeOperation({ query: ITEMS }, { contextValue: { user: 'ann' } });
    expect(JSON.parse(JSON.stringify(body))).toMatchObject({
      singleResult: { data: { items: { nodes: [{ id: 1 }, { id: 2 }] } } },
    });
    expect(seen.at(-1)).toEqual({ user: 'ann' });
    await server.stop();
  });

  it("runs the host's plugins beside its own", async () => {
    const { gateway } = await open();
    const operations: unknown[] = [];
    const plugin: ApolloServerPlugin = {
      requestDidStart: () =>
        Promise.resolve({
          willSendResponse: ({ operationName, response }) => {
            operations.push([operationName, JSON.parse(JSON.stringify(response.body))]);
            return Promise.resolve();
          },
        }),
    };
    const server = new ApolloServer(apolloOptions(gateway, { plugins: [plugin] }));
    await server.executeOperation({ query: `query Items { items { nodes { id } } }` });
    expect(operations).toEqual([
      ['Items', { kind: 'single', singleResult: { data: { items: { nodes: [{ id: 1 }, { id: 2 }] } } } }],
    ]);
    await server.stop();
  });

  it('serves a column from the moment that a reload has found it', async () => {
    const { gateway, database } = await open();
    await using server = await listen(nodeHandler(gateway));
    const query = { query: '{ items { nodes { colour } } }' };
    expect((await post(`${server.url}/graphql`, query)).status).toBe(400);
    await database.pool.query(`alter table item add colour text default 'red'`);
    await gateway.reload();
    const response = await post(`${server.url}/graphql`, query);
    expect(await response.json()).toEqual({ data: { items: { nodes: [{ colour: 'red' }, { colour: 'red' }] } } });
  });

  it('leaves the gateway running when the server stops', async () => {
    const { gateway } = await open();
    const server = new ApolloServer(apolloOptions(gateway));
    await server.start();
    await server.stop();
    expect((await gateway.execute({ query: ITEMS })).errors).toBeUndefined();
  });
});
