import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** Stands between a client and a server and counts how often the client had to wait: its round trips. */
export interface TurnCountingProxy {
  /** The URL of the server, through the proxy. */
  readonly url: string;
  /** How many times bytes of the client followed bytes of the server since the last call. */
  turns(): number;
  close(): Promise<void>;
}

export async function turnCountingProxy(serverUrl: string): Promise<TurnCountingProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((client) => {
    const upstream = createConnection(Number(target.port), target.hostname);
    let clientsTurn = false;
    client.on('data', (chunk) => {
      if (!clientsTurn) count += 1;
      clientsTurn = true;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      clientsTurn = false;
      client.write(chunk);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => [client, upstream].forEach((each) => each.destroy()));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(serverUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    turns: () => {
      const counted = count;
      count = 0;
      return counted;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
