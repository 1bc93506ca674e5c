import 'reflect-metadata';
import { AsyncLocalStorage } from 'node:async_hooks';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { DatabaseConnection } from '../../../src/database/connection.js';
import type { OpenHost } from './open-host.js';

/** TypeORM: the query runner of a transaction, or a fresh one. */
export async function typeormHost(url: string): Promise<OpenHost> {
  const dataSource = await new DataSource({ type: 'postgres', url }).initialize();
  const transactions = new AsyncLocalStorage<EntityManager>();
  const connectionOf = async (runner: QueryRunner): Promise<DatabaseConnection> =>
    (await runner.connect()) as DatabaseConnection;
  return {
    async withConnection(context, run) {
      const manager = (context as EntityManager | undefined) ?? transactions.getStore();
      if (manager?.queryRunner?.isReleased) throw new Error('The transaction of this context has ended.');
      if (manager?.queryRunner !== undefined) return run(await connectionOf(manager.queryRunner));
      const runner = dataSource.createQueryRunner();
      try {
        return await run(await connectionOf(runner));
      } finally {
        await runner.release();
      }
    },
    transaction: (work) =>
      dataSource.transaction((manager) =>
        transactions.run(manager, () => work(manager, (sql) => manager.query<unknown[]>(sql))),
      ),
    close: () => dataSource.destroy(),
  };
}
