import { ApolloServer } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PillionError } from '../../src/errors/pillion-error.js';
import { apolloOptions } from '../../src/server/apollo.js';
import { nodeHandler } from '../../src/server/node.js';
import { listen, post } from './http-server.js';
import { ITEMS, openShop, type Shop } from './shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

interface Answer {
  readonly data?: unknown;
  readonly errors: readonly { message: string; path?: unknown; extensions: Readonly<Record<string, unknown>> }[];
}

/** Holds what no client may read: SQL, a host name, a password. */
const SECRET = 'select password from secret_table -- db-7.internal hunter2';

describe('an error that is not about the request itself', () => {
  it('keeps its text from the client, who gets an id that the log knows', async () => {
    const shop = await openShop({}, (context) => {
      if (context !== undefined) throw new Error(SECRET);
    });
    await using server = await listen(nodeHandler(shop.gateway));
    const response = await post(`${server.url}/graphql`, { query: ITEMS }, { 'x-request-id': 'request-17' });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/secret|hunter2|internal hunter|node_modules|\.ts/);
    expect((JSON.parse(text) as Answer).errors[0]).toMatchObject({
      message: 'The host could not lend a database connection.',
      extensions: { code: 'LOAN_FAILED', requestId: 'request-17' },
    });
    const told = shop.observations.filter(({ kind }) => kind === 'requestFailed');
    expect(told).toMatchObject([{ requestId: 'request-17', error: { cause: { message: SECRET } } }]);
    await shop.close();
  });

  it("is kept back when the host's context function throws it", async () => {
    const handler = nodeHandler(shop.gateway, {
      context: () => {
        throw new Error(SECRET);
      },
    });
    await using server = await listen(handler);
    const response = await post(`${server.url}/graphql`, { query: ITEMS });
    expect(response.status).toBe(500);
    const answer = (await response.json()) as Answer;
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors[0]).toMatchObject({ message: 'The operation failed.', extensions: { code: 'INTERNAL' } });
    const requestId = answer.errors[0]?.extensions.requestId;
    expect(shop.observations).toContainEqual(expect.objectContaining({ kind: 'requestFailed', requestId }));
  });

  it('passes when the host throws it for the client, with its status', async () => {
    const handler = nodeHandler(shop.gateway, {
      context: () => {
        throw new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
      },
    });
    await using server = await listen(handler);
    const response = await post(`${server.url}/graphql`, { query: ITEMS });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      errors: [{ message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('has the status and the Retry-After of its code', async () => {
    const shop = await openShop({}, (context) => {
      if (context !== undefined) throw new PillionError('POOL_TIMEOUT', SECRET);
    });
    await using server = await listen(nodeHandler(shop.gateway));
    const response = await post(`${server.url}/graphql`, { query: ITEMS });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await response.json()).toMatchObject({
      errors: [{ message: 'No database connection became free in time.', extensions: { code: 'POOL_TIMEOUT' } }],
    });
    await shop.close();
  });

  it('has no stack, whatever NODE_ENV says', async () => {
    const server = new ApolloServer(apolloOptions(shop.gateway, { nodeEnv: 'development' }));
    const { body } = await server.executeOperation({ query: '{ nothing }' });
    expect(JSON.stringify(body)).not.toContain('stack');
    await server.stop();
  });
});

describe('a value that its type refuses', () => {
  it.each([
    ['as a literal', { query: '{ items(where: { big: { eq: "x" } }) { nodes { id } } }' }],
    [
      'in a variable',
      {
        query: 'query ($big: BigInt) { items(where: { big: { eq: $big } }) { nodes { id } } }',
        variables: { big: 'x' },
      },
    ],
  ])('%s is BAD_USER_INPUT with status 400', async (_name, body) => {
    await using server = await listen(nodeHandler(shop.gateway));
    const response = await post(`${server.url}/graphql`, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});

describe('what clients learn of the schema', () => {
  const introspection = { query: '{ __schema { queryType { name } } }' };
  const misspelt = { query: '{ itms { nodes { id } } }' };

  it('is all of it by default', async () => {
    await using server = await listen(nodeHandler(shop.gateway));
    expect((await post(`${server.url}/graphql`, introspection)).status).toBe(200);
    expect(await (await post(`${server.url}/graphql`, misspelt)).text()).toContain('Did you mean');
  });

  it('is nothing where the options say so', async () => {
    const closed = await openShop({ introspection: false, hideSchemaDetailsFromClientErrors: true });
    await using server = await listen(nodeHandler(closed.gateway));
    const response = await post(`${server.url}/graphql`, introspection);
    expect(response.status).toBe(400);
    expect(await (await post(`${server.url}/graphql`, misspelt)).text()).not.toContain('Did you mean');
    await closed.close();
  });
});
