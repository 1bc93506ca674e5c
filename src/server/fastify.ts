import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { Engine } from '../gateway/gateway.js';
import { streamOrWhole } from './http-answer.js';
import { createHttpHandler, type HttpHandler, type MountOptions } from './http-handler.js';
import { mountPath } from './mount-path.js';
import { incomingRequest } from './node-message.js';

export interface FastifyOptions<Context> extends MountOptions {
  /** Where GraphQL is served, below the prefix of the plugin. Default: `/graphql`. */
  readonly path?: string;
  /** Makes the operation's context, which `withConnection` gets. Default: `{ request, reply }`. */
  readonly context?: (messages: FastifyContext) => Context | Promise<Context>;
}

export interface FastifyContext {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Mounts a gateway in a Fastify application, as a plugin: the host's hooks run around it, and its content type parsers
 * are left alone, for the plugin reads the JSON body itself.
 *
 * @example
 * await app.register(fastifyMount(gateway, { context: ({ request }) => ({ user: request.user }) }));
 */
export function fastifyMount<Context = unknown>(
  gateway: Engine<Context>,
  options: FastifyOptions<Context> = {},
): FastifyPluginAsync {
  const { path, context, ...mount } = options;
  return fastifyHandler(createHttpHandler(gateway, mount), path, context);
}

/** The shell of the mount: from Fastify to a handler, and back. */
export function fastifyHandler<Context>(
  handle: HttpHandler<Context>,
  path: string | undefined,
  context: FastifyOptions<Context>['context'],
): FastifyPluginAsync {
  return async (app) => {
    const { root } = mountPath(path);
    const place = mountPath(`${app.prefix}${root}`);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => {
      done(null, payload);
    });
    const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const messages = { request, reply };
      const pathname = request.url.split('?', 1)[0] ?? place.root;
      const answer = await handle(
        incomingRequest(
          { req: request.raw, res: reply.raw },
          {
            subPath: place.below(pathname) ?? '',
            pagePath: pathname,
            body: undefined,
            stream: request.body as Readable | undefined,
            context: () => context?.(messages) ?? (messages as Context),
          },
        ),
      );
      if (answer === undefined) {
        reply.callNotFound();
        return;
      }
      // The rest of a body that was refused unread would be taken for the next request.
      if (!request.raw.complete) void reply.header('connection', 'close');
      return reply.code(answer.status).headers(answer.headers).send(streamOrWhole(answer.body));
    };
    for (const url of [root, `${root}/*`]) app.all(url, answer);
    return Promise.resolve();
  };
}
