import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { lendNoted, noted, NotingPool } from './noting-pool.js';
import type { OpenHost } from './open-host.js';

/** Kysely 0.28, whose client is private: its pool notes it. */
export function kyselyHost(connectionString: string): OpenHost {
  const pool = new NotingPool({ connectionString });
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
  return {
    withConnection: lendNoted(pool),
    transaction: (work) =>
      noted((store) =>
        db
          .transaction()
          .execute((trx) => work(store, async (sql) => (await trx.executeQuery(CompiledQuery.raw(sql))).rows)),
      ),
    borrowed: () => pool.totalCount - pool.idleCount,
    close: () => db.destroy(),
  };
}
