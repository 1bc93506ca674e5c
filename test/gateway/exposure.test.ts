import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import type { GatewayOptions } from '../../src/gateway/gateway-options.js';
import type { Exposure } from '../../src/model/exposure.js';
import { createGateway, type Gateway } from '../../src/server/create-gateway.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

/** The same business twice: with what is to be hidden, and as though that had never been there. */
const business = (secret: boolean): string => {
  const only = (sql: string): string => (secret ? sql : '');
  return `
  create table customer (
    customer_id int primary key,
    email text not null unique,
    ${only(`password_hash text not null unique, rank int unique, `)}
    referred_by int references customer
    ${only(', manager_id int')}
  );
  ${only(`
    create table audit (audit_id int primary key, customer_id int not null references customer, note text);
    alter table customer add foreign key (manager_id) references audit;
    create table tier (tier text primary key, description text);
    comment on table tier is '@enum';
    insert into tier values ('gold', 'The best.'), ('lead', 'Others.');
    comment on table customer is '@search words (simple, email, password_hash)';
  `)}
  create table invoice (
    invoice_id int primary key,
    customer_id int not null references customer,
    total numeric not null
    ${only(', last_audit audit, all_customers customer[], tier text references tier')}
  );
  create function customer_label(customer) returns text stable language sql as $$ select $1.email $$;
  ${only(`
    create function customer_secret(customer) returns text stable language sql as $$ select $1.password_hash $$;
    create function latest_audit() returns audit stable language sql as $$ select * from audit limit 1 $$;
    create function all_audits() returns setof audit stable language sql as $$ select * from audit $$;
    create function customer_list() returns customer[] stable language sql as $$ select array_agg(c) from customer c $$;
    create function with_customer(out n int, out c customer) stable language sql as $$ select 1, c from customer c limit 1 $$;
    create function is_good(invoice) returns boolean stable language sql as $$ select true $$;
    create view everything as select customer_id, password_hash from customer;
  `)}
  create function find_customers(name text) returns setof customer stable language sql
    as $$ select * from customer where email like name order by customer_id $$;
  create function number_of(text) returns int immutable language sql as $$ select $1::int $$;
  create view emails as select customer_id, email from customer;
  insert into customer (customer_id, email, referred_by ${only(', password_hash, rank')}) values
    (1, 'a@example.org', null ${only(", 'secret-1', 2")}), (2, 'b@example.org', 1 ${only(", 'secret-2', 1")});
  insert into invoice (invoice_id, customer_id, total) values (10, 1, 5.5), (11, 2, 7);
`;
};

const denied: Exposure = {
  allow: ['public.customer_label()'],
  deny: [
    'public.customer.password_hash',
    'public.customer.rank',
    'public.customer.manager_id',
    'public.audit',
    'public.tier',
    'public.everything',
    'public.invoice.tier',
    '*.is_good()',
  ],
};

let full: TestDatabase;
let plain: TestDatabase;
beforeAll(async () => {
  [full, plain] = await Promise.all([
    createDatabase({ sql: [business(true)] }),
    createDatabase({ sql: [business(false)] }),
  ]);
});
afterAll(() => Promise.all([full.drop(), plain.drop()]));

/** Types that are made of rows get names of their own, where they are published. */
const valueNames: NonNullable<GatewayOptions['naming']> = { dataType: ({ name }) => `${name}_value` };

async function open(database: TestDatabase, options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  return createGateway({ withConnection: fromPool(database.pool), naming: valueNames, ...options });
}

