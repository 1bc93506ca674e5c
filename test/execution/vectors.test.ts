import { vector } from '@electric-sql/pglite-pgvector';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reflectPGlite, type ReflectedPGlite } from '../support/reflected-pglite.js';

/** The extension stands in a namespace of its own, which no `search_path` names. Whole numbers make for many ties. */
const schema = `
  create schema extensions;
  create extension vector schema extensions;
  create table public.passage (
    passage_id integer primary key,
    embedding extensions.vector(3) not null,
    maybe extensions.vector(3),
    half extensions.halfvec(3),
    sparse extensions.sparsevec(5),
    loose extensions.vector
  );
  insert into public.passage
    select i, format('[%s,%s,%s]', i % 4 + 1, i % 5, i % 3 - 1)::extensions.vector,
      case when i % 6 > 0 then format('[%s,%s,0.1]', i % 3, i % 2)::extensions.vector end,
      format('[%s,0.5,%s]', i % 7 + 1, -i % 2)::extensions.halfvec,
      format('{1:%s,4:2}/5', i % 3 + 1)::extensions.sparsevec,
      case i when 1 then '[1e-30,2]'::extensions.vector when 2 then '[3]' end
    from generate_series(1, 60) as i;
  create table public.quote (quote_id integer primary key, passage_id integer references public.passage);
  create index on public.quote (passage_id);
  insert into public.quote select i, nullif(i * 7 % 61, 0) from generate_series(1, 40) as i;
  create function public.direction(passage public.passage) returns extensions.vector stable
    return passage.embedding;
  create function public.passages_near(near extensions.vector) returns setof public.passage stable language sql as
    'select * from public.passage where embedding operator(extensions.<->) near < 2';
  create table public.point (point_id integer primary key, by_hnsw extensions.vector(3), by_ivf extensions.vector(3));
  insert into public.point
    select i, v, v from (
      select i, format('[%s,%s,%s]', i % 17, i % 23, i % 29)::extensions.vector as v from generate_series(1, 3000) as i
    ) as points;
  create index hnsw_index on public.point using hnsw (by_hnsw extensions.vector_cosine_ops);
  create index ivf_index on public.point using ivfflat (by_ivf extensions.vector_l2_ops) with (lists = 10);
  analyze;`;

let passages: ReflectedPGlite;
beforeAll(async () => {
  passages = await reflectPGlite(schema, { extensions: { vector } });
}, 900_000);
afterAll(() => passages.close());

const metrics = { L2: '<->', INNER_PRODUCT: '<#>', COSINE: '<=>', L1: '<+>' };
const columns = [
  ['embedding', [1, 2.5, -1], 'vector'],
  ['maybe', [1, 2.5, -1], 'vector'],
  ['half', [1, 2.5, -1], 'halfvec'],
  ['sparse', '{1:1,4:0.5,5:-1e-3}/5', 'sparsevec'],
] as const;

describe.each(columns)('%s', (column, to, type) => {
  const literal = `'${typeof to === 'string' ? to : JSON.stringify(to)}'::extensions.${type}`;
  test.each(Object.entries(metrics))('is ordered by %s, filtered and shown', async (metric, operator) => {
    const distance = `${column} operator(extensions.${operator}) ${literal}`;
    const from = `to: ${JSON.stringify(to)}, metric: ${metric}`;
    const [middle] = await passages.column(
      `select percentile_disc(0.5) within group (order by ${distance}) from public.passage`,
    );
    const answer = await passages.ask(
      `query ($middle: Float!) {
        nearest: passages(first: 20, orderBy: [{ ${column}Distance: { ${from} } }]) {
          nodes { passageId ${column}Distance(${from}) }
        }
        furthest: passages(first: 20, orderBy: [{ ${column}Distance: { ${from}, direction: DESC_NULLS_FIRST } }]) {
          nodes { passageId }
        }
        near: passages(where: { ${column}: { distance: { ${from}, lte: $middle } } }) { nodes { passageId } }
        far: passages(where: { not: { ${column}: { distance: { ${from}, lt: $middle } } } }) { totalCount }
        at: passages(where: { ${column}: { distance: { ${from}, gte: $middle, lte: $middle } } }) { totalCount }
      }`,
      { middle },
    );
    const ids = async (rest: string) =>
      (await passages.column(`select passage_id from public.passage ${rest}`)).map((passageId) => ({ passageId }));
    const nearest = await passages.column(
      `select json_build_object('passageId', passage_id, '${column}Distance', ${distance})
       from public.passage order by ${distance}, passage_id limit 20`,
    );
    expect(answer).toEqual({
      nearest: { nodes: nearest },
      furthest: { nodes: await ids(`order by ${distance} desc nulls first, passage_id desc limit 20`) },
      near: { nodes: await ids(`where ${distance} <= ${String(middle)} order by passage_id`) },
      far: { totalCount: (await ids(`where not ${distance} < ${String(middle)}`)).length },
      at: { totalCount: (await ids(`where ${distance} = ${String(middle)}`)).length },
    });
  });
});

