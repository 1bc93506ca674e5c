import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromPool } from '../../src/database/from-pool.js';
import { resolveSettings } from '../../src/gateway/gateway-settings.js';
import { root } from './code-blocks.js';

const page = readFileSync(new URL('docs/reference/limits.md', root), 'utf8');

/** The numbers that have no option, where the code has them. */
test.each([
  ['body of an HTTP request', 'src/server/request-body.ts', /BODY_LIMIT = ([\d_]+)/],
  ['steps of `ancestors…`', 'src/typesystem/tree-types.ts', /greatestDepth = ([\d_]+)/],
  ['nested parentheses', 'src/plan/raw-search-query.ts', /maximumDepth = ([\d_]+)/],
  ['time in which a client', 'src/execution/create-streamer.ts', /longestWait = ([\d_]+)/],
  ['parsed operations', 'src/gateway/document-cache.ts', /max: ([\d_]+)/],
  ['operations that take the short way', 'src/server/short-way.ts', /max: ([\d_]+), maxSize: ([\d_]+)/],
  ['compiled statements', 'src/execution/prepare-operation.ts', /shapesOfOneOperation = ([\d_]+)/],
  ['schemas of roles', 'src/gateway/role-reflections.ts', /max: ([\d_]+)/],
  ['rows of an [enum table]', 'src/catalog/read-enum-rows.ts', /mostRows = ([\d_]+)/],
])('%s: the limit is that of %s', (subject, file, pattern) => {
  const numbers = pattern.exec(readFileSync(new URL(file, root), 'utf8'))?.slice(1) ?? [];
  expect(numbersOf(limitOf(subject))).toEqual(numbers.map((text) => Number(text.replaceAll('_', ''))));
});

test('every number with an option is its default', () => {
  const settings: Readonly<Record<string, unknown>> = {
    ...resolveSettings({ withConnection: fromPool({ connect: () => Promise.reject(new Error('not called')) }) }),
  };
  const lines = [...page.matchAll(/^\| .+? \| (\S.*?) +\| `(\w+)`/gm)]
    .map(([, limit = '', option = '']) => [option, numbersOf(limit)[0]] as const)
    .filter(([option]) => option in settings && option !== 'role');
  expect(lines.length).toBeGreaterThan(7);
  expect(lines).toEqual(lines.map(([option]) => [option, settings[option]]));
});

function limitOf(subject: string): string {
  const line = page.split('\n').find((text) => text.startsWith(`| ${subject}`));
  return line?.split('|')[2] ?? '';
}

function numbersOf(text: string): readonly number[] {
  return (text.match(/\d[\d,]*\d|\d/g) ?? []).map((digits) => Number(digits.replaceAll(',', '')));
}
