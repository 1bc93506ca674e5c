import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEmbeddedPostgres } from '../embedded-postgres.js';
import { createApp } from './create-app.js';

const port = Number(process.env.PORT ?? 4000);
const embedded = process.env.DATABASE_URL === undefined ? await startEmbeddedPostgres() : undefined;
const app = await createApp(process.env.DATABASE_URL ?? embedded?.url ?? '');
await app.listen(port);
const address = (app.getHttpServer() as Server).address() as AddressInfo;
process.stdout.write(`The desk is open on http://localhost:${address.port}\n`);

async function stop(): Promise<void> {
  await app.close();
  await embedded?.stop();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
