/**
 * `npm run bench:wide`: how long a gateway takes to start on 1,000 tables (schema/wide) in an embedded PostgreSQL, each
 * time in a process of its own, so nothing is warm. Shows the best and the median of some runs, and the limits of issue 4.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import console from 'node:console';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';

const runs = 7;
const limits = { 'from the database': { ms: 2000, MB: 150 }, 'from a saved catalog': { ms: 300, MB: 150 } };

const server = spawn(process.execPath, ['test/support/embedded-postgres-process.js'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const folder = mkdtempSync(join(tmpdir(), 'pillion-wide-'));
try {
  const url = await firstLine(server);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(execFileSync(process.execPath, ['schema/wide/generate.js'], { encoding: 'utf8' }));
  await client.end();

  const file = join(folder, 'catalog.json');
  const table = {};
  for (const [name, limit] of Object.entries(limits)) {
    const samples = [];
    for (let run = 0; run < runs; run += 1) samples.push(await startOnce(url, file, name === 'from the database'));
    const start = samples.map(({ start }) => start).sort((a, b) => a - b);
    const last = samples[0];
    table[name] = {
      'best ms': Math.round(start[0]),
      'median ms': Math.round(start[runs >> 1]),
      'limit ms': limit.ms,
      'heap MB': Math.round(last.heap),
      'limit MB': limit.MB,
      'first query ms': Math.round(best(samples, 'query')),
      'next query ms': Math.round(best(samples, 'next')),
      'introspection ms': Math.round(best(samples, 'introspection')),
      types: last.types,
    };
  }
  console.table(table);
} finally {
  server.stdin.end();
  rmSync(folder, { recursive: true });
}

async function startOnce(url, file, reads) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', 'bench/wide-start.js', file, reads ? 'read' : 'load'],
    { env: { ...process.env, DATABASE_URL: url, NODE_ENV: 'production' } },
  );
  return JSON.parse(stdout);
}

function best(samples, part) {
  return Math.min(...samples.map((sample) => sample[part]));
}

async function firstLine(child) {
  for await (const line of createInterface(child.stdout)) return JSON.parse(line).url;
  throw new Error('The embedded PostgreSQL ended before it was ready.');
}
