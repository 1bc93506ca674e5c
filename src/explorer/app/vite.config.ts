import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const explorer = new URL('../../../dist/src/explorer/', import.meta.url);

/** The page is built beside what tsc makes of src/explorer, so `outDir` itself must not be emptied. */
const emptyAssets: Plugin = {
  name: 'pillion:empty-assets',
  buildStart: () => rmSync(new URL('assets', explorer), { recursive: true, force: true }),
};

export default defineConfig({
  root: import.meta.dirname,
  // Relative, because no path is known at build time: see explorer-files.ts.
  base: './',
  plugins: [react(), emptyAssets],
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(explorer),
    emptyOutDir: false,
    assetsInlineLimit: 0,
    // Monaco is one large chunk, whatever is done.
    chunkSizeWarningLimit: 5_000,
    // The directives of React's compiler, which has run over GraphiQL already.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
    license: { fileName: 'assets/licenses.md' },
  },
});
