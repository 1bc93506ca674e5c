import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => new URL(path, import.meta.url).pathname;

/** The package's own name, as tests and examples import it, resolves to the source rather than to a build. */
const alias = [
  // Node.js gives every importer this file; Vite would give our source the other build, and two graphql-js cannot mix.
  { find: /^graphql$/, replacement: source('./node_modules/graphql/index.js') },
  { find: /^pillion$/, replacement: source('./src/index.ts') },
  { find: /^pillion\/conformance$/, replacement: source('./src/conformance/conformance-audits.ts') },
  { find: /^pillion\/extension$/, replacement: source('./src/extension/index.ts') },
  { find: /^pillion\/(.+)$/, replacement: source('./src/server/') + '$1.ts' },
];

/** The folders whose tests need nothing but Node.js. Everything else starts the embedded PostgreSQL. */
const pure = [
  'errors',
  'observation',
  'model',
  'naming',
  'typesystem',
  'validation',
  'plan',
  'sql',
  'explorer',
  'architecture',
];

export default defineConfig({
  test: {
    // Tests wait for PostgreSQL more than they compute: on two processors, one at a time leaves both idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        resolve: { alias },
        // Time limits are for what hangs: a busy machine takes its time.
        test: { name: 'unit', testTimeout: 60_000, include: [`test/{${pure.join(',')}}/**/*.test.ts`] },
      },
      {
        resolve: { alias },
        test: {
          name: 'database',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', `test/{${pure.join(',')}}/**`, 'test/browser/**'],
          globalSetup: ['test/support/postgres-server.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // These drive a browser that npm does not bring, so `npm test` leaves them to `npm run test:browser`.
        resolve: { alias },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/build.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
