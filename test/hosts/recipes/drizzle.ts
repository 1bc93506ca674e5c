import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { lendNoted, noted, NotingPool } from './noting-pool.js';
import type { OpenHost } from './open-host.js';

/** Drizzle on node-postgres, whose client is private: its pool notes it. */
export function drizzleHost(connectionString: string): OpenHost {
  const pool = new NotingPool({ connectionString });
  const db = drizzle({ client: pool });
  return {
    withConnection: lendNoted(pool),
    transaction: (work) =>
      noted((store) => db.transaction((tx) => work(store, async (text) => (await tx.execute(sql.raw(text))).rows))),
    borrowed: () => pool.totalCount - pool.idleCount,
    close: () => pool.end(),
  };
}
