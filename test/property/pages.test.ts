import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

/** Few values of each type, so that rows tie; the SQL of each is as PostgreSQL's manual writes it. */
const types = {
  words: { type: 'text', values: ['', 'a', 'A', 'b', 'é', '🚲', 'a,"b"', '\\'] },
  small: { type: 'int2', values: ['-1', '0', '32767'] },
  big: { type: 'int8', values: ['9007199254740992', '9007199254740993', '-5'] },
  exact: { type: 'numeric', values: ['1', '1.0', '0.1', '12345678901234567890.123456789', 'NaN', '-Infinity'] },
  moment: {
    type: 'timestamptz',
    values: ['2026-03-01 12:00:00.000001+00', '2026-03-01 12:00:00+00', 'infinity', '0044-03-15 00:00+00 BC'],
  },
  day: { type: 'date', values: ['2026-03-01', '-infinity', '0001-01-01 BC'] },
  inexact: { type: 'float8', values: ['0.1', '0.30000000000000004', 'NaN', 'Infinity', '-Infinity', '1e300', '-0'] },
  narrow: { type: 'float4', values: ['0.1', '3.4028235e38', 'NaN'] },
  mood: { type: 'mood', values: ['so so', 'bad', 'good'] },
  flag: { type: 'bool', values: ['true', 'false'] },
  span: { type: 'interval', values: ['1 mon', '30 days', '-1 day', '178000000 years', '2562047788:00:54.775807'] },
  raw: { type: 'bytea', values: ['', '\\x00ff', '\\xff'] },
  identifier: {
    type: 'uuid',
    values: ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '00000000-0000-0000-0000-000000000000'],
  },
  document: { type: 'jsonb', values: ['null', '12345678901234567890.1', '12345678901234567890.2', '{"a":[1]}', '"x"'] },
  padded: { type: 'char(3)', values: ['a', 'ab'] },
  address: { type: 'inet', values: ['10.0.0.1', '10.0.0.1/8', '::1'] },
  clock: { type: 'timetz', values: ['12:00+02', '10:00+00'] },
  price: { type: 'money', values: ['1', '-1.5'] },
} as const;

type ColumnName = keyof typeof types;
const columnNames = Object.keys(types) as ColumnName[];
const directions = ['ASC', 'ASC_NULLS_FIRST', 'ASC_NULLS_LAST', 'DESC', 'DESC_NULLS_FIRST', 'DESC_NULLS_LAST'] as const;
const sqlDirections: Readonly<Record<(typeof directions)[number], string>> = {
  ASC: 'asc',
  ASC_NULLS_FIRST: 'asc nulls first',
  ASC_NULLS_LAST: 'asc nulls last',
  DESC: 'desc',
  DESC_NULLS_FIRST: 'desc nulls first',
  DESC_NULLS_LAST: 'desc nulls last',
};

const rowCount = 60;
let reflected: ReflectedDatabase;

