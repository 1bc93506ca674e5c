import { readFileSync } from 'node:fs';
import { fileURLToPath, URL } from 'node:url';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { start } from './processes.js';

const fromRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Four times the demo's sailings, customers and bookings: 70,000 rows. */
const scale = 4;

/**
 * The demo database, in an embedded PostgreSQL, or at DATABASE_URL if it is loaded there. The observer is a connection
 * that no target uses.
 */
export async function openDatabase() {
  const given = process.env.DATABASE_URL;
  const server = given
    ? undefined
    : await start(process.execPath, [fromRoot('test/support/embedded-postgres-process.js')]);
  const url = given ?? JSON.parse(server.line).url;
  const observer = new pg.Client({ connectionString: url, application_name: 'observer' });
  await observer.connect();
  if (server !== undefined) await loadDemo(observer);
  const counted = await observer.query('create extension if not exists pg_stat_statements').then(
    () => true,
    () => false,
  );
  return {
    url,
    observer,
    /** The ids of the processes that serve a target's connections. */
    backends: async (applicationName) => {
      const { rows } = await observer.query({
        name: 'backends',
        text: 'select pid from pg_stat_activity where application_name = $1 order by pid',
        values: [applicationName],
      });
      return rows.map(({ pid }) => pid);
    },
    /** How many statements PostgreSQL runs meanwhile; undefined where it does not count. */
    statementsDuring: async (work) => {
      if (!counted) return work().then(() => undefined);
      const before = await statementsRun(observer);
      await work();
      return (await statementsRun(observer)) - before;
    },
    /** Counting costs CPU, so it is off while that is measured; in a server of its own only. */
    countStatements: async (on) => {
      if (!counted || server === undefined) return;
      await observer.query(`alter system set pg_stat_statements.track = ${on ? 'top' : 'none'}`);
      await observer.query('select pg_reload_conf()');
      await setTimeout(100);
    },
    close: async () => {
      await observer.end();
      await server?.stop();
    },
  };
}

async function loadDemo(client) {
  await client.query(`set pillion.scale = ${scale}`);
  for (const file of ['schema.sql', 'data.sql'])
    await client.query(readFileSync(fromRoot(`schema/demo/${file}`), 'utf8'));
  await client.query('vacuum analyze');
}

/** Without its own. */
async function statementsRun(observer) {
  const { rows } = await observer.query(
    `select sum(calls)::int as calls from pg_stat_statements where query !~ 'pg_stat_statements'`,
  );
  return rows[0].calls ?? 0;
}
