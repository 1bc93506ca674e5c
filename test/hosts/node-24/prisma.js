import { PrismaPg } from '@prisma/adapter-pg';
import { fromPool } from 'pillion';
import { PrismaClient } from './generated/index.js';
import { noted, NotingPool, transactions } from './noting-pool.js';

/** Prisma 7 on a pool of ours: the client of an interactive transaction is noted by the pool. */
export function prismaHost(connectionString) {
  const pool = new NotingPool({ connectionString });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const lend = fromPool(pool);
  return {
    withConnection: (context, run) => {
      const store = context ?? transactions.getStore();
      if (store?.ended) throw new Error('The transaction of this context has ended.');
      return store?.client === undefined ? lend(context, run) : run(store.client);
    },
    transaction: (work) =>
      noted((store) =>
        prisma.$transaction(async (tx) => work(store, (sql) => tx.$queryRawUnsafe(sql)), { timeout: 20_000 }),
      ),
    borrowed: () => pool.totalCount - pool.idleCount,
    close: async () => {
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}
