import type { AddressInfo } from 'node:net';
import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { PillionError } from '../errors/pillion-error.js';
import type { Engine } from '../gateway/gateway.js';
import { startEngine } from '../gateway/start-engine.js';
import { nodeHandler } from '../server/node.js';
import type { CliDatabase } from './cli-database.js';
import type { CliSource } from './cli-source.js';
import { consoleObserver } from './console-observer.js';
import { printChanges } from './print-changes.js';
import { stopSignal } from './stop-signal.js';

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  /** Looks for changes of the database every second, and tells what they mean for clients. */
  readonly watch?: boolean;
}

/** Serves a database until SIGINT or SIGTERM; requests in flight are then finished, for 8 seconds at most. */
export async function serve(
  database: CliDatabase,
  options: CliSource['options'],
  { port, host, watch }: ServeOptions,
): Promise<void> {
  const stopped = stopSignal();
  console.log(`Opening ${database.description} …`);
  const { withConnection, close } = await database.open();
  try {
    const observers = [consoleObserver(), ...(options.observers ?? [])];
    const watching = watch === true ? { reloadEvery: 1000 } : {};
    const engine = await startEngine({ ...options, ...watching, withConnection, observers });
    if (watch === true) printChanges(engine);
    const server = createServer(requestListener(engine));
    await listening(server, port, host);
    console.log(`Pillion is listening on ${addressOf(server, host)}/graphql`);
    console.log('  A browser gets GraphiQL there. Stop with Ctrl+C.');
    await stopped;
    await drain(server);
    await engine.close();
  } finally {
    await close();
  }
}

async function listening(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE')) throw thrown;
    const message = `Another program listens on port ${port} already (EADDRINUSE): name another one by --port or PORT.`;
    throw new PillionError('CONFIGURATION', message, { cause: thrown });
  }
}

function requestListener(engine: Engine): RequestListener {
  const graphql = nodeHandler(engine);
  return (req, res) => {
    if (req.method === 'GET' && req.url === '/health') {
      const { state } = engine.status;
      res.writeHead(state === 'ready' ? 200 : 503, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ status: state }));
    } else if (req.method === 'GET' && req.url === '/') {
      res.writeHead(307, { location: '/graphql' }).end();
    } else {
      graphql(req, res);
    }
  };
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = reachedAsLocalhost.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

const reachedAsLocalhost: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '0.0.0.0', '::']);

/** Lets requests in flight finish. Their connections are kept alive by clients, so idle ones are closed again and again. */
async function drain(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.closeAllConnections(), 8000);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
