import type { Engine } from './gateway.js';
import type { GatewayOptions } from './gateway-options.js';
import { resolveSettings } from './gateway-settings.js';
import { ReflectingEngine } from './reflecting-engine.js';
import { PreparedStatements } from '../database/prepared-statements.js';
import { reflectDatabase } from './reflect-database.js';

/** A gateway without its HTTP side. Resolves and rejects as `createGateway` does. */
export async function startEngine<Context>(options: GatewayOptions<Context>): Promise<Engine<Context>> {
  const settings = resolveSettings(options);
  // Connections outlive a reload, and so does what is prepared on them.
  const prepared = settings.preparedStatements > 0 ? new PreparedStatements(settings.preparedStatements) : undefined;
  const engine = new ReflectingEngine(settings, (given, catalog, before) =>
    reflectDatabase(given, catalog, prepared, before),
  );
  await engine.start();
  return engine;
}
