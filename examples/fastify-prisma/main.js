import process from 'node:process';
// Built by `npm run build:server`, as `pillion` itself is.
import { startEmbeddedPostgres } from '../../dist/examples/embedded-postgres.js';
import { createApp } from './create-app.js';
import { connect } from './database.js';

const port = Number(process.env.PORT ?? 4000);
const embedded = process.env.DATABASE_URL === undefined ? await startEmbeddedPostgres() : undefined;
const database = await connect(process.env.DATABASE_URL ?? embedded.url);
const app = await createApp(database);
await app.listen({ port });
process.stdout.write(
  `The cinema listens on http://localhost:${port}; GraphiQL is at http://localhost:${port}/graphql\n`,
);

async function stop() {
  await app.close();
  await database.close();
  await embedded?.stop();
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop());
