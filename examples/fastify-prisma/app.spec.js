import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../../test/support/database.ts';
import { createApp } from './create-app.js';
import { connect } from './database.js';

let testDatabase;
let database;
let app;

beforeAll(async () => {
  testDatabase = await createDatabase();
  database = await connect(testDatabase.url);
  app = await createApp(database);
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await database.close();
  await testDatabase.drop();
});

const guests = '{ tickets { totalCount nodes { guest seat screening { film } } } }';

test('a row of the open transaction is in the GraphQL answer, and gone from the next one after the rollback', async () => {
  const preview = await post('/tickets?dryRun=true', { screeningId: 1, seat: 7, guest: 'Grace' });
  expect(preview).toMatchObject({
    data: {
      ticket: {
        guest: 'Grace',
        seat: 7,
        screening: { film: 'Metropolis', startsAt: '2026-03-05T19:00:00Z', tickets: { totalCount: 1 } },
      },
    },
  });
  expect(await post('/graphql', { query: guests })).toEqual({ data: { tickets: { totalCount: 0, nodes: [] } } });
});

test('the transaction commits after a GraphQL request that failed inside it', async () => {
  // It divides by zero when the statement has begun.
  await database.pool.query('create view broken as select 1 / (seat - seat) as quotient from ticket');
  const other = await createApp(database);
  const failed = await other.inject({
    method: 'POST',
    url: '/tickets',
    payload: { screeningId: 2, seat: 1, guest: 'Ada', query: '{ brokens { nodes { quotient } } }' },
  });
  expect(failed.json().errors).toHaveLength(1);
  await other.close();
  await database.pool.query('drop view broken');
  expect(await post('/graphql', { query: guests })).toEqual({
    data: { tickets: { totalCount: 1, nodes: [{ guest: 'Ada', seat: 1, screening: { film: 'Playtime' } }] } },
  });
});

test('two transactions at once see their own rows only, and requests outside see neither', async () => {
  const query = '{ tickets(where: { screeningId: { eq: 1 } }) { nodes { guest } } }';
  const buy = (guest, seat) => post('/tickets?dryRun=true', { screeningId: 1, seat, guest, query });
  const [one, other, outside] = await Promise.all([buy('One', 20), buy('Other', 21), post('/graphql', { query })]);
  expect([one, other, outside].map(({ data }) => data.tickets.nodes)).toEqual([
    [{ guest: 'One' }],
    [{ guest: 'Other' }],
    [],
  ]);
});

test('the app itself is served as before', async () => {
  expect(await post('/tickets', { screeningId: 2, seat: 1, guest: 'Linus' })).toEqual({
    message: 'That seat is taken.',
  });
  const screenings = await app.inject('/screenings');
  expect(screenings.json()).toMatchObject([{ film: 'Metropolis' }, { film: 'Playtime' }]);
});

async function post(path, body) {
  const { port } = app.server.address();
  const response = await globalThis.fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}
