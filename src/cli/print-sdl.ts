import { PillionError } from '../errors/pillion-error.js';
import type { GatewayOptions } from '../gateway/gateway-options.js';
import { startEngine } from '../gateway/start-engine.js';
import type { CliDatabase } from './cli-database.js';

/** Prints the schema in the schema definition language; a database that cannot be reached is an error at once. */
export async function printSdl(database: CliDatabase, options: Pick<GatewayOptions, 'namespaces'>): Promise<void> {
  const { withConnection, close } = await database.open();
  try {
    const engine = await startEngine({ ...options, withConnection });
    try {
      if (engine.status.state === 'starting')
        throw engine.status.error ?? new PillionError('UNAVAILABLE', 'No database.');
      process.stdout.write(`${engine.sdl()}\n`);
    } finally {
      await engine.close();
    }
  } finally {
    await close();
  }
}
