import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What writes `"public"."album" as t1` or `"public"."departures"() as t1`: for FROM, and so past every row filter. */
const writesRows = /qualifiedName\([^)]*\)\}\s*as\b|compileCall\([^`]*\)\}\s*(with ordinality\s*)?as (?!value\b)/;
const folder = new URL('../../src/sql/', import.meta.url);

test('rows of tables and functions come into FROM by one file, which minds row filters', () => {
  const files = readdirSync(folder).filter((name) => writesRows.test(readFileSync(new URL(name, folder), 'utf8')));
  expect(files).toEqual(['table-rows.ts']);
});

test('a file that does it by itself would be found', () => {
  expect(writesRows.test('from: [sql`${qualifiedName(table)} as ${verbatim(alias)}`]')).toBe(true);
  expect(writesRows.test('sql`${compileCall(compilation, call, near)} as ${verbatim(alias)}`')).toBe(true);
  expect(writesRows.test('sql`${compileCall(compilation, call, near)} as value`')).toBe(false);
});
