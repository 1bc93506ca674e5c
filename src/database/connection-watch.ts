import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseConnection } from './connection.js';

/**
 * Listens for the death of a connection while it is lent. A client taken out of a pg pool has no `error` listener at
 * all, so that a backend which ends (`pg_terminate_backend`, a failover) would end the host's process.
 */
export interface ConnectionWatch {
  /** What the connection died of, if it did. */
  failure(): unknown;
  /** Takes the listeners off. A dying client reports more than one error: of one, it waits for the end first. */
  stop(): Promise<void>;
}

export function watchConnection(connection: DatabaseConnection): ConnectionWatch {
  if (!emitsEvents(connection)) return { failure: () => undefined, stop: () => Promise.resolve() };
  const listening = listeners.get(connection) ?? listen(connection);
  listening.watches += 1;
  return {
    failure: () => listening.failure,
    stop: async () => {
      if (listening.failure !== undefined) {
        await Promise.race([listening.ended, delay(longestGoodbye, undefined, { ref: false })]);
      }
      listening.watches -= 1;
      if (listening.watches === 0) listening.off();
    },
  };
}

/** One pair of listeners a connection, however often it is lent at once: Node.js warns of the eleventh. */
interface Listening {
  watches: number;
  failure: unknown;
  readonly ended: Promise<void>;
  off(): void;
}

const listeners = new WeakMap<object, Listening>();

function listen(connection: EventSource): Listening {
  let sawEnd: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    sawEnd = resolve;
  });
  const onError = (error: unknown): void => {
    listening.failure ??= error;
  };
  const onEnd = (): void => {
    listening.failure ??= new Error('Connection terminated');
    sawEnd();
  };
  const listening: Listening = {
    watches: 0,
    failure: undefined,
    ended,
    off: () => {
      connection.removeListener('error', onError);
      connection.removeListener('end', onEnd);
      listeners.delete(connection);
    },
  };
  connection.on('error', onError);
  connection.on('end', onEnd);
  listeners.set(connection, listening);
  return listening;
}

/** Milliseconds in which a socket that has failed is closed. */
const longestGoodbye = 1000;

interface EventSource {
  on(event: string, listener: (error: unknown) => void): unknown;
  removeListener(event: string, listener: (error: unknown) => void): unknown;
}

function emitsEvents(connection: object): connection is EventSource {
  return (
    'on' in connection &&
    typeof connection.on === 'function' &&
    'removeListener' in connection &&
    typeof connection.removeListener === 'function'
  );
}
