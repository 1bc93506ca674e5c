import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { readSourceFile, type SourceFile, sourceFiles } from './source-files.js';

/** Read by a tool that wants a default export. */
const configurations = new Set(['explorer/app/vite.config.ts']);
/** Named after their subject, of which they export the parts. */
const subjects = new Set([
  'cli/option-values.ts',
  'model/comment-tags.ts',
  'model/tag-syntax.ts',
  'naming/inflection.ts',
  'server/node-message.ts',
  'server/request-body.ts',
  'sql/knex.ts',
]);
const modules = sourceFiles.filter(({ path }) => !configurations.has(path));

test('no default exports: a thing has one name wherever it is used', () => {
  expect(modules.filter((file) => file.exports.includes('default')).map(({ path }) => path)).toEqual([]);
});

test('no drawers: a file or folder is named after what is in it', () => {
  const drawer = /(^|\/)(.+-)?(utils?|helpers?|common|misc)[./]|(^|\/)(types|shared|lib)[./]/;
  expect(modules.filter(({ path }) => drawer.test(path)).map(({ path }) => path)).toEqual([]);
});

test('the words of a file’s name stand in the name of one of its exports', () => {
  expect(modules.flatMap(misnamed)).toEqual([]);
});

test('a file that exports something else than its name says is found', () => {
  const exporting = (path: string, name: string) => misnamed(readSourceFile(path, `export const ${name} = 1;`));
  expect(exporting('plan/node-id.ts', 'decodeNodeId')).toEqual([]);
  expect(exporting('typesystem/where-types.ts', 'whereType')).toEqual([]);
  expect(exporting('plan/nodeId.ts', 'nodeId')).toEqual(['plan/nodeId.ts is not in kebab-case']);
  expect(exporting('plan/node-id.ts', 'decodeCursor')).toEqual([
    'plan/node-id.ts exports decodeCursor: none of them has the words of the file’s name',
  ]);
});

test('files are small: median ≤ 80 lines of code, nine in ten ≤ 200, none over 400', () => {
  const sizes = modules.map(({ codeLines }) => codeLines).sort((one, other) => one - other);
  expect(sizes[Math.floor(sizes.length * 0.5)]).toBeLessThanOrEqual(80);
  expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThanOrEqual(200);
  expect(modules.filter(({ codeLines }) => codeLines > 400).map(({ path }) => path)).toEqual([]);
});

test('lines of code are those that hold more than blanks and comments', () => {
  const text = [
    '/** What it is. */',
    'export const one = 1; // One.',
    '',
    '// Why.',
    'export const two = `first',
    '// second: text, and no comment',
    '`;',
    '/* in */ export default one; /* between */',
  ];
  const file = readSourceFile('naming/one.ts', text.join('\n'));
  expect(file.codeLines).toBe(5);
  expect(file.exports).toEqual(['one', 'two', 'default']);
});

function misnamed({ path, exports }: SourceFile): readonly string[] {
  const name = basename(path).replace(/\.tsx?$/, '');
  if (name === 'index' || name === 'main' || subjects.has(path)) return [];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return [`${path} is not in kebab-case`];
  const words = name.split('-').map((word) => word.replace(/s$/, ''));
  return exports.some((exported) => words.every((word) => exported.toLowerCase().includes(word)))
    ? []
    : [`${path} exports ${exports.join(', ')}: none of them has the words of the file’s name`];
}
