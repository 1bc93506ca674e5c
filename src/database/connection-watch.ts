import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseConnection } from './connection.js';

/**
 * Listens for the death of a connection while it is lent. A client taken out of a pg pool has no `error` listener at
 * all, so that a backend which ends (`pg_terminate_backend`, a failover) would end the host's process.
 */
export interface ConnectionWatch {
  /** What the connection died of, if it did. */
  failure(): unknown;
  /** Takes the listeners off. A dying client reports more than one error: of one, what it gives waits for the end first. */
  stop(): Promise<void> | undefined;
}

export function watchConnection(connection: DatabaseConnection): ConnectionWatch {
  if (!emitsEvents(connection)) return nothingToHear;
  const listening = watched.get(connection) ?? new Listening(connection);
  listening.watches += 1;
  return listening;
}

const nothingToHear: ConnectionWatch = { failure: () => undefined, stop: () => undefined };

/** One pair of listeners a connection, however often it is lent at once: Node.js warns of the eleventh. */
class Listening implements ConnectionWatch {
  watches = 0;
  readonly #connection: EventSource;
  #failure: unknown;
  #hasEnded = false;
  readonly #onEnded: (() => void)[] = [];

  constructor(connection: EventSource) {
    this.#connection = connection;
    connection.on('error', this.#onError);
    connection.on('end', this.#onEnd);
    watched.set(connection, this);
  }

  failure(): unknown {
    return this.#failure;
  }

  stop(): Promise<void> | undefined {
    if (this.#failure !== undefined && !this.#hasEnded) return this.#untilEnded().then(() => this.#leave());
    this.#leave();
    return undefined;
  }

  #untilEnded(): Promise<unknown> {
    const ended = new Promise<void>((resolve) => this.#onEnded.push(resolve));
    return Promise.race([ended, delay(longestGoodbye, undefined, { ref: false })]);
  }

  #leave(): void {
    this.watches -= 1;
    if (this.watches > 0) return;
    this.#connection.removeListener('error', this.#onError);
    this.#connection.removeListener('end', this.#onEnd);
    watched.delete(this.#connection);
  }

  readonly #onError = (error: unknown): void => {
    this.#failure ??= error;
  };

  readonly #onEnd = (): void => {
    this.#failure ??= new Error('Connection terminated');
    this.#hasEnded = true;
    for (const ended of this.#onEnded) ended();
  };
}

const watched = new WeakMap<object, Listening>();

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
