import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's URL of the server that this run of the tests uses. */
    databaseUrl: string;
    /** Where that server keeps its unix socket; empty for a server of the developer's own. */
    socketDirectory: string;
  }
}

/**
 * Starts ONE real PostgreSQL for the run and provides its URL as `databaseUrl`. `PILLION_TEST_DATABASE_URL` names a
 * server to use instead; its role must be allowed to create databases.
 */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env.PILLION_TEST_DATABASE_URL;
  if (given !== undefined && given !== '') {
    project.provide('databaseUrl', given);
    project.provide('socketDirectory', '');
    return;
  }
  const { url, socketDirectory } = await startServer();
  project.provide('databaseUrl', url);
  project.provide('socketDirectory', socketDirectory);
}

/** Closing the server's standard input ends it; so does the death of this process. */
export async function teardown(): Promise<void> {
  if (server?.exitCode !== null) return;
  const exited = once(server, 'exit');
  server.stdin?.end();
  await exited;
}

let server: ChildProcess | undefined;

async function startServer(): Promise<{ url: string; socketDirectory: string }> {
  const program = fileURLToPath(new URL('./embedded-postgres-process.js', import.meta.url));
  // A process group of its own: Ctrl-C must not reach PostgreSQL before the tests have let go of it.
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  server = child;
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) return JSON.parse(line) as { url: string; socketDirectory: string };
  throw new Error('The embedded PostgreSQL ended before it was ready.');
}
