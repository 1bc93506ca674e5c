import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../examples/express-knex/create-app.js';
import { connect } from '../../examples/express-knex/tables.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let knex: Knex;
let server: Server;
let address: string;

beforeAll(async () => {
  database = await createDatabase();
  knex = await connect(database.url);
  await knex.raw('create view broken as select 1 / (stock - stock) as quotient from bread');
  const app = await createApp(knex);
  server = await new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  await knex.raw('truncate purchase, purchase_line');
  await knex('bread').update({ stock: 5 });
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await knex.destroy();
  await database.drop();
});

const shelf = '{ breads { nodes { name stock } } purchases { totalCount } }';
const full = [
  { name: 'Rye', stock: 5 },
  { name: 'Spelt', stock: 5 },
  { name: 'Sourdough', stock: 5 },
];

test('a quote is read inside the open transaction, and nothing of it is left', async () => {
  const quote = await post('/purchases?quote=true', {
    customer: 'Grace',
    lines: [
      { bread: 'Rye', loaves: 2 },
      { bread: 'Sourdough', loaves: 5 },
    ],
  });
  expect(quote).toMatchObject({
    status: 201,
    data: {
      purchase: {
        customer: 'Grace',
        purchaseLines: {
          nodes: [
            { loaves: 2, bread: { name: 'Rye', price: '4.20', stock: 3 } },
            { loaves: 5, bread: { name: 'Sourdough', price: '5.80', stock: 0 } },
          ],
        },
      },
    },
  });
  expect(await post('/graphql', { query: shelf })).toMatchObject({
    data: { breads: { nodes: full }, purchases: { totalCount: 0 } },
  });
});

test('a purchase commits, after a GraphQL request that failed inside it too', async () => {
  const lines = [{ bread: 'Spelt', loaves: 1 }];
  // It divides by zero when the statement has begun.
  const query = '{ brokens { nodes { quotient } } }';
  expect((await post('/purchases', { customer: 'Ada', lines, query })).errors).toHaveLength(1);
  expect((await post('/purchases', { customer: 'Linus', lines })).errors).toBeUndefined();
  expect(await knex('purchase').select('customer').orderBy('purchase_id')).toEqual([
    { customer: 'Ada' },
    { customer: 'Linus' },
  ]);
  const left = { ...full[1], stock: 3 };
  expect(await post('/graphql', { query: shelf })).toMatchObject({
    data: { breads: { nodes: [full[0], left, full[2]] } },
  });
});

test('what is sold out is refused by the app, as before', async () => {
  const lines = [{ bread: 'Rye', loaves: 6 }];
  expect(await post('/purchases', { customer: 'Ada', lines })).toMatchObject({ status: 409 });
  const response = await fetch(`${address}/bread`);
  expect(await response.json()).toEqual(full);
});

async function post(path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as object) };
}
