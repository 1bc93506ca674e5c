import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

const schema = String.raw`
  create schema hidden;
  create table hidden.secret (secret_id integer primary key);
  create table public.seen (seen_id integer primary key, relation regclass, words tsvector, query tsquery);
  insert into public.seen values
    (1, 'hidden.secret', $$fat:1A 'it''s' 'a\\b':2,3$$, $$fat & !(cat | rat:*A) <2> 'a\\b'$$),
    (2, 'public.seen', '', ''), (3, 'pg_catalog.pg_class', 'cat:3', 'cat'), (4, null, null, null);`;

let reflected: ReflectedDatabase;
beforeAll(async () => {
  reflected = await reflect(await createDatabase({ sql: [schema] }));
});
afterAll(() => reflected.database.drop());

interface Page {
  readonly seens: {
    readonly nodes: readonly { readonly seenId: number }[];
    readonly pageInfo: { readonly endCursor: string | null };
  };
}

async function pageOf(column: string, after?: string) {
  const document = parse(
    `query ($after: String) {
      seens(first: 1, after: $after, orderBy: [{ ${column}: ASC }]) { nodes { seenId } pageInfo { endCursor } }
    }`,
  );
  const variables = after === undefined ? {} : { after };
  const { data, errors } = await reflected.executeText({ document, variables, operationName: undefined, context: {} });
  return { page: data == null ? undefined : (JSON.parse(data) as Page), error: errors?.[0] };
}

test.each(['relation', 'words', 'query'])('pages by %s hold each row once, in PostgreSQL’s order', async (column) => {
  const found: number[] = [];
  let after: string | undefined;
  for (;;) {
    const { page, error } = await pageOf(column, after);
    expect(error).toBeUndefined();
    const [node] = page?.seens.nodes ?? [];
    if (node === undefined) break;
    found.push(node.seenId);
    after = page?.seens.pageInfo.endCursor ?? undefined;
  }
  const { rows } = await reflected.database.pool.query<{ seen_id: number }>(
    `select seen_id from public.seen order by ${column}, seen_id`,
  );
  expect(found).toEqual(rows.map((row) => row.seen_id));
});

// The name of no relation would look as though the database had changed, and make a gateway reload.
test.each(['nosuch', 'a b', '4294967296', '-'])('a cursor with the relation %j is refused', async (name) => {
  const { page } = await pageOf('relation');
  const cursor = page?.seens.pageInfo.endCursor ?? '';
  const [head, , key] = JSON.parse(Buffer.from(cursor, 'base64').toString()) as unknown[];
  const { error } = await pageOf('relation', Buffer.from(JSON.stringify([head, name, key])).toString('base64'));
  expect(error?.extensions.code).toBe('BAD_USER_INPUT');
  expect(error?.message).toContain('seens.after');
});
