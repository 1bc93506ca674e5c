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
  let failure: unknown;
  let sawEnd: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    sawEnd = resolve;
  });
  const onError = (error: unknown): void => {
    failure ??= error;
  };
  const onEnd = (): void => {
    failure ??= new Error('Connection terminated');
    sawEnd();
  };
  connection.on('error', onError);
  connection.on('end', onEnd);
  return {
    failure: () => failure,
    stop: async () => {
      if (failure !== undefined) await Promise.race([ended, delay(longestGoodbye, undefined, { ref: false })]);
      connection.removeListener('error', onError);
      connection.removeListener('end', onEnd);
    },
  };
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
