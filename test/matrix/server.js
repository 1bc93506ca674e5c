import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

const program = fileURLToPath(new URL('../support/embedded-postgres-process.js', import.meta.url));

/** A PostgreSQL of one major version, which this folder has as a package of its own. */
export async function startServer(major) {
  const folder = fileURLToPath(new URL(`./node_modules/postgres-${major}`, import.meta.url));
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const stop = async () => {
    const exited = once(child, 'exit');
    child.stdin.end();
    await exited;
  };
  for await (const line of createInterface({ input: child.stdout })) return { url: JSON.parse(line).url, stop };
  throw new Error(`PostgreSQL ${major} ended before it was ready.`);
}
