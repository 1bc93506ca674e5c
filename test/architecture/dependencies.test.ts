import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { expect, test } from 'vitest';
import { type SourceFile, readSourceFile, sourceFiles } from './source-files.js';

interface Door {
  /** Folders (ending in a slash) and files below `src` that may import the package. */
  readonly files: readonly string[];
  /** Only by `import('…')`, so that whoever does not run that code does not need the package. */
  readonly dynamic?: true;
}

/** Where a package may be imported, types included: to replace it, or to meet its next major, is work in one place. */
const doors: Readonly<Record<string, Door>> = {
  pluralize: { files: ['naming/inflection.ts'] },
  knex: { files: ['sql/knex.ts'] },
  'lru-cache': { files: ['execution/', 'extension/', 'gateway/', 'server/'] },
  '@apollo/server': { files: ['server/'] },
  express: { files: ['server/express.ts'] },
  fastify: { files: ['server/fastify.ts'] },
  koa: { files: ['server/koa.ts'] },
  '@nestjs/common': { files: ['server/nest.ts'] },
  'type-graphql': { files: ['extension/'], dynamic: true },
  'reflect-metadata': { files: ['extension/'] },
  'graphql-scalars': { files: ['extension/'] },
  graphiql: { files: ['explorer/app/'] },
  react: { files: ['explorer/app/'] },
  'react-dom': { files: ['explorer/app/'] },
  vite: { files: ['explorer/app/'] },
  '@vitejs/plugin-react': { files: ['explorer/app/'] },
  commander: { files: ['cli/'] },
  pg: { files: ['cli/'], dynamic: true },
  '@electric-sql/pglite': { files: ['cli/'], dynamic: true },
  tinyglobby: { files: ['cli/stored-operations.ts'] },
  '@graphql-codegen/core': { files: ['cli/print-types.ts'], dynamic: true },
  '@graphql-codegen/typescript': { files: ['cli/print-types.ts'], dynamic: true },
  '@graphql-codegen/typescript-operations': { files: ['cli/print-types.ts'], dynamic: true },
  '@graphql-codegen/typed-document-node': { files: ['cli/print-types.ts'], dynamic: true },
  // Everywhere but where PostgreSQL is read and described: those stages know no GraphQL.
  graphql: {
    files: [
      'errors/graphql-error.ts',
      ...['typesystem/', 'validation/', 'plan/', 'execution/', 'extension/', 'gateway/', 'explorer/'],
      ...['server/', 'cli/'],
    ],
  },
};

test('each package has its door, and is imported nowhere else', () => {
  expect(sourceFiles.flatMap(importsBesideTheDoor)).toEqual([]);
});

test('an import beside the door is found, of a type too', () => {
  const stray = readSourceFile('plan/plan-page.ts', `import type { Knex } from 'knex';`);
  const unknown = readSourceFile('plan/plan-page.ts', `import { map } from 'lodash/fp';`);
  const atOnce = readSourceFile('cli/serve.ts', `import pg from 'pg';`);
  const later = readSourceFile('cli/serve.ts', `const pg = () => import('pg');`);
  expect(importsBesideTheDoor(stray)).toEqual(['plan/plan-page.ts imports knex, whose door is sql/knex.ts']);
  expect(importsBesideTheDoor(unknown)).toEqual(['plan/plan-page.ts imports lodash, which has no door']);
  expect(importsBesideTheDoor(atOnce)).toEqual(["cli/serve.ts imports pg at once instead of by import('pg')"]);
  expect(importsBesideTheDoor(later)).toEqual([]);
});

/** Of these the published files hold a copy: rolldown.config.js puts in what is neither a dependency nor a peer. */
const bundled = new Set(['knex', 'pluralize']);

test('what the built code imports is installed with the package, or is a peer, or is in the published files', () => {
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as Readonly<Record<'dependencies' | 'peerDependencies', Readonly<Record<string, string>>>>;
  const faults = sourceFiles
    .filter(({ path }) => !path.startsWith('explorer/app/'))
    .flatMap(({ path, imports }) => imports.map((entry) => ({ path, ...entry })))
    .filter(({ kind, typeOnly, target }) => kind === 'package' && !typeOnly && !isBuiltin(target))
    .filter(({ target }) => !(target in dependencies) && !(target in peerDependencies) && !bundled.has(target));
  expect(faults.map(({ path, target }) => `${path} imports ${target}`)).toEqual([]);
});

function importsBesideTheDoor({ path, imports }: SourceFile): readonly string[] {
  return imports.flatMap(({ kind, target, dynamic }) => {
    if (kind === 'file' || isBuiltin(target)) return [];
    const door = doors[target];
    if (door === undefined) return [`${path} imports ${target}, which has no door`];
    if (!door.files.some((file) => path === file || (file.endsWith('/') && path.startsWith(file)))) {
      return [`${path} imports ${target}, whose door is ${door.files.join(', ')}`];
    }
    return door.dynamic && !dynamic ? [`${path} imports ${target} at once instead of by import('${target}')`] : [];
  });
}

function isBuiltin(target: string): boolean {
  return target.startsWith('node:') || builtinModules.includes(target);
}