test('values come as pgvector writes them', async () => {
  const fields = 'passageId embedding maybe half sparse loose';
  const rows = await passages.column(
    `select json_build_object('passageId', passage_id, 'embedding', embedding::text::json, 'maybe', maybe::text::json,
      'half', half::text::json, 'sparse', sparse::text, 'loose', loose::text::json)
     from public.passage order by passage_id limit 7`,
  );
  expect(await passages.ask(`{ passages(first: 7) { nodes { ${fields} } } }`)).toEqual({ passages: { nodes: rows } });
});

test.each(['passages', 'quotes'])(
  'pages of %s by a distance, forwards and backwards, hold each row once',
  async (list) => {
    const key = list === 'passages' ? 'passageId' : 'quoteId';
    const step = { maybeDistance: { to: [0, 1, 0], metric: 'COSINE', direction: 'DESC_NULLS_LAST' } };
    const orderBy = [list === 'passages' ? step : { passage: step }];
    const type = list === 'passages' ? 'PassageOrderBy' : 'QuoteOrderBy';
    interface Page {
      readonly nodes: readonly Record<string, number>[];
      readonly pageInfo: Record<'endCursor' | 'startCursor', string> &
        Record<'hasNextPage' | 'hasPreviousPage', boolean>;
    }
    const read = async (page: string, more: Record<string, unknown>): Promise<Page> => {
      const cursor = 'cursor' in more ? ', $cursor: String' : '';
      const source = `query ($orderBy: [${type}!]${cursor}) {
      ${list}(${page}, orderBy: $orderBy) {
        nodes { ${key} } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      }
    }`;
      const answer = (await passages.ask(source, { orderBy, ...more })) as Record<string, Page | undefined>;
      const { [list]: found } = answer;
      if (found === undefined) throw new Error(JSON.stringify(answer));
      return found;
    };
    const from = list === 'passages' ? 'public.passage' : 'public.quote left join public.passage using (passage_id)';
    const expected = await passages.column(
      `select ${list === 'passages' ? 'passage_id' : 'quote_id'} from ${from}
     order by maybe operator(extensions.<=>) '[0,1,0]' desc nulls last, 1 desc`,
    );
    const forwards: unknown[] = [];
    let page = await read('first: 7', {});
    for (;;) {
      forwards.push(...page.nodes.map((node) => node[key]));
      if (!page.pageInfo.hasNextPage) break;
      page = await read('first: 7, after: $cursor', { cursor: page.pageInfo.endCursor });
    }
    const backwards: unknown[] = [];
    page = await read('last: 9', {});
    for (;;) {
      backwards.unshift(...page.nodes.map((node) => node[key]));
      if (!page.pageInfo.hasPreviousPage) break;
      page = await read('last: 9, before: $cursor', { cursor: page.pageInfo.startCursor });
    }
    expect(forwards).toEqual(expected);
    expect(backwards).toEqual(expected);
  },
);

test('a list below a row, computed vectors and arguments of functions', async () => {
  const answer = await passages.ask(
    `query ($near: Vector!) {
    quotes(where: { passage: { embedding: { distance: { to: $near, lt: 3 } } } }) {
      nodes { quoteId passage { embeddingDistance(to: $near) directionDistance(to: $near, metric: L1) } }
    }
    passagesNear(near: $near, orderBy: [{ directionDistance: { to: $near } }]) { nodes { passageId direction } }
  }`,
    { near: [2, 2, 0] },
  );
  const quotes = await passages.column(
    `select json_build_object('quoteId', quote_id, 'passage', json_build_object(
       'embeddingDistance', embedding operator(extensions.<->) '[2,2,0]',
       'directionDistance', embedding operator(extensions.<+>) '[2,2,0]'))
     from public.quote join public.passage using (passage_id)
     where embedding operator(extensions.<->) '[2,2,0]' < 3 order by quote_id`,
  );
  const near = await passages.column(
    `select json_build_object('passageId', passage_id, 'direction', embedding::text::json) from public.passage
     where embedding operator(extensions.<->) '[2,2,0]' < 2
     order by embedding operator(extensions.<->) '[2,2,0]', passage_id`,
  );
  expect(quotes.length).toBeGreaterThan(3);
  expect(answer).toEqual({ quotes: { nodes: quotes }, passagesNear: { nodes: near } });
});

