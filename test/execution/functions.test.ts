import { parse, printSchema, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromBorrow } from '../../src/database/from-borrow.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

// Columns that are called as the statement's own names, or as the functions.
const shop = `
  create domain code as text check (value ~ '^[A-Z]$');
  create table item (
    item_id int primary key, t1 text, p2 int, "row" text, "value" text, label text, ordinality int, "position" int);
  insert into item select n, 't' || n, n, 'r' || n, 'v' || n, 'l' || n, 10 - n, n from generate_series(1, 7) n;
  create table secret (secret_id int primary key, open text, hidden text);
  create function label(item item, loud boolean) returns text language sql stable
    as $$ select case when loud then upper(item.label) else item.label end $$;
  comment on function label is '@name spoken';
  create function "row"(item item) returns int language sql stable as $$ select item.p2 * 2 $$;
  comment on function "row"(item) is '@name doubled';
  create function "position"(item item) returns int language sql stable as $$ select - item.item_id $$;
  comment on function "position"(item) is '@name negative';
  create function ordinality(item item) returns int language sql stable as $$ select item.ordinality % 2 $$;
  comment on function ordinality(item) is '@name parity';
  create function next(item item) returns setof item language sql stable as $$ select * from item i where i.item_id > $1.item_id order by 1 $$;
  create function shown(secret secret) returns text language sql stable as $$ select 'x' $$;
  create function items_of(kind text default 'all', variadic ids int[] default '{}') returns setof item language sql stable
    as $$ select i from item i, generate_series(1, 2) where kind = 'all' or i.item_id = any (ids) order by i.p2 % 3, i.item_id $$;
  create function gap(int default 1, int default 2) returns int language sql immutable as $$ select $1 * 10 + $2 $$;
  create function coded(code code) returns text language sql immutable as $$ select code $$;
  create function small(n smallint) returns smallint language sql immutable as $$ select n $$;
  create function raises(state text) returns int language plpgsql stable
    as $$ begin raise exception 'about public.raises' using errcode = state; end $$;
  create function writes() returns int language sql volatile as $$ insert into secret values (1) returning 1 $$;
  create function looks() returns int language sql volatile as $$ select 7 $$;
`;

let database: TestDatabase;
let reflected: ReflectedDatabase;
beforeAll(async () => {
  database = await createDatabase({ sql: [shop] });
  reflected = await reflect(database, { volatileFunctions: ['public.writes'] });
});
afterAll(() => database.drop());

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  const document = parse(query);
  expect(validate(reflected.schema, document)).toEqual([]);
  const { data, errors } = await reflected.executeText({ document, variables, operationName: undefined, context: {} });
  return { data: JSON.parse(data ?? 'null') as Record<string, unknown> | null, error: errors?.[0] };
}

interface Page {
  readonly nodes: readonly { readonly itemId: number }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly startCursor: string | null };
}

async function pagesOf(orderBy: string, way: 'first' | 'last'): Promise<readonly number[]> {
  const found: number[] = [];
  const [bound, cursor] = way === 'first' ? ['after', 'endCursor'] : ['before', 'startCursor'];
  let at: string | null = null;
  do {
    const { data } = await ask(
      `query ($at: String) { list: itemsOf(${way}: 3, ${bound}: $at${orderBy}) { nodes { itemId } pageInfo { endCursor startCursor } } }`,
      at === null ? {} : { at },
    );
    const page = data?.list as Page;
    const ids = page.nodes.map(({ itemId }) => itemId);
    if (way === 'first') found.push(...ids);
    else found.unshift(...ids);
    at = page.pageInfo[cursor as 'endCursor'];
  } while (at !== null);
  return found;
}

