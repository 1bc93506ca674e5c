import process from 'node:process';
import pg from 'pg';

/** As many connections for every target; none is closed for being idle while others are measured. */
export const poolOptions = {
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.BENCH_CONNECTIONS),
  idleTimeoutMillis: 0,
};

export function createPool() {
  return new pg.Pool(poolOptions);
}
