import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, chmodSync, readFileSync, statSync } from 'node:fs';
import { type AddressInfo, createConnection, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { read } from '../../src/database/read.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { readRequest } from '../support/read-request.js';

let database: TestDatabase;
let ca: string;
let listener: Server;
/** What each connection began with, in the order in which they came: all that it sent before the server answered. */
const openings: Buffer[] = [];

const onOwnServer = inject('socketDirectory') !== '';

beforeAll(async () => {
  database = await createDatabase();
  if (!onOwnServer) return;
  const { rows } = await database.pool.query<{ folder: string }>("select current_setting('data_directory') as folder");
  const folder = rows[0]?.folder ?? '';
  const [key, certificate] = ['server.key', 'server.crt'].map((name) => join(folder, name)) as [string, string];
  const options = ['-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-keyout', key, '-out', certificate, ...options], {
    stdio: 'ignore',
  });
  const { uid, gid } = statSync(folder);
  for (const file of [key, certificate]) {
    chmodSync(file, 0o600);
    chownSync(file, uid, gid);
  }
  ca = readFileSync(certificate, 'utf8');
  await database.pool.query('alter system set ssl = on');
  await database.pool.query('select pg_reload_conf()');
  listener = createServer((socket) => {
    const upstream = createConnection(Number(new URL(database.url).port), '127.0.0.1');
    socket.once('data', (opening) => openings.push(opening));
    socket.pipe(upstream).pipe(socket);
    for (const each of [socket, upstream]) each.on('error', () => [socket, upstream].forEach((one) => one.destroy()));
  });
  listener.listen(0);
  await once(listener, 'listening');
});
afterAll(async () => {
  if (onOwnServer) {
    await database.pool.query('alter system reset ssl');
    await database.pool.query('select pg_reload_conf()');
    listener.close();
  }
  await database.drop();
});

test.skipIf(!onOwnServer).each(['strict', 'light'] as const)(
  "under %s a cancel request is encrypted as the client's connection is, and checks the same certificate",
  async (guard) => {
    const { pathname } = new URL(database.url);
    const client = new pg.Client({
      host: 'localhost',
      port: (listener.address() as AddressInfo).port,
      user: 'postgres',
      database: pathname.slice(1),
      ssl: { ca },
    });
    await client.connect();
    openings.length = 0;
    const slow = readRequest('select pg_sleep(10)::text as r0');
    const start = performance.now();
    const reading = read(client, slow, { guard, statementTimeout: 9000, signal: AbortSignal.timeout(100) });
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(performance.now() - start).toBeLessThan(3000);
    // PostgreSQL manual, "Message Formats": SSLRequest is the length 8 and the number 80877103.
    const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
    expect(openings.length).toBeGreaterThan(0);
    for (const opening of openings) expect(opening).toEqual(sslRequest);
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.end();
  },
);
