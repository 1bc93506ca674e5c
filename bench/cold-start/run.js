/**
 * `npm run bench:start [-- --databases demo,1000 --runs 7 --chart file.svg]`: what it costs from `import` to the first
 * answer, from the database and from a saved catalog, on the demo and on 10, 100 and 1,000 tables of schema/wide. Each start
 * is a process of its own, in which nothing is warm; they take turns. `npm run bench:wide` is that of 1,000 tables, with
 * introspection.
 */
import { execFileSync } from 'node:child_process';
import console from 'node:console';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createGateway, fromPool, reflectCatalog } from '../../dist/bundle/index.js';
import { start } from '../processes.js';
import { chart } from './chart.js';

const { values: options } = parseArgs({
  options: {
    databases: { type: 'string', default: 'demo,10,100,1000' },
    ways: { type: 'string', default: 'execute,http' },
    runs: { type: 'string', default: '7' },
    chart: { type: 'string' },
  },
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const databases = options.databases.split(',').map((name) => (name === 'demo' ? demo() : wide(Number(name))));
const ways = options.ways.split(',');

const server = await start(process.execPath, [join(root, 'test/support/embedded-postgres-process.js')]);
const folder = mkdtempSync(join(tmpdir(), 'pillion-start-'));
try {
  const { url } = JSON.parse(server.line);
  for (const database of databases) await prepare(database, url);
  const samples = [];
  for (let run = 0; run < Number(options.runs); run += 1) {
    for (const database of databases) {
      for (const way of ways) for (const what of ['read', 'saved']) samples.push(startOnce(database, way, what));
    }
  }
  const rows = databases.flatMap((database) =>
    ways.flatMap((way) =>
      ['read', 'saved'].map((what) =>
        best(samples.filter((each) => each.database === database && each.way === way && each.what === what)),
      ),
    ),
  );
  console.table(Object.fromEntries(rows.map((row) => [`${row.database.title}, ${row.way}, ${row.what}`, shown(row)])));
  if (options.chart !== undefined) {
    const { rows: version } = await query(url, 'show server_version');
    writeFileSync(options.chart, chart(rows, { node: process.version, postgresql: version[0].server_version }));
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}

function demo() {
  const file = (name) => readFileSync(join(root, 'schema/demo', name), 'utf8');
  return {
    name: 'demo',
    title: 'demo',
    sql: () => [file('schema.sql'), file('data.sql')],
    query:
      '{ ports(first: 3) { nodes { name island { name } } } islands(first: 2) { nodes { ports { nodes { slug } } } } }',
  };
}

function wide(tables) {
  const generator = join(root, 'schema/wide/generate.js');
  return {
    name: `wide_${tables}`,
    title: `${tables.toLocaleString('en')} tables`,
    sql: () => [execFileSync(process.execPath, [generator, String(tables)], { encoding: 'utf8' })],
    query: '{ archiveAreas(first: 3) { nodes { id archiveAsset { id } archiveAgents { nodes { id } } } } }',
  };
}

/** Loads it, and saves its catalog. */
async function prepare(database, serverUrl) {
  await query(serverUrl, `create database ${database.name}`);
  database.url = serverUrl.replace(/[^/]+$/, database.name);
  database.file = join(folder, `${database.name}.json`);
  for (const text of database.sql()) await query(database.url, text);
  await query(database.url, 'vacuum analyze');
  const pool = new pg.Pool({ connectionString: database.url });
  const lending = { withConnection: fromPool(pool) };
  const gateway = await createGateway(lending);
  const { errors } = await gateway.execute({ query: database.query });
  if (errors !== undefined) throw errors[0];
  await gateway.close();
  writeFileSync(database.file, JSON.stringify(await reflectCatalog(lending)));
  await pool.end();
}

async function query(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

function startOnce(database, way, what) {
  const once = join(root, 'bench/cold-start/once.js');
  const figures = execFileSync(process.execPath, [once, way, what, database.file, database.query], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: database.url, NODE_ENV: 'production' },
  });
  return { database, way, what, ...JSON.parse(figures) };
}

/** The start with the least of each part: whatever else the machine does only adds to it. */
function best(samples) {
  const least = (part) =>
    samples.map((sample) => sample[part]).reduce((one, other) => (other?.cpu < one?.cpu ? other : one));
  return {
    ...samples[0],
    before: Math.min(...samples.map(({ before }) => before)),
    import: least('import'),
    start: least('start'),
    answer: least('answer'),
    memory: Math.max(...samples.map(({ memory }) => memory)),
    introspection: least('introspection'),
  };
}

function ours({ import: imported, start: started, answer }) {
  return imported.cpu + started.cpu + answer.cpu;
}

function shown(row) {
  const { before, import: imported, start: started, answer, memory, introspection } = row;
  return {
    'Node and pg ms': Math.round(before),
    'import ms': Math.round(imported.cpu),
    'start ms': Math.round(started.cpu),
    'first answer ms': Math.round(answer.cpu),
    'CPU ms': Math.round(ours(row)),
    'clock ms': Math.round(imported.wall + started.wall + answer.wall),
    'peak MiB': Math.round(memory),
    ...(introspection && {
      types: row.types,
      'introspection ms': Math.round(introspection.cpu),
      'its MB': Math.round(row.introspectionBytes / 1e6),
      'its peak MiB': Math.round(row.introspectionMemory),
    }),
  };
}
