import type { Engine } from '../gateway/gateway.js';
import type { GatewayOptions } from '../gateway/gateway-options.js';
import { startEngine } from '../gateway/start-engine.js';

/** A gateway and its HTTP side for anything that speaks in `Request` and `Response`. */
export interface Gateway<Context = unknown> extends Engine<Context> {
  /** Answers one HTTP request; `context` goes to `withConnection`. */
  fetch(request: Request, context?: Context): Promise<Response>;
}

/**
 * Reflects the database and gives the running gateway. While the database cannot be reached, it resolves all the same:
 * `status` says so, operations get `UNAVAILABLE`, and it comes up by itself.
 *
 * Rejects with a `PillionError`, code `CONFIGURATION`, for what no waiting can mend: an option that cannot be used, an
 * unknown namespace, two objects that would have the same name, a server that is too old.
 *
 * @example
 * const gateway = await createGateway({ withConnection: fromPool(pool) });
 * const { data } = await gateway.execute({ query: '{ albums(first: 3) { nodes { title } } }' });
 */
export async function createGateway<Context = unknown>(options: GatewayOptions<Context>): Promise<Gateway<Context>> {
  const engine = await startEngine(options);
  let handler: Promise<Gateway<Context>['fetch']> | undefined;
  return Object.assign(engine, {
    async fetch(request: Request, context?: Context): Promise<Response> {
      // Loaded on first use: a host with a mount of its own, or none, never pays for this one.
      handler ??= import('./fetch.js').then(({ fetchHandler }) => fetchHandler(engine));
      return (await handler)(request, context);
    },
  });
}
