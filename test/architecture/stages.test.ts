import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type SourceFile, readSourceFile, sourceFiles } from './source-files.js';
import { stages } from './stages.js';

test('every file of src belongs to a stage, apart from index.ts', () => {
  const known = new Set<string>(stages);
  const others = sourceFiles.filter(({ folder, path }) => !known.has(folder) && path !== 'index.ts');
  expect(others.map(({ path }) => path)).toEqual([]);
});

test('a folder imports only folders before it', () => {
  expect(sourceFiles.flatMap(importsAgainstTheOrder)).toEqual([]);
});

test('an import against the order is found, of a type too', () => {
  const upward = readSourceFile('model/table.ts', `import type { Plan } from '../plan/operation-plan.js';`);
  const fromIndex = readSourceFile('cli/main.ts', `import { createGateway } from '../index.js';`);
  const downward = readSourceFile('plan/plan-page.ts', `import { Table } from '../model/table.js';`);
  expect(importsAgainstTheOrder(upward)).toEqual(['model/table.ts imports plan/operation-plan.ts']);
  expect(importsAgainstTheOrder(fromIndex)).toEqual(['cli/main.ts imports index.ts']);
  expect(importsAgainstTheOrder(downward)).toEqual([]);
});

test('files import one another in no circle', () => {
  expect(circles(sourceFiles)).toEqual([]);
});

test('a circle is found', () => {
  const files = [
    readSourceFile('a/one.ts', `import './two.js';`),
    readSourceFile('a/two.ts', `export { three } from './three.js';`),
    readSourceFile('a/three.ts', `import type { One } from './one.js';`),
    readSourceFile('a/zero.ts', `import './one.js';`),
  ];
  expect(circles(files)).toEqual(['a/one.ts → a/two.ts → a/three.ts → a/one.ts']);
});

test('the stages between the catalog and the statement are pure: nothing waits, no Node.js module with effects', () => {
  const pure = new Set(['model', 'naming', 'typesystem', 'validation', 'plan', 'sql']);
  // Functions from data to data.
  const harmless = new Set(['node:crypto', 'node:net']);
  const faults = sourceFiles
    .filter(({ folder }) => pure.has(folder))
    .flatMap(({ path, imports, waits }) => [
      ...(waits ? [`${path} is async`] : []),
      ...imports
        .filter(({ target }) => target.startsWith('node:') && !harmless.has(target))
        .map(({ target }) => `${path} imports ${target}`),
    ]);
  expect(faults).toEqual([]);
});

test('src/README.md lists the folders that there are, in this order', () => {
  const readme = readFileSync(new URL('../../src/README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z]+)\/` +\|/gm)].map(([, folder]) => folder);
  expect(listed).toEqual(stages.filter((stage) => sourceFiles.some(({ folder }) => folder === stage)));
});

function importsAgainstTheOrder({ path, folder, imports }: SourceFile): readonly string[] {
  if (folder === '') return [];
  const rank = (stage: string): number => stages.findIndex((name) => name === stage);
  return imports
    .filter(({ kind, target }) => {
      const other = target.includes('/') ? target.slice(0, target.indexOf('/')) : '';
      return kind === 'file' && other !== folder && !(rank(other) !== -1 && rank(other) < rank(folder));
    })
    .map(({ target }) => `${path} imports ${target}`);
}

/** The circles that a walk in depth meets: at least one of those that there are. */
function circles(files: readonly SourceFile[]): readonly string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) found.push([...trail.slice(start), path].join(' → '));
    if (start !== -1 || done.has(path)) return;
    for (const { target } of byPath.get(path)?.imports ?? []) {
      if (byPath.has(target)) walk(target, [...trail, path]);
    }
    done.add(path);
  };
  for (const { path } of files) walk(path, []);
  return found;
}
