import { setTimeout as delay } from 'node:timers/promises';
import { cancelSocket } from './cancel-socket.js';
import type { PostgresClient } from './postgres-client.js';

/**
 * Has PostgreSQL cancel what a client is running, by requests on sockets of their own. PostgreSQL closes such a socket
 * when the signal has been sent; until then nothing else may run on the client, or the signal could hit that.
 */
export class CancelRequest {
  readonly #client: PostgresClient;
  #ended = false;
  /** Ends the pause before the next request; made with the first one, for most statements have none. */
  #pause: AbortController | undefined;
  #sending: Promise<void> | undefined;
  #doubtful = false;

  constructor(client: PostgresClient) {
    this.#client = client;
  }

  /** To be called only while the statement that is meant runs. Poolers may give no key; then its time limit ends it. */
  send(): void {
    const { processID, secretKey } = this.#client;
    if (this.#sending !== undefined || this.#ended) return;
    if (typeof processID === 'number' && typeof secretKey === 'number') {
      this.#pause = new AbortController();
      this.#sending = this.#untilEnded(processID, secretKey, this.#pause.signal);
    }
  }

  /** To be called when the statement has ended. What it gives settles when no request can hit anything any more. */
  ended(): Promise<void> | undefined {
    this.#ended = true;
    this.#pause?.abort();
    return this.#sending;
  }

  /** Whether a request may still hit what the client runs next: the server took it, and never closed the socket. */
  get doubtful(): boolean {
    return this.#doubtful;
  }

  /** A request that overtakes its statement finds nothing to cancel, so it is repeated. */
  async #untilEnded(processID: number, secretKey: number, ended: AbortSignal): Promise<void> {
    for (let pause = 100; !ended.aborted; pause = Math.min(2 * pause, longestPause)) {
      if (!(await cancelSocket(this.#client, cancelMessage(processID, secretKey)))) this.#doubtful = true;
      await delay(pause, undefined, { signal: ended }).catch(() => undefined);
    }
  }
}

/** Milliseconds between two requests. */
const longestPause = 2000;

/** PostgreSQL manual, "Message Formats", CancelRequest. */
function cancelMessage(processID: number, secretKey: number): Buffer {
  const message = Buffer.alloc(16);
  message.writeInt32BE(16, 0);
  message.writeInt32BE(80877102, 4);
  message.writeInt32BE(processID, 8);
  message.writeInt32BE(secretKey, 12);
  return message;
}
