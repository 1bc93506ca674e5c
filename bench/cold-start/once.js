/**
 * One cold start, for run.js: `node once.js <way> <what> <catalog file> <query>`, with DATABASE_URL. Prints what it cost as
 * JSON. `way` is `execute` (`gateway.execute`), `http` (over `pillion/node`, and so through Apollo Server) or
 * `introspection`; `what` is `read` (from the database) or `saved` (from the file).
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import pg from 'pg';

const [way, what, file, query] = process.argv.slice(2);

// The driver, an open connection and an HTTP server are the host's, and there before.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
await pool.query('select 1');
const server = createServer();
await once(server.listen(0, '127.0.0.1'), 'listening');
const before = cpu();
const memoryBefore = peakMemory();

let pillion;
let mount;
const imported = await measured(async () => {
  pillion = await import('../../dist/bundle/index.js');
  if (way === 'http') mount = await import('../../dist/bundle/server/node.js');
});
let gateway;
const started = await measured(async () => {
  const catalog = what === 'saved' ? { catalog: pillion.parseCatalog(readFileSync(file, 'utf8')) } : {};
  gateway = await pillion.createGateway({ withConnection: pillion.fromPool(pool), introspection: true, ...catalog });
  if (way === 'http') server.on('request', mount.nodeHandler(gateway));
});
const answered = await measured(way === 'http' ? post : () => execute(query));
const memory = peakMemory() - memoryBefore;
const whole = way === 'introspection' ? await introspect() : {};

process.stdout.write(JSON.stringify({ before, import: imported, start: started, answer: answered, memory, ...whole }));
server.close();
await gateway.close();
await pool.end();

async function execute(text) {
  const { data, errors } = await gateway.execute({ query: text });
  if (errors !== undefined) throw errors[0];
  return data;
}

/** As little of a client as there can be, for it runs in this process. */
async function post() {
  const body = JSON.stringify({ query });
  const socket = connect(server.address().port, '127.0.0.1');
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  let answer = '';
  for await (const chunk of socket.setEncoding('utf8')) answer += chunk;
  if (!answer.startsWith('HTTP/1.1 200') || !answer.includes('{"data":{')) throw new Error(answer);
}

/** What a client that wants to know the whole schema costs. */
async function introspect() {
  const { getIntrospectionQuery } = await import('graphql');
  let text = '';
  const introspection = await measured(async () => {
    text = JSON.stringify(await execute(getIntrospectionQuery()));
  });
  const types = Object.keys(gateway.schema.getTypeMap()).length;
  return { introspection, types, introspectionBytes: text.length, introspectionMemory: peakMemory() - memoryBefore };
}

async function measured(work) {
  const [start, from] = [cpu(), performance.now()];
  await work();
  return { cpu: cpu() - start, wall: performance.now() - from };
}

/** Milliseconds that this process has run on a CPU, its threads all together: those that collect garbage and compile, too. */
function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** MiB, the most that this process held. */
function peakMemory() {
  return process.resourceUsage().maxRSS / 1024;
}
