import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSchema, graphql, type GraphQLSchema } from 'graphql';
import { explorerFile } from '../../src/explorer/explorer-files.js';

/** A schema in the shapes of the published one. */
const schemaWith = (comment: string) =>
  buildSchema(`
  type Query {
    node(nodeId: ID!): Node
    riders(first: Int, after: String): RiderConnection!
    rider(riderId: Int!): Rider
  }
  interface Node { nodeId: ID! }
  type RiderConnection { nodes: [Rider!]! totalCount: Int! }
  """${comment}"""
  type Rider implements Node {
    nodeId: ID!
    """${comment}"""
    riderId: Int!
    name: String!
    joined: String
    homeTown: Town
    old: String @deprecated
  }
  type Town { townId: Int!, name: String! }
`);

const riders = ['Ada', 'Björn', '<b>Chidi</b>', 'Dolores', 'Eun-ji', 'Farah'].map((name, index) => ({
  nodeId: `rider:${index + 1}`,
  riderId: index + 1,
  name,
  joined: `2024-0${index + 1}-15`,
  homeTown: { townId: 1, name: 'Ghent' },
}));

const rootValue = {
  riders: ({ first = 100 }: { readonly first?: number }) => ({
    nodes: riders.slice(0, first),
    totalCount: riders.length,
  }),
};

export interface TestServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves GraphQL, and to browsers the explorer, at `path`. `comment` is what the database says of a table and a column. */
export function serveRides(path: string, comment: string): Promise<TestServer> {
  const schema = schemaWith(comment);
  return serve((req, res) => void answer(schema, path, req, res));
}

/** Serves on a port of the loopback. */
export async function serve(listener: (req: IncomingMessage, res: ServerResponse) => void): Promise<TestServer> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function answer(schema: GraphQLSchema, path: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { pathname } = new URL(req.url ?? '/', 'http://localhost');
  if (req.method === 'POST' && (pathname === path || pathname === `${path}/`)) {
    const { query: source } = JSON.parse(await text(req)) as { query: string };
    const result = await graphql({ schema, source, rootValue });
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    return;
  }
  const inside = pathname === path || pathname.startsWith(`${path}/`);
  const file = inside ? await explorerFile(pathname.slice(path.length + 1), pathname) : undefined;
  if (file === undefined) res.writeHead(404).end();
  else res.writeHead(200, file.headers).end(file.body);
}
