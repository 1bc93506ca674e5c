import type { TransactionHost } from '@nestjs-cls/transactional';
import type { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import type { DatabaseConnection, WithConnection } from 'pillion';
import type { DataSource, QueryRunner } from 'typeorm';
import { actAs, type Visitor } from './visitor.js';

export type Transactions = TransactionHost<TransactionalAdapterTypeOrm>;

/**
 * All that Pillion needs. Inside a method with `@Transactional()` it reads on the connection of that transaction, and so sees
 * the rows that are not committed yet. Outside, it gets a transaction in which PostgreSQL takes it for the visitor: the
 * policies decide what there is to see. Without a visitor Pillion reflects the database, and no request is there to answer.
 */
export function lendFrom(dataSource: DataSource, transactions: Transactions): WithConnection<Visitor | undefined> {
  return async (visitor, run) => {
    const open = transactions.isTransactionActive() ? transactions.tx.queryRunner : undefined;
    if (open) return run(await connectionOf(open));
    const runner = dataSource.createQueryRunner();
    try {
      if (visitor === undefined) return await run(await connectionOf(runner));
      await runner.startTransaction();
      await actAs(runner.manager, visitor);
      return await run(await connectionOf(runner));
    } finally {
      try {
        if (runner.isTransactionActive) await runner.rollbackTransaction();
      } finally {
        await runner.release();
      }
    }
  };
}

async function connectionOf(runner: QueryRunner): Promise<DatabaseConnection> {
  return (await runner.connect()) as DatabaseConnection;
}
