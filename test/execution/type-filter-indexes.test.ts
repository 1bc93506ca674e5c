import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Observation } from '../../src/observation/observation.js';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

const schema = `
  create table public.thing (
    thing_id integer primary key, document jsonb, paths jsonb, tags text[], during tstzrange, network inet, words tsvector
  );
  create index document_index on public.thing using gin (document);
  create index paths_index on public.thing using gin (paths jsonb_path_ops);
  create index tags_index on public.thing using gin (tags);
  create index during_index on public.thing using gist (during);
  create index network_index on public.thing using gist (network inet_ops);
  create index words_index on public.thing using gin (words);
  insert into public.thing
    select i, jsonb_build_object('key' || i, i), jsonb_build_object('a', i), array['tag' || i],
      tstzrange('2024-01-01'::timestamptz + i * interval '1 day', '2024-01-02'::timestamptz + i * interval '1 day'),
      ('10.0.' || i % 256 || '.0/24')::inet, to_tsvector('english', 'word' || i)
    from generate_series(1, 300) as i;
  analyze public.thing;`;

const statements: Extract<Observation, { kind: 'statement' }>[] = [];
let reflected: ReflectedDatabase;
beforeAll(async () => {
  reflected = await reflect(await createDatabase({ sql: [schema] }), {
    observers: [(observation) => observation.kind === 'statement' && statements.push(observation)],
  });
});
afterAll(() => reflected.database.drop());

/** Sequential scans are made dear: what is asked is whether the condition can use the index at all. */
async function planFor(where: string): Promise<string> {
  const document = parse(`{ things(where: ${where}) { totalCount } }`);
  expect(validate(reflected.schema, document)).toEqual([]);
  statements.length = 0;
  await reflected.executeText({ document, variables: {}, operationName: undefined, context: {} });
  const { sql, values } = statements[0] ?? { sql: '', values: [] };
  const client = await reflected.database.pool.connect();
  try {
    await client.query('begin; set local enable_seqscan = off');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...values]);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test.each([
  ['{ document: { contains: { key7: 7 } } }', 'document_index'],
  ['{ document: { hasKey: "key7" } }', 'document_index'],
  ['{ document: { hasKeysAny: ["key7", "key8"] } }', 'document_index'],
  ['{ document: { hasKeysAll: ["key7"] } }', 'document_index'],
  ['{ paths: { contains: { a: 7 } } }', 'paths_index'],
  ['{ tags: { has: "tag7" } }', 'tags_index'],
  ['{ tags: { contains: ["tag7"] } }', 'tags_index'],
  ['{ tags: { containedBy: ["tag7"] } }', 'tags_index'],
  ['{ tags: { overlaps: ["tag7", "tag8"] } }', 'tags_index'],
  ['{ during: { contains: "2024-02-01T00:00:00Z" } }', 'during_index'],
  ['{ during: { overlaps: { lower: "2024-02-01T00:00:00Z", upper: "2024-02-02T00:00:00Z" } } }', 'during_index'],
  ['{ during: { containedBy: { lower: "2024-02-01T00:00:00Z" } } }', 'during_index'],
  ['{ during: { strictlyLeftOf: { lower: "2024-02-01T00:00:00Z" } } }', 'during_index'],
  ['{ network: { containedBy: "10.0.7.0/24" } }', 'network_index'],
  ['{ network: { containsOrEquals: "10.0.7.9" } }', 'network_index'],
  ['{ words: { search: { query: "word7" } } }', 'words_index'],
])('%s is answered by %s', async (where, index) => {
  expect(await planFor(where)).toContain(index);
});
