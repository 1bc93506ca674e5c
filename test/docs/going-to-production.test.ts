import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import type { Observation } from 'pillion';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HttpServer, listen, post } from '../http/http-server.js';
import { ITEMS, ITEMS_ANSWER, SHOP_SQL } from '../http/shop.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { codeBlocks, root } from './code-blocks.js';
import { createApp, depthLimit } from './modules/production.js';

const page = 'docs/guides/going-to-production.md';
const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');
const broken = '{ items { nodes { nickname } } }';

let database: TestDatabase;
let server: HttpServer;
let running: Awaited<ReturnType<typeof createApp>>;
const events: Observation[] = [];
beforeAll(async () => {
  database = await createDatabase({ sql: [SHOP_SQL], template: true });
  const stored = Object.fromEntries([ITEMS, broken].map((query) => [hashOf(query), query]));
  running = await createApp(database.pool, stored, (event) => void events.push(event));
  server = await listen(running.app);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database.drop();
});

const ask = (query: string, more: object = {}): Promise<Response> =>
  post(`${server.url}/graphql`, { extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(query) } }, ...more });

it('the server on the page is the one that is tested here', () => {
  const [first] = codeBlocks(page).filter(({ language }) => language === 'ts');
  expect(first?.code).toBe(readFileSync(new URL('test/docs/modules/production.ts', root), 'utf8'));
});

it('answers stored operations by their hash, whatever text comes along', async () => {
  for (let time = 0; time < 3; time += 1) expect(await (await ask(ITEMS)).text()).toBe(ITEMS_ANSWER);
  expect(await (await ask(ITEMS, { query: '{ __typename }' })).text()).toBe(ITEMS_ANSWER);
  expect(events.map(({ kind }) => kind)).toEqual(['reflected', 'statement', 'statement', 'statement', 'statement']);
});

it('refuses everything else: other operations, by POST and GET, and the page', async () => {
  const url = `${server.url}/graphql`;
  const query = `query=${encodeURIComponent(ITEMS)}`;
  const headers = { 'apollo-require-preflight': 'y' };
  const answers = [
    await post(url, { query: ITEMS }),
    await ask('{ __typename }'),
    await post(url, '[]'),
    await fetch(`${url}?${query}`, { headers }),
    await fetch(url, { method: 'POST', body: query, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    await fetch(url, { headers: { accept: 'text/html' } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
  for (const answer of answers) expect(await answer.text()).toContain('not one of the stored ones');
});

it('does not guess names for clients', async () => {
  expect(await (await ask(broken)).text()).not.toContain('Did you mean');
});

it('is healthy until it is closed', async () => {
  const health = async (): Promise<number> => (await fetch(`${server.url}/health`)).status;
  expect(await health()).toBe(200);
  await running.gateway.close();
  expect(await health()).toBe(503);
});

it('counts how deep fields are nested, through fragments, and never follows one for ever', () => {
  const schema = buildSchema('type Query { a: Query b: Int }');
  const faults = (text: string): readonly string[] =>
    validate(schema, parse(text), [depthLimit(3)]).map(({ message }) => message);
  expect(faults('{ a { a { b } } }')).toEqual([]);
  expect(faults('{ a { a { a { b } } } }')).toEqual(['Fields are nested deeper than 3.']);
  expect(faults('{ a { ...F } } fragment F on Query { a { ... on Query { b } } }')).toEqual([]);
  expect(faults('{ a { ...F } } fragment F on Query { a { ... on Query { a { b } } } }')).toHaveLength(1);
  expect(faults('{ ...F } fragment F on Query { a { ...F } }')).toEqual([]);
});
