/** One cold start for bench/wide.js: `node --expose-gc bench/wide-start.js <catalog file> read|load`. Prints figures as JSON. */
import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { getIntrospectionQuery } from 'graphql';
import pg from 'pg';
import { createGateway, fromPool, parseCatalog, reflectCatalog } from 'pillion';

const [file, how] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const options = { withConnection: fromPool(pool) };
// The connection is the host's, and open.
await pool.query('select 1');

const heapBefore = heap();
const text = how === 'load' ? readFileSync(file, 'utf8') : undefined;
let gateway;
const start = await time(async () => {
  gateway = await createGateway(text === undefined ? options : { ...options, catalog: parseCatalog(text) });
});
const heapGrowth = heap() - heapBefore;
const query = await time(() =>
  ask('{ billingInvoices(where: { id: { gt: 0 } }) { nodes { id billingItem { id } } } }'),
);
const next = await time(() => ask('{ crewShifts(first: 3) { totalCount aggregate { count } } }'));
const introspection = await time(() => ask(getIntrospectionQuery()));
const types = Object.keys(gateway.schema.getTypeMap()).length;
if (how === 'read') writeFileSync(file, JSON.stringify(await reflectCatalog(options)));
process.stdout.write(JSON.stringify({ start, heap: heapGrowth, query, next, introspection, types }));
await gateway.close();
await pool.end();

async function ask(query) {
  const { errors } = await gateway.execute({ query });
  if (errors !== undefined) throw errors[0];
}

async function time(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function heap() {
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1e6;
}