test.each([
  ['{ embedding: { eq: [2, 1, 0] } }', "embedding = '[2,1,0]'"],
  ['{ embedding: { ne: [2, 1, 0] } }', "embedding <> '[2,1,0]'"],
  ['{ embedding: { in: [[2, 1, 0], [3, 2, 1]] } }', "embedding in ('[2,1,0]', '[3,2,1]')"],
  ['{ maybe: { notIn: [[0, 0, 0.1]] } }', "maybe not in ('[0,0,0.1]')"],
  ['{ maybe: { isDistinctFrom: [1, 1, 0.1] } }', "maybe is distinct from '[1,1,0.1]'"],
  ['{ maybe: { isNotDistinctFrom: null } }', 'maybe is null'],
  ['{ maybe: { isNull: false } }', 'maybe is not null'],
  ['{ half: { eq: [2, 0.5, -1] } }', "half = '[2,0.5,-1]'"],
  ['{ sparse: { eq: "{1:2,4:2}/5" } }', "sparse = '{1:2,4:2}/5'"],
])('%s', async (where, condition) => {
  // The oracle's operators are found by the path, which the statements of the gateway do not need.
  await passages.column("select set_config('search_path', 'public, extensions', false)");
  const expected = await passages.column(`select count(*)::int from public.passage where ${condition}`);
  await passages.column("select set_config('search_path', 'public', false)");
  expect(await passages.ask(`{ passages(where: ${where}) { totalCount } }`)).toEqual({
    passages: { totalCount: expected[0] },
  });
});

const asked = (argument: string, column = 'embedding'): string =>
  `{ passages(where: { ${column}: { ${argument} } }) { totalCount } }`;

test.each([
  [asked('distance: { to: [1, 2], lt: 1 }'), 'embedding.distance.to: the vector has 2 dimensions, and the column 3'],
  [asked('distance: { to: [], lt: 1 }'), 'Vector cannot represent []'],
  [asked('distance: { to: [1, null, 2], lt: 1 }'), 'Vector cannot represent null'],
  [asked('distance: { to: "[1,2,3]", lt: 1 }'), 'Vector cannot represent "[1,2,3]"'],
  [asked('distance: { to: [1, 2, 1e39], lt: 1 }'), '1e+39 is outside of vector'],
  [asked('distance: { to: [1, 2, 1e999], lt: 1 }'), 'Vector cannot represent 1e999'],
  [asked('distance: { to: [1, 2, 3], lt: null }'), 'lt: null compares with nothing'],
  [asked('eq: [1, 2, 65520]', 'half'), '65520 is outside of halfvec'],
  [asked('eq: "{0:1}/5"', 'sparse'), 'SparseVector cannot represent'],
  [asked('eq: "{6:1}/5"', 'sparse'), 'SparseVector cannot represent'],
  [asked('eq: "{1:1,1:2}/5"', 'sparse'), 'SparseVector cannot represent'],
  [asked('eq: "{1:1}/6"', 'sparse'), 'eq: the vector has 6 dimensions, and the column 5'],
  [
    '{ passages(orderBy: [{ embeddingDistance: { to: [1] } }]) { nodes { passageId } } }',
    'embeddingDistance.to: the vector has 1',
  ],
  ['{ passages { nodes { embeddingDistance(to: [1]) } } }', 'embeddingDistance.to: the vector has 1'],
  ['{ passages(orderBy: [{ embedding: ASC }]) { totalCount } }', 'Field "embedding" is not defined by type'],
])('%s is refused', async (source, message) => {
  expect(await passages.ask(source)).toContain(message);
});

test('a variable is refused as a literal is', async () => {
  const source = 'query ($to: Vector!) { passages { nodes { embeddingDistance(to: $to) } } }';
  for (const to of [['1', 2, 3], '[1,2,3]', [], [1, [2], 3], 7]) {
    expect(await passages.ask(source, { to })).toContain('Vector cannot represent');
  }
});

test.each([
  ['byHnsw', 'COSINE', 'hnsw_index'],
  ['byIvf', 'L2', 'ivf_index'],
])('the nearest by %s come out of the index', async (column, metric, index) => {
  const plan = await passages.explain(
    `query ($to: Vector!) {
      points(first: 5, orderBy: [{ ${column}Distance: { to: $to, metric: ${metric} } }]) {
        nodes { pointId ${column}Distance(to: $to, metric: ${metric}) }
        pageInfo { hasNextPage endCursor }
      }
    }`,
    { to: [1, 2, 3] },
  );
  expect(plan).toMatch(new RegExp(`Index Scan using ${index} on point`));
  expect(plan).not.toContain('Seq Scan');
});
