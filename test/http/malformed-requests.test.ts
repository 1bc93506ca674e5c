import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expressMount } from '../../src/server/express.js';
import { nodeHandler } from '../../src/server/node.js';
import { type HttpServer, listen, post } from './http-server.js';
import { ITEMS, ITEMS_ANSWER, openShop, type Shop } from './shop.js';

let shop: Shop;
const servers = new Map<string, HttpServer>();
let loans = 0;
beforeAll(async () => {
  shop = await openShop({}, () => (loans += 1));
  servers.set('node', await listen(nodeHandler(shop.gateway)));
  servers.set('express', await listen(express().use('/graphql', expressMount(shop.gateway))));
});
afterAll(async () => {
  for (const server of servers.values()) await server[Symbol.asyncDispose]();
  await shop.close();
});

const bodies: readonly [name: string, status: number, body: unknown, headers?: Record<string, string>][] = [
  ['no JSON', 400, '{"query": "{ items'],
  ['an empty body', 400, ''],
  ['a text', 400, '"{ items { nodes { id } } }"'],
  ['a number', 400, '5'],
  ['null', 400, 'null'],
  ['an empty object', 400, {}],
  ['no query', 400, { variables: {} }],
  ['an empty query', 400, { query: '' }],
  ['a query that is a number', 400, { query: 5 }],
  ['a query that is an object', 400, { query: { kind: 'Document' } }],
  ['variables that are a list', 400, { query: ITEMS, variables: [] }],
  ['variables that are a text', 400, { query: ITEMS, variables: '{}' }],
  ['an operation name that is a number', 400, { query: ITEMS, operationName: 5 }],
  ['extensions that are a text', 400, { query: ITEMS, extensions: 'x' }],
  ['an unknown operation name', 400, { query: `query A ${ITEMS}`, operationName: 'B' }],
  ['two operations and no name', 400, { query: `query A ${ITEMS} query B ${ITEMS}` }],
  ['a batch', 400, [{ query: ITEMS }, { query: ITEMS }]],
  ['an empty batch', 400, []],
  ['a syntax error', 400, { query: '{ items {' }],
  ['an unknown field', 400, { query: '{ nothing }' }],
  ['a mutation', 400, { query: 'mutation { drop }' }],
  ['a subscription', 400, { query: 'subscription { items }' }],
  ['a variable that is missing', 400, { query: 'query ($id: Int!) { item(id: $id) { id } }' }],
  ['a variable of another type', 400, { query: 'query ($id: Int!) { item(id: $id) { id } }', variables: { id: 'x' } }],
  ['broken UTF-8', 400, new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['another character set', 415, { query: ITEMS }, { 'content-type': 'application/json; charset=latin1' }],
  ['compressed JSON', 415, gzipSync(JSON.stringify({ query: ITEMS })), { 'content-encoding': 'gzip' }],
  ['a body of 2 MB', 413, { query: ITEMS, extensions: { padding: 'x'.repeat(2_000_000) } }],
  ['no media type', 400, { query: ITEMS }, { 'content-type': '' }],
  ['another media type', 400, { query: ITEMS }, { 'content-type': 'application/xml' }],
  ['a wrong persisted-query hash', 400, persisted('0'.repeat(64))],
];

describe.each(['node', 'express'])('%s: a request that cannot be an operation', (kind) => {
  it.each(bodies)('%s is answered with %i in JSON, and borrows nothing', async (_name, status, body, headers) => {
    const before = loans;
    const response = await post(`${servers.get(kind)?.url ?? ''}/graphql`, body, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const answer = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect(answer).not.toHaveProperty('data');
    expect(answer.errors[0]?.extensions.code).toMatch(/^[A-Z_]+$/);
    expect(answer.errors[0]?.extensions.code).not.toMatch(/INTERNAL/);
    expect(loans).toBe(before);
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('%s is not allowed', async (method) => {
    const response = await fetch(`${servers.get(kind)?.url ?? ''}/graphql`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it('refuses a body without end while it still comes, and serves the next client', async () => {
    const server = servers.get(kind);
    const socket = connect(server?.port ?? 0, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    const chunk = Buffer.from(`${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`);
    for (let sent = 0; sent < 20; sent += 1) socket.write(chunk);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
    const response = await post(`${server?.url ?? ''}/graphql`, { query: ITEMS });
    expect(await response.text()).toBe(ITEMS_ANSWER);
  });
});

function persisted(sha256Hash: string): unknown {
  return { query: ITEMS, extensions: { persistedQuery: { version: 1, sha256Hash } } };
}
