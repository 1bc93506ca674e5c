import { readFile } from 'node:fs/promises';
import { URL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/index.js';
import { NotingPool } from './lend-connection.js';

/** Prisma on a pool that Pillion borrows from, too; on an empty database it makes the tables and two screenings. */
export async function connect(connectionString) {
  const pool = new NotingPool({ connectionString });
  const { rows } = await pool.query(`select to_regclass('screening') as found`);
  if (rows[0].found === null) await pool.query(await readFile(new URL('migration.sql', import.meta.url), 'utf8'));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}
