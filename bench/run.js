/**
 * `npm run bench [-- --quick]`: Pillion beside the limit and its peers, on the demo database in an embedded
 * PostgreSQL (or DATABASE_URL). README.md has the flags. Linux only, for it reads /proc.
 */
import console from 'node:console';
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { chart } from './chart.js';
import { openDatabase } from './database.js';
import { measure } from './measure.js';
import { readOptions } from './options.js';
import { hasPeers, node, start } from './processes.js';
import { summaryText, table, wholeResult } from './report.js';
import { median, summarise, total } from './summary.js';
import { verify } from './verify.js';

const options = readOptions(process.argv.slice(2));
if (!hasPeers) console.log('Without the peers, which `npm ci` in bench/ installs.');

const database = await openDatabase();
const load = await start(node, [fileURLToPath(new URL('load.js', import.meta.url))]);
const running = [];
try {
  for (const target of options.targets) {
    const env = { DATABASE_URL: database.url, PGAPPNAME: target.name, BENCH_CONNECTIONS: String(options.connections) };
    running.push({ target, server: await start(node, target.program, env) });
  }
  const results = [];
  for (const operation of options.operations) {
    results.push(await measureOperation(operation));
    // After each, for a run is long.
    const whole = await wholeResult(results, { database, running, options });
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(whole, null, 2)}\n`);
    if (options.chart !== undefined) writeFileSync(options.chart, chart(whole));
  }
  console.log(summaryText(await wholeResult(results, { database, running, options })));
} finally {
  for (const { server } of running) await server.stop();
  await load.stop();
  await database.close();
}

async function measureOperation(operation) {
  const started = Date.now();
  const requests = Math.max(20, Math.round(operation.requests * options.share));
  const parts = { database, load, options };
  const sample = (each, form) => measure(parts, each, operation, { form, requests });
  const form = await bestForm(operation, sample);
  const able = running.filter(({ target }) => target.peer !== true || target.answers(operation));
  await database.countStatements(true);
  const statements = await verify({ database, running: able, operation, form });
  await database.countStatements(false);
  const warmUp = Math.max(requests, operation.requests / 2);
  for (const each of able) await measure(parts, each, operation, { form, requests: warmUp });
  const samples = Object.fromEntries(able.map(({ target }) => [target.name, []]));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const each of round % 2 === 0 ? able : able.toReversed()) {
      samples[each.target.name].push(await sample(each, form));
    }
  }
  const summary = summarise(
    operation,
    samples,
    able.map(({ target }) => target),
  );
  for (const [name, figures] of Object.entries(summary.targets)) figures.statements = statements[name];
  console.log(`${operation.name} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  console.table(table(summary));
  return summary;
}

/** Which form of the limit the frameworks are to be measured by; the summary looks again, over all rounds. */
async function bestForm(operation, sample) {
  const limits = running.filter(({ target }) => target.group === 'limit');
  const costs = [];
  for (const each of limits) {
    await sample(each);
    const samples = [await sample(each), await sample(each), await sample(each)];
    costs.push({ form: each.target.path().slice(1), cost: median(samples.map(total)) });
  }
  return costs.sort((a, b) => a.cost - b.cost)[0].form;
}
