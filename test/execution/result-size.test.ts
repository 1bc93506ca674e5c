import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExecuteText } from '../../src/execution/create-executor.js';
import { parse } from 'graphql';
import { fromPool } from '../../src/database/from-pool.js';
import { createGateway } from '../../src/server/create-gateway.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { reflect } from '../support/reflected-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({
    sql: [
      `create table page (id int primary key, content text);
       insert into page select n, repeat('x', 1000000) from generate_series(1, 1000) n;
       create table item (id int primary key, ratio float8); insert into item values (1, 0.1), (2, null)`,
    ],
  });
});
afterAll(() => database.drop());

const run = (executeText: ExecuteText<unknown>, query: string) =>
  executeText({ document: parse(query), variables: {}, operationName: undefined, context: {} });

describe('the limit of an answer in bytes', () => {
  const query = '{ a: items { nodes { id ratio } } b: item(id: 2) { ratio } c: item(id: 3) { id } }';
  // The texts of the three root fields as they stand in the answer, c being null.
  const texts = '{"nodes":[{"id":1,"ratio":0.1},{"id":2,"ratio":null}]}{"ratio":null}null';

  it.each(['strict', 'none'] as const)('is exact, under the guard %s', async (guard) => {
    const exact = await reflect(database, { guard, maxResultBytes: texts.length });
    const { data, errors } = await run(exact.executeText, query);
    expect(errors).toBeUndefined();
    expect(data).toBe('{"a":{"nodes":[{"id":1,"ratio":0.1},{"id":2,"ratio":null}]},"b":{"ratio":null},"c":null}');
    const less = await reflect(database, { guard, maxResultBytes: texts.length - 1 });
    expect(await run(less.executeText, query)).toMatchObject({
      data: null,
      errors: [
        {
          message: `The answer has more than the ${texts.length - 1} bytes that are allowed: ask for fewer rows or fields, page by page.`,
          extensions: { code: 'RESULT_TOO_LARGE' },
        },
      ],
    });
  });

  it('counts bytes, not characters', async () => {
    const euro = await createDatabase({
      sql: [`create table price (id int primary key, unit text); insert into price values (1, '€')`],
    });
    const text = '{"unit":"€"}';
    for (const [maxResultBytes, failing] of [
      [Buffer.byteLength(text), false],
      [text.length, true],
    ] as const) {
      const { executeText } = await reflect(euro, { maxResultBytes });
      expect((await run(executeText, '{ price(id: 1) { unit } }')).errors !== undefined).toBe(failing);
    }
    await euro.drop();
  });
});

describe('a gateway that is asked for hundreds of megabytes', () => {
  it.each([
    ['40 MB, over the default limit', 40, {}],
    ['three times 1,000 MB, more than a text of PostgreSQL can hold', 1000, { maxResultBytes: 100_000_000 }],
  ])(
    '%s: refuses, and answers the next request',
    async (name, first, options) => {
      const gateway = await createGateway({
        withConnection: fromPool(database.pool),
        statementTimeout: 60_000,
        ...options,
      });
      const nodes = name.startsWith('three') ? 'a: content b: content c: content' : 'content';
      const before = process.memoryUsage().rss;
      const { errors } = await gateway.execute({ query: `{ pages(first: ${first}) { nodes { ${nodes} } } }` });
      expect(errors?.[0]?.extensions.code).toBe('RESULT_TOO_LARGE');
      expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
      const { data } = await gateway.execute({ query: '{ item(id: 1) { ratio } }' });
      expect(data).toEqual({ item: { ratio: 0.1 } });
      await gateway.close();
    },
    120_000,
  );
});
