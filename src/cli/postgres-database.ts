import { fromPool } from '../database/from-pool.js';
import { PillionError } from '../errors/pillion-error.js';
import type { CliDatabase } from './cli-database.js';
import { optionalPackage } from './optional-package.js';

/** A PostgreSQL server at an address, through a node-postgres pool. */
export function postgresDatabase(connectionString: string): CliDatabase {
  return {
    description: withoutPassword(connectionString),
    async open() {
      assertAddress(connectionString);
      const { default: pg } = await optionalPackage('pg', () => import('pg'));
      const pool = new pg.Pool({
        connectionString,
        application_name: 'pillion',
        max: 10,
        connectionTimeoutMillis: 3000,
      });
      // A pooled connection that is lost while idle is replaced by the pool; without a listener it would end the process.
      pool.on('error', (error) => console.error(`pillion: an idle connection was lost: ${error.message}`));
      return { withConnection: fromPool(pool), close: () => pool.end() };
    },
  };
}

/** What is no address is taken for the name of a database on a host called "base" by node-postgres. */
function assertAddress(connectionString: string): void {
  if (/^(postgres(ql)?|socket):|^\//.test(connectionString)) return;
  throw new PillionError(
    'CONFIGURATION',
    'The address of the database has to look like postgres://user:password@host:5432/database.',
  );
}

function withoutPassword(connectionString: string): string {
  if (!URL.canParse(connectionString)) return 'the database';
  const { protocol, host, pathname } = new URL(connectionString);
  return `${protocol}//${host}${pathname}`;
}
