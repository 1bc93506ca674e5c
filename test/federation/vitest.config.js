import { fileURLToPath, URL } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Pillion has the project's graphql-js, Apollo's gateway this folder's: they meet over HTTP only. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^graphql$/, replacement: source('node_modules/graphql/index.js') },
      { find: /^pillion$/, replacement: source('src/index.ts') },
      { find: /^pillion\/(.+)$/, replacement: `${source('src/server')}/$1.ts` },
    ],
  },
  test: {
    include: ['*.spec.js'],
    root: fileURLToPath(new URL('.', import.meta.url)),
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
