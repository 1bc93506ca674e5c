import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Observation } from '../../src/observation/observation.js';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

const schema = `
  create table public.article (article_id integer primary key, title varchar(80), body text, note char(20));
  comment on table public.article is E'@search content (english, title, body, note)\\n@search bodyWords (simple, body)';
  create index content_index on public.article
    using gin (to_tsvector('english', coalesce(title, '') || ' ' || coalesce(body, '') || ' ' || coalesce(note, '')));
  create index body_index on public.article using gin (to_tsvector('simple', body));
  insert into public.article
    select i, 'title' || i % 7, repeat('word' || i % 5 || ' ', 1 + i % 3), case when i % 4 = 0 then 'noted' end
    from generate_series(1, 60) as i;
  analyze public.article;`;

const statements: Extract<Observation, { kind: 'statement' }>[] = [];
let reflected: ReflectedDatabase;
beforeAll(async () => {
  reflected = await reflect(await createDatabase({ sql: [schema] }), {
    observers: [(observation) => observation.kind === 'statement' && statements.push(observation)],
  });
});
afterAll(() => reflected.database.drop());

async function ask(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  expect(validate(reflected.schema, document)).toEqual([]);
  const { data, errors } = await reflected.executeText({ document, variables, operationName: undefined, context: {} });
  return { data: data === null ? undefined : (JSON.parse(data) as unknown), errors };
}

test.each([
  ['content', 'title3', 'content_index'],
  ['bodyWords', 'word4', 'body_index'],
])('a search in %s is answered by the index on the same expression', async (field, query, index) => {
  statements.length = 0;
  await ask(`{ articles(where: { ${field}: { search: { query: "${query}" } } }) { totalCount } }`);
  const { sql, values } = statements[0] ?? { sql: '', values: [] };
  const client = await reflected.database.pool.connect();
  try {
    await client.query('begin; set local enable_seqscan = off');
    const { rows } = await client.query<Record<string, string>>(`explain ${sql}`, [...values]);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  } finally {
    await client.query('rollback');
    client.release();
  }
});

test('pages in the order of a rank, with many ties, hold each row once', async () => {
  interface Page {
    articles: { nodes: { articleId: number }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
  }
  const page = `query ($after: String) {
    articles(first: 7, after: $after, orderBy: [{ contentRank: { search: { query: "word2 or noted" } } }]) {
      nodes { articleId } pageInfo { endCursor hasNextPage }
    }
  }`;
  const found: number[] = [];
  let after: string | undefined;
  do {
    const { data } = await ask(page, after === undefined ? {} : { after });
    const { nodes, pageInfo } = (data as Page).articles;
    found.push(...nodes.map(({ articleId }) => articleId));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
  } while (after !== undefined);
  const { rows } = await reflected.database.pool.query<{ article_id: number }>(
    `select article_id from article order by ts_rank(
       to_tsvector('english', coalesce(title, '') || ' ' || coalesce(body, '') || ' ' || coalesce(note, '')),
       websearch_to_tsquery('english', 'word2 or noted')) desc, article_id desc`,
  );
  expect(found).toEqual(rows.map((row) => row.article_id));
});

test('a query that PostgreSQL could not read is refused by the path of the argument', async () => {
  const { errors } = await ask(
    `{ articles(orderBy: [{ contentRank: { search: { query: "a &", mode: RAW } } }]) { totalCount nodes { contentRank(search: { query: "b" }) } } }`,
  );
  expect(errors?.[0]?.message).toContain('articles.orderBy[0].contentRank.search.query');
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test.each([
  ['@search content', 'Write "@search name (configuration, column, column)".'],
  ['@search content (klingon, title)', 'There is no text search configuration klingon in pg_catalog.'],
  ['@search content (english, titel)', 'There is no column titel.'],
  ['@search content (english, article_id)', 'The column article_id holds no text.'],
])('the tag "%s" is refused', async (tag, reason) => {
  const database = await createDatabase({ sql: [`${schema} comment on table public.article is '${tag}'`] });
  try {
    await expect(reflect(database)).rejects.toMatchObject({ message: expect.stringContaining(reason) as string });
  } finally {
    await database.drop();
  }
});

test('a document that is named as a column is a clash', async () => {
  const database = await createDatabase({
    sql: [`${schema} comment on table public.article is '@search title (english, title)'`],
  });
  try {
    await expect(reflect(database)).rejects.toThrow(/document title of the table/);
  } finally {
    await database.drop();
  }
});
