import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../examples/express-typeorm/create-app.js';
import { connect } from '../../examples/express-typeorm/data-source.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let dataSource: DataSource;
let server: Server;
let address: string;

beforeAll(async () => {
  database = await createDatabase();
  dataSource = await connect(database.url);
  const app = await createApp(dataSource);
  server = await new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await dataSource.destroy();
  await database.drop();
});

const guests = async (): Promise<unknown> => {
  const { data } = await post('/graphql', { query: '{ bookings { totalCount nodes { guest workshop { title } } } }' });
  return data;
};

test('a row of the open transaction is in the GraphQL answer, and gone from the next one after ROLLBACK', async () => {
  expect(await guests()).toEqual({ bookings: { totalCount: 0, nodes: [] } });
  const preview = await post('/bookings?dryRun=true', { workshopId: 1, guest: 'Grace', seats: 3 });
  expect(preview).toMatchObject({
    data: {
      booking: {
        guest: 'Grace',
        seats: 3,
        workshop: { title: 'First bowl', startsAt: '2026-03-05T18:00:00Z', bookings: { totalCount: 1 } },
      },
    },
  });
  expect(await guests()).toEqual({ bookings: { totalCount: 0, nodes: [] } });
});

test('the transaction commits after GraphQL requests that failed inside it', async () => {
  const refused = await post('/bookings', { workshopId: 2, guest: 'Ada', seats: 1, query: '{ nothing }' });
  expect(refused.errors).toHaveLength(1);
  // The database itself refuses this one: the statement has begun inside the transaction when it fails.
  await dataSource.query('create view broken as select 1 / (seats - seats) as quotient from workshop');
  const app = await createApp(dataSource);
  const other: Server = await new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const otherAddress = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const booking = { workshopId: 2, guest: 'Linus', seats: 1, query: '{ brokens { nodes { quotient } } }' };
  const failed = await post('/bookings', booking, otherAddress);
  expect(failed.errors).toHaveLength(1);
  await new Promise((resolve) => other.close(resolve));

  const rows: unknown = await dataSource.query('select guest from booking order by booking_id');
  expect(rows).toEqual([{ guest: 'Ada' }, { guest: 'Linus' }]);
  expect(await guests()).toMatchObject({ bookings: { totalCount: 2 } });
});

test('the app itself is served as before', async () => {
  const response = await fetch(`${address}/workshops`);
  expect(await response.json()).toMatchObject([{ title: 'First bowl' }, { title: 'Glazing night' }]);
});

async function post(path: string, body: object, base = address): Promise<Record<string, unknown>> {
  const response = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}
