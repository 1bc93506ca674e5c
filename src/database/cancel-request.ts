import { createConnection, type Socket } from 'node:net';
import type { PostgresClient } from './postgres-client.js';

/**
 * Asks PostgreSQL to cancel what a client is running: 16 bytes on a socket of their own, taken before TLS and log-in
 * and without a connection slot. PostgreSQL closes that socket when the signal has been sent; until then nothing else
 * may run on the client, or the signal could hit that.
 */
export class CancelRequest {
  readonly #client: PostgresClient;
  #underWay: Promise<void> | undefined;

  constructor(client: PostgresClient) {
    this.#client = client;
  }

  /** Settles when the request can no longer hit anything; undefined if none was sent. */
  underWay(): Promise<void> | undefined {
    return this.#underWay;
  }

  send(): void {
    const { processID, secretKey } = this.#client;
    // Poolers may give no key; then the statement ends by its timeout.
    if (typeof processID !== 'number' || typeof secretKey !== 'number' || this.#underWay !== undefined) return;
    const socket = connectTo(this.#client);
    if (socket === undefined) return;
    socket.once('connect', () => socket.end(cancelMessage(processID, secretKey)));
    socket.setTimeout(longestWait, () => socket.destroy());
    // A request that does not get through is no error: the statement ends by its timeout.
    socket.on('error', () => socket.destroy());
    socket.resume();
    this.#underWay = new Promise((resolve) => socket.once('close', () => resolve()));
  }
}

/** Milliseconds without a sign of life from the server. */
const longestWait = 5000;

/** PostgreSQL manual, "Message Formats", CancelRequest. */
function cancelMessage(processID: number, secretKey: number): Buffer {
  const message = Buffer.alloc(16);
  message.writeInt32BE(16, 0);
  message.writeInt32BE(80877102, 4);
  message.writeInt32BE(processID, 8);
  message.writeInt32BE(secretKey, 12);
  return message;
}

function connectTo({ host, port }: PostgresClient): Socket | undefined {
  if (host === undefined || port === undefined) return undefined;
  return host.startsWith('/') ? createConnection(`${host}/.s.PGSQL.${port}`) : createConnection(port, host);
}
