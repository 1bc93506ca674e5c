/** Pillion, as its documentation says to mount it: `node pillion.js node|express|fastify|apollo none|light|strict`. */
import { createServer } from 'node:http';
import process from 'node:process';
import { createGateway, fromPool } from '../../dist/bundle/index.js';
import { listen } from './listen.js';
import { createPool } from './pool.js';

const [, , framework, guard] = process.argv;
const gateway = await createGateway({ withConnection: fromPool(createPool()), guard, maxPageSize: 5000 });

const frameworks = {
  node: async () => {
    const { nodeHandler } = await import('../../dist/bundle/server/node.js');
    listen(createServer(nodeHandler(gateway)));
  },
  express: async () => {
    const { default: express } = await import('express');
    const { expressMount } = await import('../../dist/bundle/server/express.js');
    listen(createServer(express().use('/graphql', expressMount(gateway))));
  },
  fastify: async () => {
    const { default: fastify } = await import('fastify');
    const { fastifyMount } = await import('../../dist/bundle/server/fastify.js');
    const app = fastify();
    await app.register(fastifyMount(gateway));
    await app.ready();
    listen(app.server);
  },
  /** With a plugin of the host, every request takes the whole way through Apollo Server. */
  apollo: async () => {
    const { nodeHandler } = await import('../../dist/bundle/server/node.js');
    let requests = 0;
    const counting = { requestDidStart: () => Promise.resolve(void (requests += 1)) };
    listen(createServer(nodeHandler(gateway, { plugins: [counting] })));
  },
};

await frameworks[framework]();
