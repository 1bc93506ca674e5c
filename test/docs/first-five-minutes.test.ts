import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildCli, type CliProcess, runCli } from '../cli/cli-process.js';
import { post } from '../http/http-server.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { codeBlocks, root } from './code-blocks.js';

const blocks = codeBlocks('docs/guides/first-five-minutes.md');
const codeIn = (language: string): string => blocks.find((block) => block.language === language)?.code ?? '';

let database: TestDatabase;
let folder: string;
let server: CliProcess | undefined;
beforeAll(async () => {
  database = await createDatabase({ files: ['schema/demo/schema.sql', 'schema/demo/data.sql'], template: true });
  folder = await mkdtemp(join(tmpdir(), 'pillion-five-minutes-'));
  const packageJson = { type: 'module', dependencies: { express: '5', knex: '3', pg: '8' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(packageJson));
  await writeFile(join(folder, 'server.js'), codeIn('js'));
});
afterAll(async () => {
  server?.process.kill('SIGKILL');
  await server?.ended;
  await rm(folder, { recursive: true });
  await database.drop();
});

it('two commands and two lines lead from an application of Express and knex to a query', async () => {
  const main = await buildCli();
  expect(codeIn('sh')).toBe('npm install pillion\nnpx pillion init\n');
  await install(main);
  const init = runCli(main, ['init'], {}, folder);
  expect(await init.ended).toBe(0);
  for (const line of init.output().match(/^ {7}.*/gm) ?? []) expect(codeIn('js')).toContain(line.trim());

  const port = await freePort();
  server = runCli(join(folder, 'server.js'), [], { DATABASE_URL: database.url, PORT: String(port) }, folder);
  const url = `http://127.0.0.1:${port}/graphql`;
  const ask = async (): Promise<unknown> => (await post(url, { query: codeIn('graphql') })).json();
  await expect.poll(() => ask().catch(() => undefined), { timeout: 200_000 }).toBeDefined();
  const { rows } = await database.pool.query<{ expected: unknown }>(`
    with found as (select * from island i where exists (select from port p where p.island_id = i.island_id and p.berth_count > 4))
    select json_build_object('totalCount', (select count(*) from found), 'nodes', (
      select json_agg(json_build_object('name', i.name, 'ports', json_build_object('nodes', (
        select json_agg(json_build_object('name', p.name, 'berthCount', p.berth_count) order by p.port_id)
        from port p where p.island_id = i.island_id))) order by i.name)
      from (select * from found order by name limit 2) i)) as expected`);
  expect(await ask()).toEqual({ data: { islands: rows[0]?.expected } });
}, 300_000);

/** As `npm install` would, from what is here: the package with the ways into it, unbundled, and what the application has. */
async function install(main: string): Promise<void> {
  const packages = fileURLToPath(new URL('node_modules', root));
  const installed = join(folder, 'node_modules');
  await mkdir(join(installed, 'pillion/dist'), { recursive: true });
  const { exports: entries, ...packageJson } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as {
    readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
  };
  const unbundled = Object.entries(entries).map(([name, entry]) => [
    name,
    typeof entry === 'string' ? entry : entry.types.replace(/\.d\.ts$/, '.js'),
  ]);
  await writeFile(
    join(installed, 'pillion/package.json'),
    JSON.stringify({ ...packageJson, exports: Object.fromEntries(unbundled) as unknown }),
  );
  await symlink(dirname(dirname(main)), join(installed, 'pillion/dist/src'));
  for (const name of ['express', 'knex', 'pg']) await symlink(join(packages, name), join(installed, name));
}

async function freePort(): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  taken.close();
  await once(taken, 'close');
  return port;
}
