/**
 * `npm run bench:guards [-- --quick]`: what each guard costs, outside a transaction and inside the host's, on one
 * connection to an embedded PostgreSQL (or DATABASE_URL) with the demo database: CPU of this process and of the backend
 * in microseconds a read, and the time a read takes. The cases take turns; medians over the rounds are shown. Linux only.
 */
import { spawn } from 'node:child_process';
import console from 'node:console';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { PreparedStatements } from '../dist/src/database/prepared-statements.js';
import { read } from '../dist/src/database/read.js';

const quick = process.argv.includes('--quick');
const rounds = quick ? 9 : 31;
const readsARound = quick ? 500 : 1000;

const text = `select (select json_build_object('portId', port_id, 'name', name, 'berthCount', berth_count)
  from port where port_id = $1::text::int)::text as r0`;
const request = (turn) => {
  const values = [String((turn % 15) + 1)];
  return { text, values, portable: () => ({ text, values }), settings: [] };
};
const kept = new PreparedStatements(100);
const cases = ['outside', 'inside'].flatMap((where) => [
  ...['none', 'light', 'strict'].map((guard) => ({ where, guard, prepared: kept })),
  ...['none', 'strict'].map((guard) => ({ where, guard, prepared: undefined })),
]);

const embedded = process.env.DATABASE_URL ? undefined : await startServer();
const client = new pg.Client({ connectionString: process.env.DATABASE_URL ?? JSON.parse(embedded.line).url });
await client.connect();
try {
  if (embedded !== undefined) {
    for (const file of ['schema.sql', 'data.sql']) await client.query(readFileSync(`schema/demo/${file}`, 'utf8'));
  }
  const samples = new Map(cases.map((each) => [each, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const each of round % 2 === 0 ? cases : cases.toReversed()) {
      const sample = await measure(each);
      // The first round warms up.
      if (round >= 0) samples.get(each).push(sample);
    }
  }
  console.table(
    Object.fromEntries(
      cases.map((each) => [
        `${each.where}: ${each.guard}${each.prepared === undefined ? ', not prepared' : ''}`,
        {
          'Node.js µs': median(samples.get(each), 'node').toFixed(0),
          'PostgreSQL µs': median(samples.get(each), 'backend').toFixed(0),
          'latency µs': median(samples.get(each), 'latency').toFixed(0),
        },
      ]),
    ),
  );
} finally {
  await client.end();
  embedded?.process.stdin.end();
}

async function measure({ where, guard, prepared }) {
  const options = { guard, statementTimeout: 5000, lockTimeout: 1000, prepared };
  if (where === 'inside') await client.query('begin');
  await read(client, request(0), options);
  const latencies = [];
  const before = { node: process.cpuUsage(), backend: cpuOf(client.processID) };
  for (let turn = 0; turn < readsARound; turn += 1) {
    const at = performance.now();
    await read(client, request(turn), options);
    latencies.push(performance.now() - at);
  }
  const { user, system } = process.cpuUsage(before.node);
  const backend = cpuOf(client.processID) - before.backend;
  if (where === 'inside') await client.query('rollback');
  return {
    node: (user + system) / readsARound,
    backend: backend / readsARound,
    latency: latencies.sort((a, b) => a - b)[latencies.length / 2] * 1000,
  };
}

/** Microseconds that a process has run: the first field of /proc/PID/schedstat, in nanoseconds; stat counts in 10 ms. */
function cpuOf(pid) {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1000;
}

function median(samples, key) {
  return samples.map((sample) => sample[key]).sort((a, b) => a - b)[Math.floor(samples.length / 2)];
}

/** The test server, as a process that ends when its standard input does. */
async function startServer() {
  const child = spawn(process.execPath, ['test/support/embedded-postgres-process.js'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) return { process: child, line };
  throw new Error('The embedded PostgreSQL ended before it was ready.');
}