describe('what is denied', () => {
  it('is as though it had never been there: the schema is that of the database without it', async () => {
    const [hiding, expected] = await Promise.all([open(full, { expose: denied }), open(plain)]);
    expect(hiding.sdl()).toBe(expected.sdl());
    expect(hiding.sdl()).toContain('customerLabel: String');
    expect(hiding.sdl()).not.toMatch(/password|audit|rank\b|gold/i);
  });

  it('is there without the option, by every name that the other test looks for', async () => {
    const sdl = (await open(full)).sdl();
    for (const name of ['passwordHash', 'allAudits', 'customerSecret', 'lastAudit', 'Everything', 'gold', 'isGood']) {
      expect(sdl).toContain(name);
    }
  });

  it('answers operations beside it as the other database does', async () => {
    const query = `{
      customers(orderBy: [{ email: DESC }]) { nodes { nodeId email customerLabel referredBy invoices { aggregate { sum { total } } } } totalCount }
      findCustomers(name: "%") { nodes { email customerLabel } }
      emails { nodes { email } }
      invoices(where: { customer: { email: { startsWith: "a" } } }) { nodes { total customer { customerLabel } } }
    }`;
    const [hiding, expected] = await Promise.all([open(full, { expose: denied }), open(plain)]);
    const answer = await hiding.execute({ query });
    expect(answer.errors).toBeUndefined();
    expect(answer).toEqual(await expected.execute({ query }));
  });

  it.each([
    '{ customers { nodes { passwordHash } } }',
    '{ customers(where: { passwordHash: { eq: "x" } }) { nodes { email } } }',
    '{ customers(where: { compareColumns: [{ column: passwordHash, eq: email }] }) { nodes { email } } }',
    '{ customers(orderBy: [{ passwordHash: ASC }]) { nodes { email } } }',
    '{ customers(distinctOn: [passwordHash]) { nodes { email } } }',
    '{ customers { aggregate { max { passwordHash } } } }',
    '{ customers { groupBy(by: [{ column: passwordHash }]) { nodes { aggregate { count } } } } }',
    '{ customers { groupBy(by: [{ column: email }], having: { max: { passwordHash: { gt: "a" } } }) { nodes { aggregate { count } } } } }',
    '{ customers(orderBy: [{ invoicesAggregate: { max: { tier: ASC } } }]) { nodes { email } } }',
    '{ customerByPasswordHash(passwordHash: "secret-1") { email } }',
    '{ customers(where: { words: { matches: { query: "secret" } } }) { nodes { email } } }',
    '{ findCustomers(name: "%") { nodes { passwordHash } } }',
    '{ invoices { nodes { customer { passwordHash } } } }',
    '{ invoices(where: { customer: { passwordHash: { startsWith: "s" } } }) { nodes { total } } }',
    '{ invoices(orderBy: [{ customer: { passwordHash: ASC } }]) { nodes { total } } }',
    '{ customers { nodes { auditsByCustomer { nodes { note } } audits { nodes { note } } } } }',
    '{ audits { nodes { note } } }',
    '{ latestAudit { note } }',
    '{ customerList { email } }',
    '{ node(nodeId: "x") { ... on Audit { note } } }',
  ])('%s: cannot be told from what never was, in the words of the error too', async (query) => {
    const [hiding, expected] = await Promise.all([open(full, { expose: denied }), open(plain)]);
    const refused = await hiding.execute({ query });
    expect(refused.errors?.length).toBeGreaterThan(0);
    expect(JSON.stringify(refused)).toBe(JSON.stringify(await expected.execute({ query })));
  });

  it('cannot be reached by a global identifier, nor by a cursor of another schema', async () => {
    const [hiding, all] = await Promise.all([open(full, { expose: denied }), open(full)]);
    const nodeId = Buffer.from(JSON.stringify(['Audit', 1])).toString('base64');
    const byId = { query: 'query ($id: ID!) { node(nodeId: $id) { nodeId } }', variables: { id: nodeId } };
    expect((await all.execute(byId)).data).toEqual({ node: null });
    expect((await hiding.execute(byId)).errors?.[0]?.message).toMatch(/type that this server does not have/);
    const page = '{ customers(first: 1, orderBy: [{ rank: ASC }]) { pageInfo { endCursor } } }';
    const { data } = await all.execute({ query: page });
    const { endCursor } = (data as { customers: { pageInfo: { endCursor: string } } }).customers.pageInfo;
    const next = await hiding.execute({
      query: 'query ($after: String) { customers(after: $after) { nodes { email } } }',
      variables: { after: endCursor },
    });
    expect(next.errors?.[0]?.message).toMatch(/cursor belongs to another list or order/);
  });

  it('is not in what PostgreSQL says of a value that it cannot use', async () => {
    const query = '{ numberOf(argument1: "secret-1") }';
    const field = /numberOf\((\w+):/.exec((await open(full)).sdl())?.[1] ?? '';
    const asked = query.replace('argument1', field);
    expect((await (await open(full)).execute({ query: asked })).errors?.[0]?.message).toMatch(/secret-1/);
    const hidden = await (await open(full, { expose: denied })).execute({ query: asked });
    expect(hidden.errors?.[0]).toMatchObject({
      message: 'The operation holds a value that cannot be used.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('deny by default', () => {
  it('publishes what patterns and tags name, and nothing else', async () => {
    const gateway = await open(full, {
      expose: { default: 'deny', allow: ['public.customer.*', '*.find_*()'], deny: ['*.*.password*', '*.*.rank'] },
      tags: { 'public.invoice.invoice_id': { expose: true }, 'public.emails': { expose: true } },
    });
    const { data } = await gateway.execute({
      query: `{
        customer: __type(name: "Customer") { fields { name } }
        invoice: __type(name: "Invoice") { fields { name } }
        emails: __type(name: "Email") { fields { name } }
        audit: __type(name: "Audit") { fields { name } }
        __schema { queryType { fields { name } } }
      }`,
    });
    const names = (type: unknown): unknown => (type as { fields: { name: string }[] }).fields.map(({ name }) => name);
    const types = data as Record<string, unknown> & { __schema: { queryType: unknown } };
    expect(names(types.customer)).toEqual(expect.arrayContaining(['customerId', 'email', 'referredBy', 'managerId']));
    expect(JSON.stringify(names(types.customer))).not.toMatch(/password|rank|invoices|label|secret/);
    expect(names(types.invoice)).toEqual(['nodeId', 'invoiceId']);
    expect(names(types.emails)).toEqual(['nodeId', 'customerId', 'email']);
    expect(types.audit).toBeNull();
    expect(names(types.__schema.queryType)).not.toContain('numberOf');
    expect(names(types.__schema.queryType)).toContain('findCustomers');
  });

  it('says what is wrong where nothing is left', async () => {
    await expect(open(full, { expose: { default: 'deny' } })).rejects.toMatchObject({ code: 'CONFIGURATION' });
  });
});

describe('a pattern that cannot be meant', () => {
  it.each<[Exposure, RegExp]>([
    [
      { deny: ['public.customer.pasword_hash'] },
      /"public\.customer\.pasword_hash".*no such column.*Is it "public\.customer\.password_hash"\?/,
    ],
    [{ deny: ['public.audits'] }, /no such table.*Is it "public\.audit"\?/],
    [{ allow: ['public.lable()'] }, /no such function/],
    [{ deny: ['audit'] }, /"audit" in "deny", which is no pattern\. Write namespace\.table/],
  ])('%j is refused at the start', async (expose, message) => {
    await expect(open(full, { expose })).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('introspection by request', () => {
  it('is asked of the function that the host gives, for every request', async () => {
    const gateway = await createGateway<{ readonly role: string }>({
      withConnection: fromPool(full.pool),
      naming: valueNames,
      introspection: ({ role }) => role === 'developer',
    });
    const query = '{ __schema { queryType { name } } customers(first: 1) { nodes { email } } }';
    for (const role of ['developer', 'guest', 'developer', 'guest']) {
      const { data, errors } = await gateway.execute({ query, context: { role } });
      if (role === 'developer') expect(data).toMatchObject({ __schema: { queryType: { name: 'Query' } } });
      else {
        expect(data ?? null).toBeNull();
        expect(errors?.[0]).toMatchObject({
          message: 'This request may not ask for the schema.',
          extensions: { code: 'FORBIDDEN' },
        });
      }
    }
    expect((await gateway.execute({ query: '{ __typename }', context: { role: 'guest' } })).data).toEqual({
      __typename: 'Query',
    });
  });

  it('fails closed where the function gives no boolean', async () => {
    const gateway = await open(full, { introspection: (() => undefined) as unknown as () => boolean });
    const { errors } = await gateway.execute({ query: '{ __schema { queryType { name } } }' });
    expect(errors?.[0]?.extensions.code).toBe('CONFIGURATION');
  });
});
