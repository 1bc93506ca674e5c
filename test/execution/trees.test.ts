import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../support/database.js';
import { reflect, type ReflectedDatabase } from '../support/reflected-database.js';

/** A circle with a tail, a row that refers to itself, and keys of several columns and of types with a length. */
const schema = `
  create table ring (ring_id int primary key, next_id int references ring, depth text, path text);
  insert into ring values (1, 2, 'a', 'p'), (2, 3, 'b', 'q'), (3, 1, null, null), (4, 3, 'd', 's'), (5, 5, 'e', 't');
  create table part (
    shop varchar(5), code numeric(6, 2), in_shop varchar(5), in_code numeric(6, 2), primary key (shop, code),
    foreign key (in_shop, in_code) references part
  );
  insert into part values ('a', 1, null, null), ('a', 2, 'a', 1), ('b', 2, 'a', 1), ('b', 1, 'b', 2), ('c', 1.5, 'b', 1);`;

let reflected: ReflectedDatabase;
beforeAll(async () => {
  reflected = await reflect(await createDatabase({ sql: [schema] }));
});
afterAll(() => reflected.database.drop());

async function ask(query: string) {
  const { data, errors } = await reflected.executeText({
    document: parse(query),
    variables: {},
    operationName: undefined,
    context: {},
  });
  return errors === undefined ? (JSON.parse(data ?? 'null') as Record<string, never>) : errors[0];
}

const list = (field: string) => `{ depth node { ringId depth path } } `.replace(/^/, field);

test('a circle ends before it comes round to the row itself', async () => {
  const answer = await ask(`{ ring(ringId: 1) { ${list('ancestorsByNext')} ${list('descendantsByNext')} } }`);
  expect(answer).toEqual({
    ring: {
      ancestorsByNext: [
        { depth: 1, node: { ringId: 2, depth: 'b', path: 'q' } },
        { depth: 2, node: { ringId: 3, depth: null, path: null } },
      ],
      descendantsByNext: [
        { depth: 1, node: { ringId: 3, depth: null, path: null } },
        { depth: 2, node: { ringId: 2, depth: 'b', path: 'q' } },
        { depth: 2, node: { ringId: 4, depth: 'd', path: 's' } },
      ],
    },
  });
});

test('a circle is gone round once from outside of it, and a row is not its own ancestor', async () => {
  const depths = '{ ancestorsByNext { depth node { ringId } } descendantsByNext { depth } }';
  expect(await ask(`{ four: ring(ringId: 4) ${depths} five: ring(ringId: 5) ${depths} }`)).toEqual({
    four: {
      ancestorsByNext: [
        { depth: 1, node: { ringId: 3 } },
        { depth: 2, node: { ringId: 1 } },
        { depth: 3, node: { ringId: 2 } },
      ],
      descendantsByNext: [],
    },
    five: { ancestorsByNext: [], descendantsByNext: [] },
  });
});

test('keys of several columns, of types with a length', async () => {
  const query = `{ part(shop: "a", code: "1") { descendantsByInShopAndInCode(maxDepth: 2) {
    depth node { shop code ancestorsByInShopAndInCode { node { shop code } } } } } }`;
  expect(await ask(query)).toEqual({
    part: {
      descendantsByInShopAndInCode: [
        {
          depth: 1,
          node: { shop: 'a', code: '2.00', ancestorsByInShopAndInCode: [{ node: { shop: 'a', code: '1.00' } }] },
        },
        {
          depth: 1,
          node: { shop: 'b', code: '2.00', ancestorsByInShopAndInCode: [{ node: { shop: 'a', code: '1.00' } }] },
        },
        {
          depth: 2,
          node: {
            shop: 'b',
            code: '1.00',
            ancestorsByInShopAndInCode: [{ node: { shop: 'b', code: '2.00' } }, { node: { shop: 'a', code: '1.00' } }],
          },
        },
      ],
    },
  });
});

test.each([-1, 1001])('a depth of %i is refused with its place', async (depth) => {
  const error = await ask(`{ ring(ringId: 1) { up: ancestorsByNext(maxDepth: ${depth}) { depth } } }`);
  expect(error).toMatchObject({
    message: expect.stringContaining('ring.up.maxDepth') as string,
    extensions: { code: 'BAD_USER_INPUT' },
  });
});
