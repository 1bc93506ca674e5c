/**
 * `npm run bench:flame [-- --operation 'by key' --target pillion --svg file.svg]`: where the CPU of a target's process goes
 * while it answers one operation over and over. Prints each function with more than a hundredth of it in its own code.
 */
import { execFileSync } from 'node:child_process';
import console from 'node:console';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, URL } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase } from '../database.js';
import { operations } from '../operations/operations.js';
import { node, start } from '../processes.js';
import { targets } from '../targets/targets.js';
import { framesOf, selfTimes } from './frames.js';
import { picture } from './picture.js';

const { values: options } = parseArgs({
  options: {
    operation: { type: 'string', default: 'by key' },
    target: { type: 'string', default: 'pillion' },
    requests: { type: 'string', default: '12000' },
    svg: { type: 'string' },
  },
});
const operation = operations.find(({ name }) => name === options.operation);
const target = targets.find(({ name }) => name === options.target);
const requests = Number(options.requests);

const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pillion-flame-'));
const file = join(folder, 'profile');
const database = await openDatabase();
const load = await start(node, [here('../load.js')]);
const server = await start(node, ['--import', here('profiler.js'), ...target.program], {
  DATABASE_URL: database.url,
  BENCH_CONNECTIONS: '4',
  PROFILE: file,
});
try {
  await ask(requests);
  process.kill(server.pid, 'SIGUSR2');
  await setTimeout(200);
  await ask(requests);
  process.kill(server.pid, 'SIGUSR2');
  while (!existsSync(file)) await setTimeout(100);
  const root = framesOf(JSON.parse(readFileSync(file, 'utf8')));
  const own = selfTimes(root).filter(({ self }) => self > root.time / 100);
  console.table(
    own.map(({ owner, name, place, self }) => ({
      owner,
      name,
      'self %': Number(((100 * self) / root.time).toFixed(1)),
      where: place?.replace(/^.*\/(node_modules|dist|bench)\//, '$1/'),
    })),
  );
  console.log(`${(root.time / requests).toFixed(1)} µs a request, with the profiler's own work in it.`);
  if (options.svg !== undefined) {
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1);
    const note = `${requests.toLocaleString('en')} requests after as many to warm up, on Node.js ${version}. Width is CPU; what stands below a frame was called by it.`;
    writeFileSync(
      options.svg,
      picture(root, { title: `${target.title}, “${operation.name}”: the CPU of its process`, note }),
    );
  }
} finally {
  await server.stop();
  await load.stop();
  await database.close();
  rmSync(folder, { recursive: true });
}

async function ask(count) {
  const bodies = Array.from({ length: 60 }, (_, turn) => JSON.stringify(target.request(operation, turn)));
  const question = { port: Number(server.line), path: target.path(), bodies, requests: count, sockets: 8 };
  const { error } = JSON.parse(await load.ask(JSON.stringify(question)));
  if (error !== undefined) throw new Error(error);
}
