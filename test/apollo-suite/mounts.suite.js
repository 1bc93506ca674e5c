/**
 * Apollo's own test suite for server integrations, through the shells of our Express and Fastify mounts. It brings the
 * Apollo Server of each test itself, with schemas and plugins of its own, in the place of ours. Needs `npm run build`.
 */
import { ApolloServer } from '@apollo/server';
import { defineIntegrationTestSuite } from '@apollo/server-integration-testsuite';
import { describe } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import express from '../../node_modules/express/index.js';
import fastify from '../../node_modules/fastify/fastify.js';
import { apolloAnswer } from '../../dist/src/server/apollo-answer.js';
import { expressHandler } from '../../dist/src/server/express.js';
import { fastifyHandler } from '../../dist/src/server/fastify.js';
import { HttpRefusal } from '../../dist/src/server/http-refusal.js';
import { HttpRequest } from '../../dist/src/server/http-request.js';

describe('Express', () => {
  defineIntegrationTestSuite(async (options, { context } = {}) => {
    const apollo = new ApolloServer(options);
    await apollo.start();
    const server = createServer(express().use(expressHandler(handlerOf(apollo), context)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { server: apollo, url: urlOf(server), extraCleanup: () => closed(server) };
  });
});

describe('Fastify', () => {
  defineIntegrationTestSuite(async (options, { context } = {}) => {
    const apollo = new ApolloServer(options);
    await apollo.start();
    const app = fastify({ forceCloseConnections: true });
    await app.register(fastifyHandler(handlerOf(apollo), '/', context));
    await app.listen({ port: 0, host: '127.0.0.1' });
    return { server: apollo, url: urlOf(app.server), extraCleanup: () => app.close() };
  });
});

function handlerOf(apollo) {
  return async (request) => {
    const { method, headers, search, signal, context } = request;
    try {
      const body = method === 'POST' ? await request.readBody() : undefined;
      return await apolloAnswer(apollo, new HttpRequest({ method, headers, search, body, signal }), context);
    } catch (thrown) {
      if (thrown instanceof HttpRefusal) return thrown.answer();
      throw thrown;
    }
  };
}

function urlOf(server) {
  return `http://127.0.0.1:${server.address().port}/`;
}

async function closed(server) {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