beforeAll(async () => {
  const columns = columnNames.map((name) => `${name} ${types[name].type}`).join(', ');
  const required = columnNames.map((name) => `${name} ${types[name].type} not null`).join(', ');
  const literal = (text: string): string => `'${text.replace(/'/g, "''")}'`;
  /** Rows that are the same in every run: a linear congruence picks the values. */
  let seed = 1;
  const pick = (count: number): number => (seed = (seed * 48_271) % 2_147_483_647) % count;
  const row = (nulls: boolean): string =>
    columnNames
      .map((name) => {
        const { values } = types[name];
        return nulls && pick(4) === 0 ? 'null' : literal(values[pick(values.length)] ?? '');
      })
      .join(', ');
  const rows = (nulls: boolean, id: (index: number) => string): string =>
    Array.from({ length: rowCount }, (_, index) => `(${id(index + 1)}${row(nulls)})`).join(', ');
  const database = await createDatabase({
    sql: [
      `create type mood as enum ('so so', 'bad', 'good');
       create table nullable (id int primary key, ${columns});
       create table required (id int primary key, ${required});
       create table keyless (id int, ${columns}, list int[], about json, target int references nullable);
       insert into nullable values ${rows(true, (id) => `${id}, `)};
       insert into required values ${rows(false, (id) => `${id}, `)};
       alter table nullable add twin_id int references required;
       update nullable set twin_id = id * 7 % ${rowCount} + 1 where id % 4 > 0;
       alter table required add partner_id int references nullable;
       update required set partner_id = id * 11 % ${rowCount} + 1;
       alter table required alter partner_id set not null;
       insert into keyless select null, ${columnNames.join(', ')}, array[id % 2], json_build_object('n', id), id from nullable where id <= 20;
       insert into keyless select * from keyless;
       insert into keyless (words, about, target) select 'tie', json_build_object('n', id), id from nullable where id > 20;`,
    ],
  });
  reflected = await reflect(database);
});
afterAll(() => reflected.database.drop());

interface Page {
  readonly nodes: readonly { readonly id: number }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly edges: readonly { readonly cursor: string }[];
  readonly totalCount: number;
}

interface KeylessPage {
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly about: { readonly n: number }; readonly target: { readonly id: number } | null };
  }[];
  readonly pageInfo: Omit<Page['pageInfo'], 'startCursor'>;
}

async function run<Data>(query: string, variables: Readonly<Record<string, unknown>>): Promise<Data> {
  const document = parse(query);
  expect(validate(reflected.schema, document)).toEqual([]);
  const { data, errors } = await reflected.executeText({ document, variables, operationName: undefined, context: {} });
  expect(errors?.map((error) => String(error.originalError)) ?? []).toEqual([]);
  return JSON.parse(data ?? 'null') as Data;
}

/** A column of the row itself, of the row that the first relationship leads to, or of the one after that. */
type Key = readonly [name: ColumnName, direction: (typeof directions)[number], steps: number];
const orders: fc.Arbitrary<readonly Key[]> = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...columnNames), fc.constantFrom(...directions), fc.constantFrom(0, 0, 1, 2)),
  { minLength: 1, maxLength: 3, selector: ([name, , steps]) => `${steps}.${name}` },
);

/** Where the relationships lead; those of \`required\` always find a row, those of \`nullable\` may not. */
const ways = {
  nullable: {
    fields: ['twin', 'partner'],
    from: `nullable t0 left join required t1 on t1.id = t0.twin_id left join nullable t2 on t2.id = t1.partner_id`,
  },
  required: {
    fields: ['partner', 'twin'],
    from: `required t0 left join nullable t1 on t1.id = t0.partner_id left join required t2 on t2.id = t1.twin_id`,
  },
  keyless: { fields: ['nullableByTarget', 'twin'], from: '' },
} as const;

const inGraphql = (order: readonly Key[], table: keyof typeof ways): readonly object[] =>
  order.map(([name, direction, steps]) =>
    ways[table].fields.slice(0, steps).reduceRight<object>((inner, field) => ({ [field]: inner }), {
      [name]: direction,
    }),
  );
const inSql = (order: readonly Key[]): string[] =>
  order.map(([name, direction, steps]) => `t${steps}.${name} ${sqlDirections[direction]}`);

/** The keys with those for distinct columns first, as PostgreSQL wants them. */
function distinctFirst(order: readonly Key[], distinct: readonly ColumnName[]): readonly Key[] {
  const leads = ([name, , steps]: Key): boolean => steps === 0 && distinct.includes(name);
  const mentioned = order.filter(leads);
  const rest = distinct.filter((name) => !mentioned.some(([mentionedName]) => mentionedName === name));
  return [...mentioned, ...rest.map((name): Key => [name, 'ASC', 0]), ...order.filter((key) => !leads(key))];
}

