import { URL } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = new URL('../../', import.meta.url).pathname;

/** The gateway is the source beside it, not a build. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^graphql$/, replacement: `${root}node_modules/graphql/index.js` },
      { find: /^pillion$/, replacement: `${root}src/index.ts` },
      { find: /^pillion\/(.+)$/, replacement: `${root}src/server/$1.ts` },
    ],
  },
  test: {
    include: ['*.spec.js'],
    globalSetup: [`${root}test/support/postgres-server.ts`],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
