import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { pgbouncerProgram, type PgBouncer, startPgbouncer } from './pgbouncer.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's URL of the server that this run of the tests uses. */
    databaseUrl: string;
    /** Where that server keeps its unix socket; empty for a server of the developer's own. */
    socketDirectory: string;
    /** The same server through a pooler, where this run is to go through one. */
    poolerUrl: string | undefined;
  }
}

/**
 * Starts ONE real PostgreSQL for the run and provides its URL as `databaseUrl`. `PILLION_TEST_DATABASE_URL` names a
 * server to use instead; its role must be allowed to create databases. With `PILLION_TEST_POOLER=pgbouncer` the pools of
 * the tests go through a PgBouncer in transaction mode with ten connections to each database.
 */
export async function setup(project: TestProject): Promise<void> {
  const serverUrl = await provideServer(project);
  pooler = await startPooler(serverUrl);
  project.provide('poolerUrl', pooler?.url);
}

async function provideServer(project: TestProject): Promise<string> {
  const given = process.env.PILLION_TEST_DATABASE_URL;
  if (given !== undefined && given !== '') {
    project.provide('databaseUrl', given);
    project.provide('socketDirectory', '');
    return given;
  }
  const { url, socketDirectory } = await startServer();
  project.provide('databaseUrl', url);
  project.provide('socketDirectory', socketDirectory);
  return url;
}

async function startPooler(serverUrl: string): Promise<PgBouncer | undefined> {
  const wanted = process.env.PILLION_TEST_POOLER ?? '';
  if (wanted === '') return undefined;
  const program = wanted === 'pgbouncer' ? pgbouncerProgram() : undefined;
  if (program === undefined)
    throw new Error(`PILLION_TEST_POOLER=${wanted}: that is not installed, or not known here.`);
  return startPgbouncer(program, serverUrl, 10);
}

/** Closing the server's standard input ends it; so does the death of this process. */
export async function teardown(): Promise<void> {
  await pooler?.stop();
  if (server?.exitCode !== null) return;
  const exited = once(server, 'exit');
  server.stdin?.end();
  await exited;
}

let server: ChildProcess | undefined;
let pooler: PgBouncer | undefined;

async function startServer(): Promise<{ url: string; socketDirectory: string }> {
  const program = fileURLToPath(new URL('./embedded-postgres-process.js', import.meta.url));
  // A process group of its own: Ctrl-C must not reach PostgreSQL before the tests have let go of it.
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  server = child;
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) return JSON.parse(line) as { url: string; socketDirectory: string };
  throw new Error('The embedded PostgreSQL ended before it was ready.');
}
