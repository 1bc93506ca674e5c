import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Observation } from '../../src/observation/observation.js';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

const schema = `
  create table public.place (x integer, y integer, name text, primary key (x, y));
  insert into public.place select x, y, 'p' || (7 * x + 3 * y) % 10 from generate_series(1, 4) as x, generate_series(1, 4) as y;
  -- No index finds the visits of a place.
  create table public.visit (
    visit_id integer primary key, x integer, y integer, rating integer, foreign key (x, y) references public.place
  );
  insert into public.visit
    select i, nullif(i * i % 5, 0), 1 + i % 3, nullif(i % 4, 0) from generate_series(1, 60) as i;
  create table public.tag (tag_id integer primary key, label text not null);
  insert into public.tag values (1, 'a'), (2, 'b'), (3, 'c');
  create table public.place_tag (
    x integer, y integer, tag_id integer references public.tag,
    primary key (x, y, tag_id), foreign key (x, y) references public.place
  );
  insert into public.place_tag select x, y, t from generate_series(1, 4) as x, generate_series(1, 4) as y, generate_series(1, 3) as t
    where (x + y * t) % 3 = 0;
  create table public.depth (metres float8 primary key);
  insert into public.depth values (0.1), (2.5), (3);
  -- Different numerics, of which two are the same float8.
  create table public.sounding (sounding_id integer primary key, metres numeric references public.depth);
  insert into public.sounding values (1, 0.1), (2, 0.10000000000000000001), (3, 2.5), (4, null);`;

const statements: Extract<Observation, { kind: 'statement' }>[] = [];
let reflected: ReflectedDatabase;
beforeAll(async () => {
  reflected = await reflect(await createDatabase({ sql: [schema] }), {
    observers: [(observation) => observation.kind === 'statement' && statements.push(observation)],
  });
});
afterAll(() => reflected.database.drop());

async function answer(list: string): Promise<{ readonly text: string; readonly sql: string }> {
  const document = parse(`{ ${list} }`);
  expect(validate(reflected.schema, document)).toEqual([]);
  statements.length = 0;
  const result = await reflected.executeText({ document, variables: {}, operationName: undefined, context: {} });
  expect(result.errors).toBeUndefined();
  return { text: result.data ?? '', sql: statements.map(({ sql }) => sql).join() };
}

/** The places that a SELECT gives, in its order. */
async function places(select: string): Promise<unknown> {
  const { rows } = await reflected.database.pool.query<{ x: number; y: number }>(select);
  return rows.map(({ x, y }) => ({ x, y }));
}

const visits = 'from visit where visit.x = place.x and visit.y = place.y';
const tags = 'from place_tag where place_tag.x = place.x and place_tag.y = place.y';

test.each([
  [
    'places(orderBy: [{ visitsByXAndYAggregate: { count: DESC } }, { visitsByXAndYAggregate: { sum: { rating: ASC_NULLS_FIRST } } }, { x: ASC }, { y: ASC }])',
    `select x, y from place order by (select count(*) ${visits}) desc, (select sum(rating) ${visits}) nulls first, x, y`,
  ],
  [
    'places(last: 5, orderBy: [{ tagsByXAndYAggregate: { countDistinct: { label: ASC } } }, { x: ASC }, { y: ASC }])',
    `select * from (select x, y, (select count(*) ${tags}) as n from place order by n desc, x desc, y desc limit 5) as page order by n, x, y`,
  ],
  [
    'places(where: { visitsByXAndYAggregate: { where: { rating: { gte: 2 } }, count: { lte: 3 } }, tagsByXAndYAggregate: { count: { eq: 1 } } }, orderBy: [{ x: ASC }, { y: ASC }])',
    `select x, y from place where (select count(*) ${visits} and rating >= 2) <= 3 and (select count(*) ${tags}) = 1 order by x, y`,
  ],
  [
    'places(where: { not: { or: [{ visitsByXAndYAggregate: { max: { rating: { lt: 3 } } } }, { visitsByXAndYAggregate: { count: { eq: 0 } } }] } }, orderBy: [{ x: ASC }, { y: ASC }])',
    `select x, y from place
     where not ((select max(rating) ${visits}) < 3 or (select count(*) ${visits}) = 0) order by x, y`,
  ],
  [
    'places(where: { visitsByXAndYAggregate: { countDistinct: { rating: { eq: 0 } } } }, orderBy: [{ x: ASC }, { y: ASC }])',
    `select x, y from place where (select count(distinct rating) ${visits}) = 0 order by x, y`,
  ],
  [
    'places(distinctOn: [name], orderBy: [{ name: ASC }, { visitsByXAndYAggregate: { count: DESC } }, { x: ASC }, { y: ASC }])',
    `select distinct on (name) x, y from place order by name, (select count(*) ${visits}) desc, x, y`,
  ],
])('%s', async (list, select) => {
  const { text, sql } = await answer(`${list} { nodes { x y } }`);
  const expected = await places(select);
  expect(expected).not.toEqual([]);
  expect(JSON.parse(text)).toEqual({ places: { nodes: expected } });
  expect(sql).toContain('group by');
});

test('counts and aggregates of a list take the same groups', async () => {
  const { text, sql } = await answer(
    'places(first: 2, where: { visitsByXAndYAggregate: { count: { gt: 0 } } }) { totalCount aggregate { max { x } } }',
  );
  const { rows } = await reflected.database.pool.query<Record<string, unknown>>(
    `select count(*)::int as "totalCount", json_build_object('max', json_build_object('x', max(x))) as aggregate
     from place where (select count(*) ${visits}) > 0`,
  );
  expect(JSON.parse(text)).toEqual({ places: rows[0] });
  expect(sql).toContain('group by');
});

test('a condition that may leave few rows is tried first, and their related rows are read one by one', async () => {
  const { text, sql } = await answer(
    'places(where: { x: { eq: 1 }, y: { eq: 2 }, visitsByXAndYAggregate: { count: { gte: 1 } } }) { nodes { x y } }',
  );
  expect(JSON.parse(text)).toEqual({
    places: {
      nodes: await places(`select x, y from place where x = 1 and y = 2 and (select count(*) ${visits}) >= 1`),
    },
  });
  expect(sql).not.toContain('group by');
});

test('values that are equal to one value but not to each other make no row twice', async () => {
  const { text } = await answer(
    'depths(orderBy: [{ soundingsByMetresAggregate: { count: DESC } }]) { nodes { metres } totalCount }',
  );
  expect(JSON.parse(text)).toEqual({
    depths: { nodes: [{ metres: 0.1 }, { metres: 2.5 }, { metres: 3 }], totalCount: 3 },
  });
});
