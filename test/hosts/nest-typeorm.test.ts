import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../examples/nest-typeorm/create-app.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

type Person = 'ada' | 'ben' | 'bea' | 'carl' | 'cora';

let database: TestDatabase;
let app: INestApplication;
let address: string;
const cookies = new Map<Person, string>();

beforeAll(async () => {
  database = await createDatabase();
  app = await createApp(database.url);
  await app.listen(0, '127.0.0.1');
  address = `http://127.0.0.1:${((app.getHttpServer() as Server).address() as AddressInfo).port}`;
  for (const person of ['ada', 'ben', 'bea', 'carl', 'cora'] as const) {
    const response = await logIn(person, 'teapot');
    expect(response.status).toBe(303);
    cookies.set(person, response.headers.get('set-cookie')?.split(';')[0] ?? '');
  }
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** What the sample rows come to by the rules of the desk; by hand. */
const seen: Readonly<Record<Person, { tickets: number[]; messages: number[]; accounts: number[] }>> = {
  ada: { tickets: [1, 2, 3, 4, 5], messages: [1, 2, 3, 4, 5, 6, 7], accounts: [1, 2, 3, 4, 5] },
  ben: { tickets: [1, 2, 4], messages: [1, 2, 3, 5, 6], accounts: [1, 2, 3, 4, 5] },
  bea: { tickets: [2, 3], messages: [4], accounts: [1, 2, 3, 4, 5] },
  carl: { tickets: [1, 2], messages: [1, 3], accounts: [2, 4] },
  cora: { tickets: [3, 4], messages: [4, 5], accounts: [2, 3, 5] },
};
const everything = `{
  tickets { nodes { ticketId } }
  messages { nodes { messageId } }
  accounts { nodes { accountId } }
}`;

describe('who sees what', () => {
  test.each(Object.entries(seen))('%s', async (person, expected) => {
    expect(await visible(person as Person)).toEqual(expected);
  });

  test('all of them at once, each their own', async () => {
    const people = Array.from({ length: 40 }, (_, index) => (Object.keys(seen) as Person[])[index % 5] ?? 'ada');
    const answers = await Promise.all(people.map((person) => visible(person)));
    expect(answers).toEqual(people.map((person) => seen[person]));
  });

  test('what is related is seen as far as the policies go, and counted', async () => {
    const query = '{ ticket(ticketId: 1) { agent { name } messages { totalCount } } }';
    const counted = (totalCount: number) => ({
      data: { ticket: { agent: { name: 'Ben' }, messages: { totalCount } } },
    });
    expect(await ask('carl', query)).toEqual(counted(2));
    expect(await ask('ben', query)).toEqual(counted(3));
    expect(await ask('cora', query)).toEqual({ data: { ticket: null } });
  });

  test('invoices: customers their own, the desk none', async () => {
    const query = '{ invoices { aggregate { count sum { amount } } } }';
    const sums = (count: number, amount: string) => ({ data: { invoices: { aggregate: { count, sum: { amount } } } } });
    expect(await ask('carl', query)).toEqual(sums(2, '61.90'));
    expect(await ask('ada', query)).toEqual(sums(3, '150.90'));
    // Without a grant there are no invoices in the schema of an agent.
    expect(await ask('ben', query)).toMatchObject({
      errors: [{ message: 'Cannot query field "invoices" on type "Query".' }],
    });
  });

  test('each role has a schema of its own', async () => {
    const query = `{
      account: __type(name: "Account") { fields { name } }
      query: __schema { queryType { fields { name } } mutationType { fields { name } } }
    }`;
    const names = async (person: Person) => JSON.stringify((await ask(person, query)).data);
    const [admin, agent, customer] = await Promise.all([names('ada'), names('ben'), names('cora')]);
    for (const name of ['email', 'mailAddress', 'invoices', 'me', 'reply']) expect(admin).toContain(`"${name}"`);
    expect(agent).not.toMatch(/invoice/i);
    for (const name of ['email', 'mailAddress', 'me', 'reply']) expect(agent).toContain(`"${name}"`);
    // What is made of the e-mail address goes with it.
    expect(customer).not.toMatch(/"email"|"mailAddress"|"role"/);
    for (const name of ['invoices', 'me', 'reply', 'name']) expect(customer).toContain(`"${name}"`);
  });

  test('a deleted ticket is there for admins, and for nobody else on any way', async () => {
    const query = `{
      ticket(ticketId: 5) { subject }
      messages(where: { ticket: { subject: { startsWith: "Win" } } }) { totalCount }
      accounts(where: { name: { eq: "Carl" } }) { nodes { ticketsByCustomer { totalCount } } }
    }`;
    const found = (subject: string | null, messages: number, tickets: number) => ({
      data: {
        ticket: subject === null ? null : { subject },
        messages: { totalCount: messages },
        accounts: { nodes: [{ ticketsByCustomer: { totalCount: tickets } }] },
      },
    });
    expect(await ask('ada', query)).toEqual(found('Win a kettle!', 1, 3));
    expect(await ask('ben', query)).toEqual(found(null, 0, 2));
    expect(await ask('carl', query)).toEqual(found(null, 0, 2));
  });

  test('password hashes are not in the schema', async () => {
    const { data } = await ask('ada', '{ __type(name: "Account") { fields { name } } }');
    expect(JSON.stringify(data)).not.toContain('assword');
    expect(JSON.stringify(data)).toContain('email');
  });
});

describe('writing', () => {
  const bodies = '{ ticket(ticketId: 1) { messages { nodes { body } } } }';

  test('the answer is read in the open transaction, and what is rolled back is gone', async () => {
    const before = await ask('carl', bodies);
    const preview = await reply('carl', 1, { body: 'It hums, too.' }, '?dryRun=true');
    expect(preview).toMatchObject({
      status: 201,
      data: {
        ticket: {
          subject: 'My kettle whistles off key',
          messages: { totalCount: 3, nodes: [{}, {}, { body: 'It hums, too.', author: { name: 'Carl' } }] },
        },
      },
    });
    expect(await ask('carl', bodies)).toEqual(before);
  });

  test('a note of an agent is read by agents, not by the customer', async () => {
    const answer = await reply('bea', 2, { body: 'Ours is the best.', internal: true });
    expect(answer).toMatchObject({ data: { ticket: { messages: { totalCount: 1 } } } });
    const query = '{ ticket(ticketId: 2) { messages { totalCount } } }';
    expect(await ask('ben', query)).toEqual({ data: { ticket: { messages: { totalCount: 1 } } } });
    expect(await ask('carl', query)).toEqual({ data: { ticket: { messages: { totalCount: 0 } } } });
  });

  test('transactions of several visitors at once, each in its own', async () => {
    const query = `{ messages(where: { body: { startsWith: "Same moment" } }) { nodes { body } } }`;
    const writing = (['ada', 'ben', 'carl', 'cora'] as const).map(async (person, index) => {
      const body = `Same moment, ${person}`;
      const answer = await reply(person, [1, 2, 1, 3][index] ?? 1, { body, query }, '?dryRun=true');
      expect(answer).toMatchObject({ data: { messages: { nodes: [{ body }] } } });
    });
    await Promise.all(writing);
  });

  test('where a policy forbids it, nothing is written', async () => {
    expect(await reply('cora', 1, { body: 'Not my ticket.' })).toMatchObject({ status: 403 });
    expect(await reply('carl', 1, { body: 'A note?', internal: true })).toMatchObject({ status: 403 });
    expect(
      await ask('ada', '{ messages(where: { body: { in: ["Not my ticket.", "A note?"] } }) { totalCount } }'),
    ).toEqual({
      data: { messages: { totalCount: 0 } },
    });
  });
});

describe('what the app adds', () => {
  test('me is who is logged in, with what is made of the e-mail address where that may be read', async () => {
    expect(await ask('ben', '{ me { name mailAddress } }')).toEqual({
      data: { me: { name: 'Ben', mailAddress: 'Ben <ben@example.com>' } },
    });
    expect(await ask('carl', '{ me { name ticketsByCustomer { totalCount } } }')).toEqual({
      data: { me: { name: 'Carl', ticketsByCustomer: { totalCount: 2 } } },
    });
  });

  test('a mutation writes in a transaction, as the visitor, and gives the row by its key', async () => {
    const mutation = `mutation ($ticketId: Int!, $internal: Boolean) {
      reply(ticketId: $ticketId, body: "By mutation", internal: $internal) {
        body
        author { name }
        ticket { subject messages(where: { body: { eq: "By mutation" } }) { totalCount } }
      }
    }`;
    const run = (person: Person, variables: object) => post(person, '/graphql', { query: mutation, variables });
    expect(await run('cora', { ticketId: 4 })).toEqual({
      data: {
        reply: {
          body: 'By mutation',
          author: { name: 'Cora' },
          ticket: { subject: 'A refund', messages: { totalCount: 1 } },
        },
      },
    });
    const refused = { data: null, errors: [{ message: 'You may not write that.', extensions: { code: 'FORBIDDEN' } }] };
    expect(await run('cora', { ticketId: 1 })).toMatchObject(refused);
    expect(await run('carl', { ticketId: 1, internal: true })).toMatchObject(refused);
    const query = '{ messages(where: { body: { eq: "By mutation" } }) { totalCount } }';
    expect(await ask('ada', query)).toEqual({ data: { messages: { totalCount: 1 } } });
  });
});

describe('logging in', () => {
  test('without it there is no GraphQL, and a browser is sent to the form', async () => {
    const json = await fetch(`${address}/graphql`, { method: 'POST', body: '{}', headers: jsonHeaders });
    expect(json.status).toBe(401);
    const browser = await fetch(`${address}/graphql`, { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect(browser.headers.get('location')).toBe('/');
    const home = await fetch(address);
    expect(await home.text()).toContain('<form method="post" action="/login">');
  });

  test('a wrong password, an unknown account and a made-up session are refused', async () => {
    expect((await logIn('ada', 'kettle')).status).toBe(401);
    expect((await logIn('nobody', 'teapot')).status).toBe(401);
    const forged = await fetch(`${address}/graphql`, { headers: { ...jsonHeaders, cookie: 'desk=1' } });
    expect(forged.status).toBe(401);
  });

  test('with it the page greets by name and role; logging out ends it', async () => {
    const cookie = (await logIn('ben', 'teapot')).headers.get('set-cookie')?.split(';')[0] ?? '';
    const home = await fetch(address, { headers: { cookie } });
    expect(await home.text()).toContain('You are Ben, at the desk.');
    const asked = { method: 'POST', headers: { ...jsonHeaders, cookie }, body: '{"query":"{ __typename }"}' };
    expect((await fetch(`${address}/graphql`, asked)).status).toBe(200);
    await fetch(`${address}/logout`, { method: 'POST', headers: { cookie }, redirect: 'manual' });
    expect((await fetch(`${address}/graphql`, asked)).status).toBe(401);
  });
});

test('no connection of the pool has kept a role or a setting of a visitor', async () => {
  const text = `select current_user as who, coalesce(current_setting('desk.account_id', true), '') as account from pg_sleep(0.1)`;
  const rows = await Promise.all(Array.from({ length: 10 }, () => app.get(DataSource).query<unknown[]>(text)));
  expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(new Set(['[{"who":"postgres","account":""}]']));
});

const jsonHeaders = { 'content-type': 'application/json', accept: 'application/json' };

async function logIn(person: string, password: string): Promise<Response> {
  const body = new URLSearchParams({ email: `${person}@example.com`, password });
  return fetch(`${address}/login`, { method: 'POST', body, redirect: 'manual' });
}

async function visible(person: Person): Promise<unknown> {
  const { data } = (await ask(person, everything)) as {
    data: Record<'tickets' | 'messages' | 'accounts', { nodes: readonly Record<string, number>[] }>;
  };
  const ids = (root: keyof typeof data, key: string) => data[root].nodes.map((node) => node[key]);
  return {
    tickets: ids('tickets', 'ticketId'),
    messages: ids('messages', 'messageId'),
    accounts: ids('accounts', 'accountId'),
  };
}

function ask(person: Person, query: string): Promise<Record<string, unknown>> {
  return post(person, '/graphql', { query });
}

async function reply(person: Person, ticketId: number, body: object, search = ''): Promise<Record<string, unknown>> {
  return post(person, `/tickets/${ticketId}/messages${search}`, body, true);
}

async function post(person: Person, path: string, body: object, withStatus = false): Promise<Record<string, unknown>> {
  const headers = { ...jsonHeaders, cookie: cookies.get(person) ?? '' };
  const response = await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { ...(withStatus ? { status: response.status } : {}), ...((await response.json()) as object) };
}
