import express, { type Express, type Request } from 'express';
import { createGateway, type WithConnection } from 'pillion';
import { expressMount } from 'pillion/express';
import type pg from 'pg';

/** Who asks, as your login knows it. */
interface Visitor {
  readonly tenantId: number;
}

/** Each operation in a transaction of its own, in which PostgreSQL knows who asks. */
function lendFrom(pool: pg.Pool): WithConnection<Visitor | undefined> {
  return async (visitor, run) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      // Without a visitor it is the gateway itself, which reads the catalog when it starts.
      if (visitor !== undefined) {
        await client.query("select set_config('role', 'billing_reader', true), set_config('app.tenant', $1, true)", [
          String(visitor.tenantId),
        ]);
      }
      return await run(client);
    } finally {
      // The rollback takes role and setting back. A connection on which it fails is not to be used again.
      await client.query('rollback').then(
        () => client.release(),
        () => client.release(true),
      );
    }
  };
}

export async function createApp(pool: pg.Pool, visitorOf: (request: Request) => Visitor): Promise<Express> {
  const gateway = await createGateway({ withConnection: lendFrom(pool), role: () => 'billing_reader' });
  const app = express();
  app.use('/graphql', expressMount(gateway, { context: ({ req }) => visitorOf(req) }));
  return app;
}
