import type { Engine } from './gateway.js';
import type { GatewayOptions } from './gateway-options.js';
import { resolveSettings } from './gateway-settings.js';
import { ReflectingEngine } from './reflecting-engine.js';
import { reflectDatabase } from './reflect-database.js';

/** A gateway without its HTTP side. Resolves and rejects as `createGateway` does. */
export async function startEngine<Context>(options: GatewayOptions<Context>): Promise<Engine<Context>> {
  const engine = new ReflectingEngine(resolveSettings(options), reflectDatabase);
  await engine.start();
  return engine;
}
