import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './code-blocks.js';

const page = new URL('docs/reference/features.md', root);
const rows = [...readFileSync(page, 'utf8').matchAll(/^\| (.+) \|$/gm)]
  .map(([, cells = '']) => cells.split(' | ').map((cell) => cell.trim()))
  .filter(({ length, 1: own }) => length > 2 && own !== 'Pillion' && !own?.startsWith('---'));

test('each feature is there by a test that exists, or the table says why it is not', () => {
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.flatMap(([feature, own = '']) => (isProven(own) ? [] : [`${feature}: ${own}`]))).toEqual([]);
});

test('what is said of others is one of the words of the legend', () => {
  const words = /^(yes|configured|plugin|paid|partly: .+|partly|no|not verified|—)(, .+)?$/;
  const others = rows.flatMap(([feature, , ...cells]) => {
    const wrong = cells.length === 5 ? cells.filter((cell) => !words.test(cell)) : [`${cells.length} cells`];
    return wrong.map((cell) => `${feature}: ${cell}`);
  });
  expect(others).toEqual([]);
});

function isProven(cell: string): boolean {
  const link = /^\[(?:yes|partly)\]\((?<path>[^)]+)\)(?<more>.*)$/.exec(cell)?.groups;
  if (link === undefined) return /^no: .{8,}/.test(cell);
  if (cell.startsWith('[partly]') && !/^: .{8,}/.test(link.more ?? '')) return false;
  const target = new URL(link.path ?? '', page);
  if (!existsSync(target)) return false;
  if (!target.pathname.endsWith('.golden.md')) return target.pathname.endsWith('.test.ts');
  // An answer has an oracle beside it; a refusal has none, and says what is wrong.
  return existsSync(new URL(target.href.replace('.golden.md', '.sql'))) || target.pathname.includes('/errors/');
}
