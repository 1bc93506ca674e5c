import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

let far: TestDatabase;
let near: TestDatabase;
let reflected: ReflectedDatabase;

beforeAll(async () => {
  far = await createDatabase({
    sql: [
      `create table buoy (buoy_id int primary key, harbour_id int, colour text, laid_on date);
       insert into buoy values (1, 1, 'red', '2024-05-01'), (2, 1, 'green', null), (3, 2, 'red', '2023-01-01'), (4, 7, 'red', null)`,
    ],
  });
  const { pathname, username, password } = new URL(far.url);
  // As the server sees itself: it may be in a container whose port is another one outside.
  const { rows } = await far.pool.query<{ host: string; port: number }>(
    'select host(inet_server_addr()) as host, inet_server_port() as port',
  );
  near = await createDatabase({
    sql: [
      `create extension postgres_fdw;
       create server far foreign data wrapper postgres_fdw
         options (host '${rows[0]?.host}', port '${rows[0]?.port}', dbname '${pathname.slice(1)}');
       create user mapping for current_user server far
         options (user '${decodeURIComponent(username)}', password '${decodeURIComponent(password)}');
       create table harbour (harbour_id int primary key, name text not null);
       insert into harbour values (1, 'Lantern'), (2, 'Vesper');
       create foreign table buoy (buoy_id int, harbour_id int, colour text, laid_on date) server far;
       comment on foreign table buoy is E'@primaryKey buoy_id\\n@foreignKey (harbour_id) references harbour\\nIn another database.'`,
    ],
  });
  reflected = await reflect(near);
});
afterAll(async () => {
  await near.drop();
  await far.drop();
});

async function ask(source: string): Promise<unknown> {
  const result = await reflected.executeText({
    document: parse(source),
    variables: {},
    operationName: undefined,
    context: {},
  });
  expect(result.errors).toBeUndefined();
  return JSON.parse(result.data ?? 'null');
}

test('a foreign table is a list with filters, orders, counts and groups, and has the key that its tag says', async () => {
  const answer = await ask(`{
    buoy(buoyId: 3) { colour laidOn }
    buoys(where: { colour: { eq: "red" } }, orderBy: [{ laidOn: DESC_NULLS_LAST }], first: 2) {
      totalCount(mode: ESTIMATE)
      nodes { buoyId }
      pageInfo { hasNextPage }
      groupBy(by: [{ column: harbourId }]) { nodes { keys { harbourId } aggregate { count } } }
    }
  }`);
  const group = (harbourId: number) => ({ keys: { harbourId }, aggregate: { count: 1 } });
  expect(answer).toEqual({
    buoy: { colour: 'red', laidOn: '2023-01-01' },
    buoys: {
      totalCount: 3,
      nodes: [{ buoyId: 1 }, { buoyId: 3 }],
      pageInfo: { hasNextPage: true },
      groupBy: { nodes: [group(1), group(2), group(7)] },
    },
  });
});

test('it is related to a table of this database both ways by a tag', async () => {
  const answer = await ask(`{
    harbours(where: { buoys: { some: { colour: { eq: "green" } } } }) { nodes { name buoys { totalCount } } }
    buoys { nodes { harbour { name } } }
  }`);
  expect(answer).toEqual({
    harbours: { nodes: [{ name: 'Lantern', buoys: { totalCount: 2 } }] },
    buoys: {
      nodes: [
        { harbour: { name: 'Lantern' } },
        { harbour: { name: 'Lantern' } },
        { harbour: { name: 'Vesper' } },
        { harbour: null },
      ],
    },
  });
});
