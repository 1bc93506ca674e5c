import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath, URL } from 'node:url';
import { createGateway, fromPool } from 'pillion';
import { nodeHandler } from 'pillion/node';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startReviews } from './reviews.js';

const require = createRequire(import.meta.url);
const { ApolloGateway, IntrospectAndCompose, RemoteGraphQLDataSource } = require('@apollo/gateway');
const { parse } = require('graphql');

const shopSql = `
  create table category (category_id int primary key, name text not null);
  create table product (
    product_id int primary key, name text not null unique, price numeric(8, 2) not null, validity daterange,
    category_id int references category, owner int not null
  );
  insert into category values (1, 'toys');
  insert into product select n, 'product ' || n, n + 0.5, '[2026-01-01,2027-01-01)', 1, n % 2 from generate_series(1, 4) n;
`;
const librarySql = `
  create table author (author_id uuid primary key default gen_random_uuid(), name text not null);
  create table book (isbn text primary key, title text not null, author_id uuid references author, sold daterange);
  insert into author (name) values ('Ann');
  insert into book select '978-' || n, 'book ' || n, author_id, '[2026-05-01,)' from generate_series(1, 3) n, author;
`;

const closing = [];
const statements = [];
let ask;
let graph;

beforeAll(async () => {
  const server = await startPostgres();
  closing.push(() => server.stop());
  const reviews = await startReviews();
  closing.push(() => reviews.stop());
  // Odd products are hidden from whom does not say that it may see them.
  const rowFilters = { Product: ({ all }) => all || { owner: { eq: 1 } } };
  const shop = await startSubgraph(server.url, 'shop', shopSql, { rowFilters, expose: { deny: ['*.*.owner'] } });
  const library = await startSubgraph(server.url, 'library', librarySql, {});
  graph = new ApolloGateway({
    supergraphSdl: new IntrospectAndCompose({
      subgraphs: [
        { name: 'shop', url: shop },
        { name: 'library', url: library },
        { name: 'reviews', url: reviews.url },
      ],
    }),
    buildService: ({ url }) =>
      new RemoteGraphQLDataSource({
        url,
        willSendRequest: ({ request, context }) => request.http.headers.set('x-all', String(context?.all === true)),
      }),
  });
  const { executor } = await graph.load();
  closing.push(() => graph.stop());
  ask = async (query, context = { all: true }, variables = {}) => {
    statements.length = 0;
    const result = await executor({
      document: parse(query),
      request: { query, variables },
      queryHash: query,
      context,
      metrics: {},
      logger: { debug: String, info: String, warn: String, error: String },
      cache: new Map(),
    });
    return JSON.parse(JSON.stringify(result));
  };
});

afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

async function startPostgres() {
  const program = fileURLToPath(new URL('../support/embedded-postgres-process.js', import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const stop = async () => {
    const exited = once(child, 'exit');
    child.stdin.end();
    await exited;
  };
  for await (const line of createInterface({ input: child.stdout })) return { url: JSON.parse(line).url, stop };
  throw new Error('PostgreSQL ended before it was ready.');
}

/** A gateway over a database of its own, at a port of its own. */
async function startSubgraph(url, name, sql, options) {
  const first = new pg.Client({ connectionString: url });
  await first.connect();
  await first.query(`create database ${name}`);
  await first.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: own.href });
  await pool.query(sql);
  const gateway = await createGateway({
    withConnection: fromPool(pool),
    federation: true,
    observers: [(observation) => observation.kind === 'statement' && statements.push(name)],
    ...options,
  });
  const http = createServer(nodeHandler(gateway, { context: ({ req }) => ({ all: req.headers['x-all'] === 'true' }) }));
  // A busy machine lets more pass than the 5 seconds after which Node.js would close a connection that is to be used again.
  http.keepAliveTimeout = 120_000;
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    await new Promise((resolve) => http.close(resolve).closeAllConnections());
    await gateway.close();
    await pool.end();
  });
  return `http://127.0.0.1:${http.address().port}/graphql`;
}

it('a row of one subgraph has the fields that others add to it', async () => {
  const query = '{ product(productId: 3) { name stars category { name } } }';
  expect(await ask(query)).toEqual({
    data: { product: { name: 'product 3', stars: [5, 4], category: { name: 'toys' } } },
  });
});

it('rows that another subgraph refers to are read by one statement; null where there is none', async () => {
  const query = '{ reviews { stars product { productId } } }';
  expect((await ask(query)).data.reviews).toHaveLength(4);
  expect(statements).toEqual([]);
  const { data, errors } = await ask(
    '{ reviews { stars product { name price validity { lower upper } category { products(first: 1) { nodes { name } } } } } }',
  );
  const product = (n) => ({
    name: `product ${n}`,
    price: `${n}.50`,
    validity: { lower: '2026-01-01', upper: '2027-01-01' },
    category: { products: { nodes: [{ name: 'product 1' }] } },
  });
  expect(errors).toBeUndefined();
  expect(data.reviews).toEqual([
    { stars: 5, product: product(3) },
    { stars: 1, product: product(1) },
    { stars: 4, product: product(3) },
    { stars: 2, product: null },
  ]);
  expect(statements).toEqual(['shop']);
});

it('row filters hold for rows that are referred to', async () => {
  const query = '{ product(productId: 2) { name stars } products { nodes { productId stars } } }';
  expect((await ask(query)).data.products.nodes).toHaveLength(4);
  const { data } = await ask(query, { all: false });
  expect(data).toEqual({
    product: null,
    products: {
      nodes: [
        { productId: 1, stars: [1] },
        { productId: 3, stars: [5, 4] },
      ],
    },
  });
});

it('two gateways are one graph, with what means the same in both', async () => {
  const query = `{
    books(first: 2, orderBy: [{ title: DESC }], where: { title: { startsWith: "book" } }) {
      nodes { isbn sold { lower upper } author { name } }
      pageInfo { hasNextPage }
      totalCount
    }
    products(first: 1) { pageInfo { hasNextPage } nodes { name nodeId } }
  }`;
  const { data, errors } = await ask(query);
  expect(errors).toBeUndefined();
  const book = (n) => ({ isbn: `978-${n}`, sold: { lower: '2026-05-01', upper: null }, author: { name: 'Ann' } });
  expect(data.books).toEqual({ nodes: [book(3), book(2)], pageInfo: { hasNextPage: true }, totalCount: 3 });
  expect(data.products).toMatchObject({ pageInfo: { hasNextPage: true }, nodes: [{ name: 'product 1' }] });
  expect(statements.sort()).toEqual(['library', 'shop']);
});