describe('pages of a function hold each of its rows once', () => {
  const byHand = async (order: string): Promise<readonly number[]> => {
    const { rows } = await database.pool.query<{ item_id: number }>(
      `select item_id from items_of() with ordinality as t(item_id, a, b, c, d, e, f, g, n) order by ${order}n`,
    );
    return rows.map(({ item_id }) => item_id);
  };
  test.each([
    ['in its own order', '', ''],
    ['by a column', ', orderBy: [{ p2: ASC }]', 'a is null, b, '],
    ['by a computed column', ', orderBy: [{ parity: ASC }]', 'f % 2, '],
  ])('%s', async (_case, orderBy, order) => {
    const expected = await byHand(order);
    expect(expected).toHaveLength(14);
    expect(await pagesOf(orderBy, 'first')).toEqual(expected);
    expect(await pagesOf(orderBy, 'last')).toEqual(expected);
  });

  test('a cursor of one function is refused by another list of the same table', async () => {
    const { data } = await ask('{ list: itemsOf(first: 1) { pageInfo { endCursor } } }');
    const after = (data?.list as Page).pageInfo.endCursor;
    const { error } = await ask('query ($after: String) { items(after: $after) { nodes { itemId } } }', { after });
    expect(error?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

test('no name of a column stands in the way', async () => {
  const { data, error } = await ask(`{
    items(first: 1, orderBy: [{ doubled: DESC }], where: { negative: { lt: -2 }, parity: { eq: 1 } }) {
      nodes { t1 row value doubled negative parity position ordinality spoken(loud: true) next { totalCount } }
    }
    itemsOf(kind: "some", ids: [2], first: 1) {
      edges { node { row doubled parity ordinality spoken(loud: false) next(first: 1) { nodes { itemId doubled } } } }
    }
  }`);
  expect(error).toBeUndefined();
  expect(data).toEqual({
    items: {
      nodes: [
        {
          ...{ t1: 't7', row: 'r7', value: 'v7', doubled: 14, negative: -7, parity: 1, position: 7, ordinality: 3 },
          ...{ spoken: 'L7', next: { totalCount: 0 } },
        },
      ],
    },
    itemsOf: {
      edges: [
        {
          node: {
            ...{ row: 'r2', doubled: 4, parity: 0, ordinality: 8, spoken: 'l2' },
            next: { nodes: [{ itemId: 3, doubled: 6 }] },
          },
        },
      ],
    },
  });
});

test.each([
  ['a needed argument whose variable is absent', 'query ($n: Int!) { small(n: $n) }', {}, /\$n/],
  ['a number beyond the parameter’s type', '{ small(n: 40000) }', {}, /small\.n: 40000 is outside of int2/],
  ['the same in a variable', 'query ($n: Int!) { small(n: $n) }', { n: -40000 }, /small\.n: -40000 is outside of int2/],
  ['a gap before an argument without a name', '{ gap(argument2: 1) }', {}, /gap\.argument2: give argument1 too/],
  ['a negative page', '{ itemsOf(first: -1) { nodes { itemId } } }', {}, /itemsOf\.first/],
  ['a character that no text holds', 'query ($s: String!) { coded(code: $s) }', { s: 'a\0' }, /coded\.code/],
  [
    'a value that is not of the domain',
    '{ coded(code: "aa") }',
    {},
    /^The operation holds a value that cannot be used\.$/,
  ],
])('refused as BAD_USER_INPUT: %s', async (_case, query, variables, message) => {
  const { error } = await ask(query, variables);
  expect(error?.message).toMatch(message);
  expect(error?.extensions.code).toBe('BAD_USER_INPUT');
});

test.each([
  ['P0001', 'INTERNAL', 'The operation failed.'],
  ['42P17', 'INTERNAL', 'The operation failed.'],
  ['22023', 'BAD_USER_INPUT', 'about public.raises'],
])('an error of the function’s own with SQLSTATE %s is %s', async (state, code, message) => {
  const { error } = await ask('query ($state: String!) { raises(state: $state) }', { state });
  expect(error).toMatchObject({ message, extensions: { code }, path: ['raises'] });
});

test('a VOLATILE function is there only if it is named, and may not write under the guard', async () => {
  const fields = reflected.schema.getQueryType().getFields();
  expect(Object.keys(fields)).toContain('writes');
  expect(Object.keys(fields)).not.toContain('looks');
  expect((await ask('{ writes }')).error?.extensions.code).toBe('INTERNAL');
  const { rows } = await database.pool.query('select from secret');
  expect(rows).toHaveLength(0);
});

test('a function of a row whose columns the role may not read all is left out', async () => {
  const client = await database.pool.connect();
  try {
    const role = `reader_${database.url.slice(-8)}`;
    await client.query(`create role ${role}; grant select (secret_id, open) on secret to ${role}; set role ${role}`);
    const { schema } = await reflect(database, { withConnection: fromBorrow(() => client) });
    expect(Object.keys(schema.getQueryType().getFields())).toContain('secrets');
    expect(printSchema(reflected.schema)).toContain('shown: String');
    expect(printSchema(schema)).not.toContain('shown: String');
    await client.query(`reset role; drop owned by ${role}; drop role ${role}`);
  } finally {
    client.release();
  }
});
