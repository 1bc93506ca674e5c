import 'reflect-metadata';
import { AsyncLocalStorage } from 'node:async_hooks';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { DatabaseConnection, WithConnection } from '../../../src/database/connection.js';
import type { OpenHost } from './open-host.js';

/** TypeORM: the query runner of a transaction, or a fresh one. */
export async function typeormHost(url: string): Promise<OpenHost> {
  const dataSource = await new DataSource({ type: 'postgres', url }).initialize();
  const transactions = new AsyncLocalStorage<EntityManager>();
  return {
    withConnection: lendFrom(dataSource, () => transactions.getStore()),
    transaction: (work) =>
      dataSource.transaction((manager) =>
        transactions.run(manager, () => work(manager, (sql) => manager.query<unknown[]>(sql))),
      ),
    close: () => dataSource.destroy(),
  };
}

/** `current` finds the manager of the open transaction, where the context does not have it. */
export function lendFrom(dataSource: DataSource, current: () => EntityManager | undefined): WithConnection {
  return async (context, run) => {
    const manager = (context as EntityManager | undefined) ?? current();
    if (manager?.queryRunner?.isReleased) throw new Error('The transaction of this context has ended.');
    if (manager?.queryRunner !== undefined) return run(await connectionOf(manager.queryRunner));
    const runner = dataSource.createQueryRunner();
    try {
      return await run(await connectionOf(runner));
    } finally {
      await runner.release();
    }
  };
}

async function connectionOf(runner: QueryRunner): Promise<DatabaseConnection> {
  return (await runner.connect()) as DatabaseConnection;
}
