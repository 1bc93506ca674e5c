import type { ReloadTrigger } from './reload-trigger.js';

/** What of a node-postgres client is needed to listen. */
export interface NotifiedConnection {
  query(text: string): PromiseLike<unknown>;
  on(event: 'notification', listener: (message: { readonly channel: string }) => void): unknown;
  off(event: 'notification', listener: (message: { readonly channel: string }) => void): unknown;
}

/**
 * Reloads the gateway at every `NOTIFY pillion_reload`. LISTEN belongs to a session, so the client must be one that the
 * host keeps for this, connected already, and not one of a pool; the host ends it after the gateway.
 *
 * @param channel A name of PostgreSQL, as it is written without quotes.
 * @example
 * const client = new pg.Client();
 * await client.connect();
 * const gateway = await createGateway({ withConnection: fromPool(pool), reloadOn: [onNotification(client)] });
 */
export function onNotification(client: NotifiedConnection, channel = 'pillion_reload'): ReloadTrigger {
  if (!/^[a-z_][a-z0-9_]*$/.test(channel)) throw new TypeError(`"${channel}" is not a plain name of PostgreSQL.`);
  return async (reload) => {
    const listener = (message: { readonly channel: string }): void => {
      if (message.channel === channel) reload();
    };
    client.on('notification', listener);
    await client.query(`LISTEN ${channel}`);
    return () => {
      client.off('notification', listener);
      // The host may have ended the client already.
      void Promise.resolve(client.query(`UNLISTEN ${channel}`)).catch(() => undefined);
    };
  };
}
