import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PillionError } from '../errors/pillion-error.js';
import { detectHost, type DetectedHost } from './detect-host.js';
import { gatewayModule } from './gateway-module.js';

/** Writes `pillion.config.mjs` and a module that mounts a gateway in the application of the working directory. */
export async function init({ force }: { readonly force: boolean }): Promise<void> {
  const host = await detectHost('package.json');
  const { code, next } = gatewayModule(host);
  const ending = host.typescript ? 'ts' : host.modules ? 'js' : 'mjs';
  const file = `${existsSync('src') ? 'src/' : ''}pillion.${ending}`;
  const files = [
    ['pillion.config.mjs', configFile],
    [file, code],
  ] as const;
  const there = files.map(([name]) => name).filter((name) => existsSync(name));
  if (there.length > 0 && !force) {
    throw new PillionError(
      'CONFIGURATION',
      `${there.join(' and ')} would be overwritten. To do so: pillion init --force`,
    );
  }
  for (const [name, text] of files) await writeFile(name, text);
  console.log(`Found ${describe(host)}. Written: ${files.map(([name]) => name).join(', ')}\n`);
  console.log(`  1. Read ${file}: it is yours now, and shows how a connection is lent.`);
  const commonJs = !host.modules && !host.typescript;
  console.log(`  2. In your server${commonJs ? ', in an async function' : ''}:`);
  console.log(`       ${importOf(code, next, file, commonJs)}\n       ${next}`);
  console.log('  3. Start your server, and open /graphql in a browser: GraphiQL.');
  console.log('\nThe commands need to know the database: DATABASE_URL=postgres://… npx pillion check');
}

/** Of what the next step needs of the module. A `.ts` file is imported as the `.js` that it becomes. */
function importOf(code: string, next: string, file: string, commonJs: boolean): string {
  const exported = [...code.matchAll(/^export (?:async function|function|const) (\w+)/gm)].map(([, name = '']) => name);
  const names = exported.filter((name) => next.includes(name)).join(', ');
  const module = `./${basename(file).replace(/\.ts$/, '.js')}`;
  return commonJs ? `const { ${names} } = await import('${module}');` : `import { ${names} } from '${module}';`;
}

function describe({ framework, orm }: DetectedHost): string {
  return `${framework === 'node' ? 'no web framework' : framework} and ${orm}`;
}

const configFile = `import { defineConfig } from 'pillion/config';

export default defineConfig({
  databaseUrl: process.env.DATABASE_URL,
  namespaces: ['public'],
  // Operations that "pillion check" holds against the database, and "pillion types" makes types of.
  documents: 'src/**/*.graphql',
});
`;
