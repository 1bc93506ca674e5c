import { AsyncLocalStorage } from 'node:async_hooks';
import type { DatabaseConnection, WithConnection } from 'pillion';
import type { DataSource, EntityManager } from 'typeorm';

/** The transaction that the current request has open, if it has one. */
export const openTransaction = new AsyncLocalStorage<EntityManager>();

/**
 * All that Pillion needs: inside an open transaction it reads on the transaction's own connection, and so sees the rows
 * that are not committed yet; outside it gets one from TypeORM's pool and gives it back.
 */
export function lendFrom(dataSource: DataSource): WithConnection {
  return async (_context, run) => {
    const transaction = openTransaction.getStore()?.queryRunner;
    if (transaction) return run((await transaction.connect()) as DatabaseConnection);
    const runner = dataSource.createQueryRunner();
    try {
      return await run((await runner.connect()) as DatabaseConnection);
    } finally {
      await runner.release();
    }
  };
}
