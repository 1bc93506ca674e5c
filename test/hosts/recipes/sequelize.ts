import { AsyncLocalStorage } from 'node:async_hooks';
import { QueryTypes, Sequelize, type Transaction } from 'sequelize';
import type { DatabaseConnection } from '../../../src/database/connection.js';
import type { OpenHost } from './open-host.js';

/** What Sequelize 6 has and its types do not tell. */
interface OpenTransaction {
  readonly connection: DatabaseConnection;
  /** Set at its end; the connection stays set. */
  readonly finished?: string;
}
interface ConnectionManager {
  getConnection(options: { readonly type: 'read' }): Promise<DatabaseConnection>;
  releaseConnection(connection: DatabaseConnection): void;
}

/** Sequelize 6: the connection of a transaction, or one of its connection manager. */
export function sequelizeHost(url: string): OpenHost {
  const sequelize = new Sequelize(url, { logging: false });
  const manager = sequelize.connectionManager as unknown as ConnectionManager;
  const transactions = new AsyncLocalStorage<Transaction>();
  return {
    async withConnection(context, run) {
      const transaction = (context as Transaction | undefined) ?? transactions.getStore();
      if (transaction !== undefined) {
        const { finished, connection } = transaction as unknown as OpenTransaction;
        if (finished !== undefined) throw new Error('The transaction of this context has ended.');
        return run(connection);
      }
      const connection = await manager.getConnection({ type: 'read' });
      try {
        return await run(connection);
      } finally {
        manager.releaseConnection(connection);
      }
    },
    transaction: (work) =>
      sequelize.transaction((transaction) =>
        transactions.run(transaction, () =>
          work(transaction, async (sql) => {
            const [rows] = await sequelize.query(sql, { transaction, type: QueryTypes.RAW });
            return Array.isArray(rows) ? rows : [];
          }),
        ),
      ),
    close: () => sequelize.close(),
  };
}