test('forwards and backwards, the pages together are the list, each row once', async () => {
  await fc.assert(
    fc.asyncProperty(
      orders,
      fc.integer({ min: 1, max: 70 }),
      fc.constantFrom('nullable', 'required'),
      fc.boolean(),
      fc.oneof(fc.constant([]), fc.subarray(columnNames, { minLength: 1, maxLength: 2 })),
      async (order, size, table, backward, distinct) => {
        const keys = distinctFirst(order, distinct);
        const tiebreak = keys.at(-1)?.[1].startsWith('DESC') === true ? 't0.id desc' : 't0.id';
        const only = distinct.length === 0 ? '' : `distinct on (${distinct.map((name) => `t0.${name}`).join(', ')})`;
        const { rows } = await reflected.database.pool.query<{ id: number }>(
          `select ${only} t0.id from ${ways[table].from} order by ${[...inSql(keys), tiebreak].join(', ')}`,
        );
        const expected = rows.map(({ id }) => id);
        const list = table === 'nullable' ? 'nullables' : 'requireds';
        const orderBy = inGraphql(order, table);
        const type = table === 'nullable' ? 'Nullable' : 'Required';
        const query = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [${type}OrderBy!], $distinctOn: [${type}Column!]) {
          list: ${list}(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy, distinctOn: $distinctOn) {
            nodes { id } edges { cursor } totalCount
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          }
        }`;
        const seen: number[] = [];
        let cursor: string | null = null;
        for (let turn = 0; ; turn++) {
          const page: Record<string, unknown> = backward
            ? { last: size, ...(cursor !== null && { before: cursor }) }
            : { first: size, ...(cursor !== null && { after: cursor }) };
          const { list: answer } = await run<{ list: Page }>(query, { ...page, orderBy, distinctOn: distinct });
          const ids = answer.nodes.map(({ id }) => id);
          if (backward) seen.unshift(...ids);
          else seen.push(...ids);
          const { hasNextPage, hasPreviousPage, startCursor, endCursor } = answer.pageInfo;
          expect(answer.totalCount).toBe(expected.length);
          expect(startCursor).toBe(answer.edges[0]?.cursor ?? null);
          expect(endCursor).toBe(answer.edges.at(-1)?.cursor ?? null);
          const more = seen.length < expected.length;
          expect({ hasNextPage, hasPreviousPage }).toEqual(
            backward
              ? { hasNextPage: turn > 0, hasPreviousPage: more }
              : { hasNextPage: more, hasPreviousPage: turn > 0 },
          );
          if (!more || ids.length === 0) break;
          cursor = backward ? startCursor : endCursor;
        }
        expect(seen).toEqual(expected);
      },
    ),
    { numRuns: 250 },
  );
}, 120_000);

test('between two cursors stand the rows between them', async () => {
  await fc.assert(
    fc.asyncProperty(
      orders,
      fc.nat(rowCount - 1),
      fc.nat(rowCount - 1),
      fc.nat(10),
      fc.boolean(),
      async (order, a, b, size, backward) => {
        const orderBy = inGraphql(order, 'nullable');
        const all = await run<{ list: { edges: { cursor: string; node: { id: number } }[] } }>(
          'query ($orderBy: [NullableOrderBy!]) { list: nullables(orderBy: $orderBy) { edges { cursor node { id } } } }',
          { orderBy },
        );
        const { list } = await run<{ list: Page }>(
          `query ($after: String, $before: String, $size: Int, $orderBy: [NullableOrderBy!]) {
          list: nullables(after: $after, before: $before, ${backward ? 'last' : 'first'}: $size, orderBy: $orderBy) {
            nodes { id } pageInfo { startCursor endCursor }
          }
        }`,
          { after: all.list.edges[a]?.cursor, before: all.list.edges[b]?.cursor, size, orderBy },
        );
        const between = all.list.edges.slice(a + 1, Math.max(a + 1, b));
        const expected = backward ? between.slice(Math.max(0, between.length - size)) : between.slice(0, size);
        expect(list.nodes.map(({ id }) => id)).toEqual(expected.map(({ node }) => node.id));
        expect(list.pageInfo).toEqual({
          startCursor: expected[0]?.cursor ?? null,
          endCursor: expected.at(-1)?.cursor ?? null,
        });
      },
    ),
    { numRuns: 50 },
  );
}, 60_000);

test('a list without a key has pages of distinct rows in both directions', async () => {
  const { rows } = await reflected.database.pool.query<{ words: string | null; flag: boolean | null }>(
    'select distinct words, flag from keyless order by words desc, flag',
  );
  const query = `query ($first: Int, $after: String, $last: Int, $before: String) {
    list: keylesses(
      first: $first, after: $after, last: $last, before: $before
      distinctOn: [words, flag], orderBy: [{ words: DESC }, { nullableByTarget: { id: ASC } }]
    ) { totalCount nodes { words flag } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }
  }`;
  interface Distinct extends Pick<Page, 'pageInfo' | 'totalCount'> {
    readonly nodes: readonly { readonly words: string | null; readonly flag: boolean | null }[];
  }
  for (const backward of [false, true]) {
    const seen: Distinct['nodes'][number][] = [];
    for (let cursor: string | null = null, more = true; more;) {
      const { list }: { list: Distinct } = await run<{ list: Distinct }>(
        query,
        backward ? { last: 3, before: cursor } : { first: 3, after: cursor },
      );
      expect(list.totalCount).toBe(rows.length);
      if (backward) seen.unshift(...list.nodes);
      else seen.push(...list.nodes);
      cursor = backward ? list.pageInfo.startCursor : list.pageInfo.endCursor;
      more = backward ? list.pageInfo.hasPreviousPage : list.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(rows);
  }
});

test('a list without a key is paged by position, rows that are alike included', async () => {
  const { rows } = await reflected.database.pool.query<{ n: string }>(
    `select about->>'n' as n from keyless order by 1`,
  );
  const expected = rows.map(({ n }) => n);
  await fc.assert(
    fc.asyncProperty(orders, fc.integer({ min: 1, max: 30 }), fc.nat(5), async (order, size, offset) => {
      const orderBy = inGraphql(order, 'keyless');
      const seen: string[] = [];
      let after: string | null = null;
      for (;;) {
        const { list }: { list: KeylessPage } = await run<{ list: KeylessPage }>(
          `query ($first: Int, $after: String, $offset: Int, $orderBy: [KeylessOrderBy!]) {
            list: keylesses(first: $first, after: $after, offset: $offset, orderBy: $orderBy) {
              edges { cursor node { about target: nullableByTarget { id } } }
              pageInfo { hasNextPage hasPreviousPage endCursor }
            }
          }`,
          { first: size, after, orderBy, ...(after === null && { offset }) },
        );
        for (const { node } of list.edges) expect(node.target?.id).toBe(node.about.n);
        expect(list.pageInfo.hasPreviousPage).toBe(after !== null || offset > 0);
        expect(list.pageInfo.endCursor).toBe(list.edges.at(-1)?.cursor ?? null);
        seen.push(...list.edges.map(({ node }) => String(node.about.n)));
        if (!list.pageInfo.hasNextPage) break;
        after = list.pageInfo.endCursor;
      }
      expect(seen.length).toBe(expected.length - offset);
      const { list: head } = await run<{ list: { nodes: { about: { n: number } }[] } }>(
        `query ($offset: Int, $orderBy: [KeylessOrderBy!]) { list: keylesses(first: $offset, orderBy: $orderBy) { nodes { about } } }`,
        { offset, orderBy },
      );
      const all = [...seen, ...head.nodes.map(({ about }) => String(about.n))];
      expect(all.sort()).toEqual(expected);
    }),
    { numRuns: 40 },
  );
}, 60_000);
