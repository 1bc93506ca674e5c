/**
 * The limit: a statement by hand, prepared by name, and nothing between the request and it but a look-up of the query's
 * text. `node limit.js node|express|fastify`; the path says in which of its three forms an operation is answered.
 */
import { createServer } from 'node:http';
import process from 'node:process';
import { operations } from '../operations/operations.js';
import { listen } from './listen.js';
import { createPool } from './pool.js';

const pool = createPool();
const forms = ['json', 'text', 'rows'];
const asText = { getTypeParser: () => (text) => text };

const handlers = Object.fromEntries(
  forms.map((form) => {
    const statements = new Map(
      operations.map((operation) => [
        operation.query,
        { name: `${form}: ${operation.name}`, values: operation.values, ...operation[form] },
      ]),
    );
    return [
      `/${form}`,
      async ({ query, variables }) => {
        const { name, text, values, write } = statements.get(query);
        const { rows } = await pool.query({ name, text, values: values(variables), rowMode: 'array', types: asText });
        return `{"data":${write === undefined ? rows[0][0] : write(rows)}}`;
      },
    ];
  }),
);

const frameworks = {
  node: () => listen(createServer((request, response) => void answer(handlers[request.url], request, response))),
  express: async () => {
    const { default: express } = await import('express');
    const app = express();
    for (const [path, handle] of Object.entries(handlers)) {
      app.post(path, (request, response) => void answer(handle, request, response));
    }
    listen(createServer(app));
  },
  fastify: async () => {
    const { default: fastify } = await import('fastify');
    const app = fastify();
    for (const [path, handle] of Object.entries(handlers)) {
      app.post(path, async (request, reply) => {
        const text = await handle(request.body);
        return reply.header('content-type', 'application/json').send(text);
      });
    }
    await app.ready();
    listen(app.server);
  },
};

async function answer(handle, request, response) {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => (body += chunk));
  request.on('end', async () => {
    const text = await handle(JSON.parse(body));
    response.setHeader('content-type', 'application/json');
    response.end(text);
  });
}

await frameworks[process.argv[2]]();
