import { PillionError } from '../errors/pillion-error.js';
import type { Engine } from '../gateway/gateway.js';
import { startEngine } from '../gateway/start-engine.js';
import type { OpenDatabase } from './cli-database.js';
import { type CliSource, requireDatabase } from './cli-source.js';

/**
 * Does work that needs a reflected schema, and closes everything after it. From a saved catalog, no database is asked.
 *
 * @throws {PillionError} `UNAVAILABLE` where the database cannot be reached: a command does not wait for it.
 */
export async function withSchema<T>(
  source: CliSource,
  work: (engine: Engine, database: OpenDatabase | undefined) => T | Promise<T>,
): Promise<T> {
  const { options } = source;
  const database =
    source.database === undefined && options.catalog !== undefined ? undefined : await requireDatabase(source).open();
  try {
    const engine = await startEngine({ ...options, withConnection: database?.withConnection ?? nothingToLend });
    try {
      if (engine.status.state === 'starting') throw engine.status.error ?? noDatabase();
      return await work(engine, database);
    } finally {
      await engine.close();
    }
  } finally {
    await database?.close();
  }
}

function nothingToLend(): never {
  throw noDatabase();
}

function noDatabase(): PillionError {
  return new PillionError('UNAVAILABLE', 'No database.');
}
