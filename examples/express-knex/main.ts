import { startEmbeddedPostgres } from '../embedded-postgres.js';
import { createApp } from './create-app.js';
import { connect } from './tables.js';

const port = Number(process.env.PORT ?? 4000);
const embedded = process.env.DATABASE_URL === undefined ? await startEmbeddedPostgres() : undefined;
const knex = await connect(process.env.DATABASE_URL ?? embedded?.url ?? '');
const app = await createApp(knex);

const server = app.listen(port, () => {
  process.stdout.write(
    `The bakery listens on http://localhost:${port}; GraphiQL is at http://localhost:${port}/graphql\n`,
  );
});

async function stop(): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
  await knex.destroy();
  await embedded?.stop();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
