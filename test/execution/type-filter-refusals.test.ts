import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reflectSample, type ReflectedDatabase } from '../support/reflected-database.js';

let reflected: ReflectedDatabase;
let statements = 0;
beforeAll(async () => {
  reflected = await reflectSample('kitchen-sink', {
    regexFilters: true,
    observers: [({ kind }) => kind === 'statement' && (statements += 1)],
  });
});
afterAll(() => reflected.database.drop());

async function answerTo(source: string): Promise<{ data: unknown; message: string | undefined; code: unknown }> {
  const document = parse(source);
  expect(validate(reflected.schema, document)).toEqual([]);
  const { data, errors } = await reflected.executeText({
    document,
    variables: {},
    operationName: undefined,
    context: {},
  });
  const [error] = errors ?? [];
  return { data: data && (JSON.parse(data) as unknown), message: error?.message, code: error?.extensions.code };
}

describe('refused before PostgreSQL is asked', () => {
  test.each([
    ['{ internalCharValue: { eq: "ab" } }', 'internalCharValue.eq: "ab" is no char: expected one byte.'],
    [`{ nameValue: { in: ["${'n'.repeat(64)}"] } }`, 'is no name: expected 63 bytes at most.'],
    ['{ pgLsnValue: { gt: "16-B374D848" } }', 'pgLsnValue.gt: "16-B374D848" is no pg_lsn'],
    ['{ tidValue: { eq: "(0,65536)" } }', 'tidValue.eq: "(0,65536)" is no tid'],
    ['{ xid8Value: { eq: -1 } }', 'xid8Value.eq: -1 is outside of xid8'],
    ['{ macaddrValue: { eq: "08:00:2b:01:02:03:04:05" } }', 'macaddrValue.eq: "08:00:2b:01:02:03:04:05" is no macaddr'],
    ['{ moneyValue: { eq: "92233720368547758.08" } }', 'moneyValue.eq: 92233720368547758.08 is outside of money'],
    [String.raw`{ jsonbValue: { contains: { a: "\u0000" } } }`, 'jsonbValue.contains: '],
    [String.raw`{ jsonbValue: { hasKeysAny: ["\u0000"] } }`, 'jsonbValue.hasKeysAny: a text must not hold'],
    ['{ int4rangeValue: { eq: { lower: 2, upper: 1 } } }', 'int4rangeValue.eq: the lower bound 2 is above'],
    [
      '{ int4rangeValue: { eq: { upper: 2147483647, upperInclusive: true } } }',
      'int4rangeValue.eq: there is no int4range',
    ],
    ['{ int8multirangeValue: { overlaps: [{ lower: "3" }, { lower: "2", upper: "1" }] } }', 'overlaps[1]: the lower'],
    [String.raw`{ textValue: { like: "a\\\\\\" } }`, 'textValue.like: a pattern must not end with a single backslash'],
    [
      '{ timestamptzValue: { lt: "294276-12-31T23:59:59-00:01" } }',
      'is no timestamptz: expected a point in time before',
    ],
    ['{ float4Value: { gt: 1e-46 } }', 'float4Value.gt: 1e-46 is outside of float4'],
    ['{ numrangeValue: { contains: null } }', 'numrangeValue.contains: null compares with nothing'],
    ['{ int4Array: { has: null } }', 'int4Array.has: null compares with nothing'],
    ['{ tsvectorValue: { search: { query: "a <20000> b", mode: RAW } } }', 'search.query: the query cannot be read'],
  ])('%s', async (where, reason) => {
    statements = 0;
    const { message, code } = await answerTo(`{ everyTypes(where: ${where}) { totalCount } }`);
    expect(message).toContain(`everyTypes.where.`);
    expect(message).toContain(reason);
    expect(code).toBe('BAD_USER_INPUT');
    expect(statements).toBe(0);
  });
});

describe('regular expressions, where the host allows them', () => {
  test.each([
    ['{ textValue: { matches: "^plain .{4}$" } }', "text_value ~ '^plain .{4}$'"],
    ['{ varcharValue: { matchesInsensitive: "VARYING|x" } }', "varchar_value ~* 'VARYING|x'"],
    ['{ pgLsnValue: { matches: "^16/" } }', "pg_lsn_value::text ~ '^16/'"],
    ['{ domainText: { matches: "in" } }', "domain_text ~ 'in'"],
  ])('%s', async (where, condition) => {
    const { rows } = await reflected.database.pool.query<{ totalCount: number }>(
      `select count(*)::int as "totalCount" from public.every_type where ${condition}`,
    );
    expect((await answerTo(`{ everyTypes(where: ${where}) { totalCount } }`)).data).toEqual({ everyTypes: rows[0] });
    expect(rows[0]).not.toEqual({ totalCount: 0 });
  });

  test('one that cannot be read is the client’s fault', async () => {
    const { code } = await answerTo('{ everyTypes(where: { textValue: { matches: "(" } }) { totalCount } }');
    expect(code).toBe('BAD_USER_INPUT');
  });
});
