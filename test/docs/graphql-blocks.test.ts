import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReflectedDatabase, reflectSample } from '../support/reflected-database.js';
import { codeBlocks, markdownPages } from './code-blocks.js';

let demo: ReflectedDatabase;

beforeAll(async () => {
  demo = await reflectSample('demo', { regexFilters: true });
});
afterAll(() => demo.database.drop());

const operations = markdownPages()
  .flatMap(codeBlocks)
  .filter(({ language, code }) => language === 'graphql' && /^\s*(#.*\s+)*(\{|query\b)/.test(code));

test.each(operations.map((block) => [`${block.page}:${block.line}`, block] as const))(
  '%s is answered by the demo',
  async (_place, { code }) => {
    const document = parse(code);
    expect(validate(demo.schema, document).map(String)).toEqual([]);
    // Blocks with variables show them in the text around; what they need is told by validation alone.
    if (/\$\w+/.test(code)) return;
    const result = await demo.executeText({ document, variables: {}, operationName: undefined, context: {} });
    expect(result.errors).toBeUndefined();
  },
);
