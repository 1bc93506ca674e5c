import { fileURLToPath, URL } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The package's own names resolve to the source, as in the project's own tests; `pg` is this folder's, in each version. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^graphql$/, replacement: source('node_modules/graphql/index.js') },
      { find: /^pillion$/, replacement: source('src/index.ts') },
      { find: /^pillion\/conformance$/, replacement: source('src/conformance/conformance-audits.ts') },
    ],
  },
  test: {
    include: ['*.spec.js'],
    root: fileURLToPath(new URL('.', import.meta.url)),
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
