import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reflectSample, type ReflectedDatabase } from '../support/reflected-database.js';

let reflected: ReflectedDatabase;
beforeAll(async () => {
  reflected = await reflectSample('kitchen-sink');
});
afterAll(() => reflected.database.drop());

/** Runs one document with several sets of variables: what the first one left in the caches must not answer for others. */
async function answersTo(source: string, inputs: readonly Readonly<Record<string, unknown>>[]): Promise<unknown[]> {
  const document = parse(source);
  const answers: unknown[] = [];
  for (const variables of inputs) {
    const { data, errors } = await reflected.executeText({
      document,
      variables,
      operationName: undefined,
      context: {},
    });
    const parsed = JSON.parse(data ?? 'null') as { rows: { nodes: Record<string, unknown>[] } } | null;
    answers.push(errors?.[0]?.message ?? parsed?.rows.nodes.flatMap((row) => Object.values(row)));
  }
  return answers;
}

test('a variable inside a JSON literal', async () => {
  const source =
    'query ($x: JSON, $k: JSON) { rows: everyTypes(where: { jsonbValue: { contains: { a: [$x], b: $k } } }) { nodes { label } } }';
  expect(
    await answersTo(source, [
      { x: 1, k: 1 },
      { x: 7, k: 1 },
      { x: null, k: 1 },
      { x: { deep: true } },
      { x: 2.5, k: 2 },
    ]),
  ).toEqual([['ordinary'], [], ['ordinary'], ['ordinary'], []]);
});

test('the mode of a search', async () => {
  const source =
    'query ($mode: TextSearchMode!) { rows: accounts(where: { fullText: { search: { query: "ada@example.com or bob@example.com", config: "simple", mode: $mode } } }) { nodes { accountId } } }';
  const [websearch, plain, raw] = await answersTo(source, [{ mode: 'WEBSEARCH' }, { mode: 'PLAIN' }, { mode: 'RAW' }]);
  expect([websearch, plain]).toEqual([[1, 2], []]);
  expect(raw).toContain('where.search.query'.replace('where', 'where.fullText'));
});

test('the path of a JSON field', async () => {
  const source =
    'query ($path: [String!]) { rows: everyTypes(where: { label: { eq: "ordinary" } }) { nodes { jsonbValue(path: $path) } } }';
  const whole = { a: [1, 2.5, null, { deep: true }], b: 1 };
  expect(await answersTo(source, [{ path: ['b'] }, { path: ['a', '1'] }, {}, { path: null }, { path: [] }])).toEqual([
    [1],
    [2.5],
    [whole],
    [whole],
    [whole],
  ]);
});

test('cursors through a domain over an enum', async () => {
  const source =
    'query ($after: String) { rows: everyTypes(first: 2, after: $after, orderBy: [{ domainMood: ASC_NULLS_LAST }]) { nodes { label } } }';
  const cursorOf = parse(
    '{ rows: everyTypes(first: 2, orderBy: [{ domainMood: ASC_NULLS_LAST }]) { pageInfo { endCursor } } }',
  );
  const { data } = await reflected.executeText({
    document: cursorOf,
    variables: {},
    operationName: undefined,
    context: {},
  });
  const after = (JSON.parse(data ?? '') as { rows: { pageInfo: { endCursor: string } } }).rows.pageInfo.endCursor;
  // ok, happy, happy, and then nulls in the order of the key.
  expect(await answersTo(source, [{}, { after }])).toEqual([
    ['lowest', 'ordinary'],
    ['highest', 'nothing'],
  ]);
});
