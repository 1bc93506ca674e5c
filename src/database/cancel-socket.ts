import { createConnection, isIP, type Socket } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import type { PostgresClient } from './postgres-client.js';

/**
 * Sends one message to the server of a client on a socket of its own, encrypted where the client's is, and waits until
 * the server has closed it. PostgreSQL takes a CancelRequest before any log-in and without a connection slot.
 *
 * @returns false if the server took the message and gave no sign of having acted on it. True if it has, and where the
 *   message never got through: that is no error, for the statement ends by its time limit.
 */
export function cancelSocket(client: PostgresClient, message: Buffer): Promise<boolean> {
  const socket = connectTo(client);
  if (socket === undefined) return Promise.resolve(true);
  return new Promise((resolve) => {
    let sent = false;
    let current: Socket = socket;
    const timer = setTimeout(() => finish(!sent), longestWait);
    const finish = (sure: boolean): void => {
      clearTimeout(timer);
      current.destroy();
      socket.destroy();
      resolve(sure);
    };
    const watch = (watched: Socket): void => {
      current = watched;
      watched.on('error', () => finish(true));
      watched.on('close', () => finish(true));
    };
    const send = (through: Socket): void => {
      sent = true;
      // Not ended by us: PgBouncer 1.18 takes an end for "client unexpected eof" and dies of it ("bad client state").
      through.resume().write(message);
    };
    const encrypt = (): void => {
      const secure = connect({ ...tlsOptions(client), socket });
      watch(secure);
      secure.once('secureConnect', () => send(secure));
    };
    watch(socket);
    socket.once('connect', () => {
      if (!isEncrypted(client)) send(socket);
      else if (client.sslNegotiation === 'direct') encrypt();
      else askForTls(socket, encrypt, () => finish(true));
    });
  });
}

/** Milliseconds in which the server acts on a request. */
const longestWait = 5000;

function connectTo({ host, port }: PostgresClient): Socket | undefined {
  if (host === undefined || port === undefined) return undefined;
  return host.startsWith('/') ? createConnection(`${host}/.s.PGSQL.${port}`) : createConnection(port, host);
}

/** A unix socket is never encrypted. */
function isEncrypted({ ssl, host }: PostgresClient): boolean {
  return Boolean(ssl) && host?.startsWith('/') !== true;
}

/** PostgreSQL manual, "SSL Session Encryption": one byte answers, and no key goes out where it is no `S`. */
function askForTls(socket: Socket, agreed: () => void, refused: () => void): void {
  const request = Buffer.alloc(8);
  request.writeInt32BE(8, 0);
  request.writeInt32BE(80877103, 4);
  socket.write(request);
  socket.once('data', (answer) => (answer.toString('latin1') === 'S' ? agreed() : refused()));
}

/** As pg makes them: an address is no server name (RFC 6066), and `key` is hidden from spreading. */
function tlsOptions({ ssl, host = '', sslNegotiation }: PostgresClient): ConnectionOptions {
  const own = typeof ssl === 'object' && ssl !== null ? (ssl as ConnectionOptions) : {};
  return {
    host,
    ...own,
    ...(own.key === undefined ? {} : { key: own.key }),
    ...(sslNegotiation === 'direct' ? { ALPNProtocols: ['postgresql'] } : {}),
    ...(isIP(host) === 0 ? { servername: host } : {}),
  };
}
