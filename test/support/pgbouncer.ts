import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The program that `PILLION_PGBOUNCER` names, or that of the path; undefined where there is none. */
export function pgbouncerProgram(): string | undefined {
  const program = process.env.PILLION_PGBOUNCER ?? 'pgbouncer';
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return program;
  } catch {
    return undefined;
  }
}

export interface PgBouncer {
  /** The URL of the server, through the pooler. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A PgBouncer in transaction mode in front of a server, for all its databases; `slots` are its connections to each. */
export async function startPgbouncer(program: string, serverUrl: string, slots: number): Promise<PgBouncer> {
  const folder = await mkdtemp(join(tmpdir(), 'pillion-pgbouncer-'));
  const { hostname, port, username } = new URL(serverUrl);
  const listenPort = await freePort();
  const configuration = join(folder, 'pgbouncer.ini');
  await writeFile(
    configuration,
    `[databases]
* = host=${hostname} port=${port} user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${slots}
max_client_conn = 1000
server_idle_timeout = 5
ignore_startup_parameters = extra_float_digits
`,
  );
  await chmod(folder, 0o755);
  const child = spawn(program, [configuration], { stdio: ['ignore', 'ignore', 'pipe'], ...unprivileged() });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(log)));
    child.stderr.on('data', (chunk) => {
      log += String(chunk);
      if (log.includes('process up')) resolve();
    });
  });
  const url = new URL(serverUrl);
  url.port = String(listenPort);
  return {
    url: url.href,
    stop: async () => {
      if (child.exitCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** PgBouncer, too, refuses to run as root. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
