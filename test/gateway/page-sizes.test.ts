import { createGateway, fromPool, type GatewayOptions } from 'pillion';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.js';

const schema = `
  create table public.small (small_id integer primary key);
  comment on table public.small is E'@defaultPageSize 2\\n@maxPageSize 5';
  create table public.large (large_id integer primary key, small_id integer references public.small);
  create table public.plain (plain_id integer primary key);
  insert into public.small select generate_series(1, 20);
  insert into public.large select i, 1 + i % 2 from generate_series(1, 30) as i;
  insert into public.plain select generate_series(1, 30);
  create function public.counted() returns setof integer stable language sql as 'select generate_series(1, 30)';
  comment on function public.counted() is '@maxPageSize 3';`;

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ sql: [schema] });
});
afterAll(() => database.drop());

const optionsWith = (more: Partial<GatewayOptions> = {}) => ({
  withConnection: fromPool(database.pool),
  defaultPageSize: 4,
  maxPageSize: 10,
  ...more,
});

async function answers(more: Partial<GatewayOptions>, ...queries: readonly string[]): Promise<unknown[]> {
  const gateway = await createGateway(optionsWith(more));
  const results: unknown[] = [];
  for (const query of queries) {
    const { data, errors } = await gateway.execute({ query });
    results.push(errors?.[0]?.message ?? data);
  }
  await gateway.close();
  return results;
}

test('tags of a table or function stand before the options', async () => {
  const [sizes, ...refused] = await answers(
    { tags: { 'public.large': { maxPageSize: '12' } } },
    `{
      smalls { nodes { smallId larges(first: 12) { nodes { largeId } } } }
      most: smalls(first: 5) { nodes { smallId } }
      larges { nodes { largeId } }
      plains { nodes { plainId } }
      counted
    }`,
    '{ smalls(first: 6) { totalCount nodes { smallId } } }',
    '{ larges(last: 13) { nodes { largeId } } }',
    '{ plains(first: 11) { nodes { plainId } } }',
    '{ counted(first: 4) }',
  );
  const lengths = JSON.parse(JSON.stringify(sizes), (_, value: unknown) =>
    Array.isArray(value) && typeof value[0] !== 'object' ? value.length : value,
  ) as Record<string, { nodes: { larges?: { nodes: unknown[] } }[] } | number>;
  expect(lengths.counted).toBe(3);
  const rows = (name: string) => (lengths[name] as { nodes: { larges?: { nodes: unknown[] } }[] }).nodes;
  expect(['smalls', 'most', 'larges', 'plains'].map((name) => rows(name).length)).toEqual([2, 5, 4, 4]);
  expect(rows('smalls').map(({ larges }) => larges?.nodes.length)).toEqual([12, 12]);
  expect(refused).toEqual([
    expect.stringContaining('it must be from 0 to 5'),
    expect.stringContaining('it must be from 0 to 12'),
    expect.stringContaining('it must be from 0 to 10'),
    expect.stringContaining('it must be from 0 to 3'),
  ]);
});

test.each([
  [{ maxPageSize: 'many' }, 'The tag "@maxPageSize many" of public.plain cannot be used. Write a number of rows'],
  [{ maxPageSize: '0' }, 'The tag "@maxPageSize 0"'],
  [{ defaultPageSize: '11' }, 'The largest page is one of 10 rows'],
  [{ defaultPageSize: '6', maxPageSize: '5' }, 'The largest page is one of 5 rows'],
])('%j is refused at the start', async (tags, message) => {
  await expect(createGateway(optionsWith({ tags: { 'public.plain': tags } }))).rejects.toThrow(message);
});
