/**
 * `npm run bench [-- --quick]`: Pillion beside the limit, on the demo database in an embedded PostgreSQL (or DATABASE_URL).
 * The figure that counts is CPU: of the server's process and of PostgreSQL's backends, per request, as a ratio to the
 * limit in the same run. Linux only, for it reads /proc. Targets take turns; medians over the rounds are shown.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import console from 'node:console';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { deepStrictEqual } from 'node:assert';
import pg from 'pg';
import { operations } from './operations.js';

const quick = process.argv.includes('--quick');
const rounds = quick ? 3 : 7;
const requestsARound = quick ? 400 : 2000;
const sockets = 10;
const names = ['limit', 'none', 'strict'];

const embedded = process.env.DATABASE_URL ? undefined : await start(['test/support/embedded-postgres-process.js']);
const url = process.env.DATABASE_URL ?? JSON.parse(embedded.line).url;
const observer = new pg.Client({ connectionString: url });
await observer.connect();
if (embedded !== undefined) await loadDemo();
const targets = [];
for (const name of names) targets.push({ name, ...(await start(['bench/target.js', name], url)) });

try {
  const table = {};
  for (const operation of operations) {
    await verifyAnswers(operation);
    const samples = new Map(names.map((name) => [name, []]));
    for (const target of targets) await load(target, operation, requestsARound);
    for (let round = 0; round < rounds; round += 1) {
      for (const target of round % 2 === 0 ? targets : targets.toReversed()) {
        samples.get(target.name).push(await measure(target, operation));
      }
    }
    const limit = summary(samples.get('limit'));
    for (const name of names) {
      const { server, backends, perSecond } = summary(samples.get(name));
      const ratio = (server + backends) / (limit.server + limit.backends);
      table[`${operation.name}: ${name}`] = {
        'server ms': server.toFixed(3),
        'PostgreSQL ms': backends.toFixed(3),
        'x limit': ratio.toFixed(2),
        'requests/s': Math.round(perSecond),
      };
    }
  }
  console.table(table);
} finally {
  for (const target of targets) target.process.stdin.end();
  await observer.end();
  embedded?.process.stdin.end();
}

/** A process of its own, once it has printed its first line. */
async function start(args, databaseUrl = '') {
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
  });
  for await (const line of createInterface(child.stdout)) return { process: child, line };
  throw new Error(`${args.join(' ')} ended before it was ready.`);
}

async function loadDemo() {
  for (const file of ['schema.sql', 'data.sql']) await observer.query(readFileSync(`schema/demo/${file}`, 'utf8'));
}

/** Every target gives the answer of the statement by hand. */
async function verifyAnswers({ query, variables, sql, values }) {
  for (let turn = 0; turn < 12; turn += 1) {
    const { rows } = await observer.query({ text: sql, values: values(variables(turn)), rowMode: 'array' });
    const agent = new Agent();
    for (const target of targets) {
      const answer = JSON.parse(await post(agent, target, JSON.stringify({ query, variables: variables(turn) })));
      deepStrictEqual(answer, { data: JSON.parse(rows[0][0]) }, target.name);
    }
  }
}

/** Milliseconds of CPU per request, of the server and of its backends, and requests per second. */
async function measure(target, operation) {
  const backends = (await observer.query(`select pid from pg_stat_activity where backend_type = 'client backend'`))
    .rows;
  const pids = backends.map(({ pid }) => pid);
  const before = { server: cpu(target.process.pid), backends: sum(pids.map(cpu)), at: performance.now() };
  await load(target, operation, requestsARound);
  const after = { server: cpu(target.process.pid), backends: sum(pids.map(cpu)), at: performance.now() };
  return {
    server: (after.server - before.server) / requestsARound,
    backends: (after.backends - before.backends) / requestsARound,
    perSecond: (requestsARound * 1000) / (after.at - before.at),
  };
}

async function load(target, { query, variables }, requests) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  let turn = 0;
  const one = async () => {
    while (turn < requests) await post(agent, target, JSON.stringify({ query, variables: variables(turn++) }));
  };
  await Promise.all(Array.from({ length: sockets }, one));
  agent.destroy();
}

async function post(agent, { line: port }, body) {
  const sent = request({ agent, host: '127.0.0.1', port, path: '/graphql', method: 'POST' });
  sent.setHeader('content-type', 'application/json');
  sent.end(body);
  const [response] = await once(sent, 'response');
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) text += chunk;
  if (response.statusCode !== 200) throw new Error(`HTTP ${response.statusCode}: ${text}`);
  return text;
}

/** Milliseconds that a process has run, in user and kernel mode: fields 14 and 15 of /proc/PID/stat, in ticks of 10 ms. */
function cpu(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

function summary(samples) {
  const median = (key) => samples.map((sample) => sample[key]).sort((a, b) => a - b)[Math.floor(samples.length / 2)];
  return { server: median('server'), backends: median('backends'), perSecond: median('perSecond') };
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
