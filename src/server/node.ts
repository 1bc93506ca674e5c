import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Engine } from '../gateway/gateway.js';
import { jsonAnswer } from './http-answer.js';
import { createHttpHandler, type MountOptions } from './http-handler.js';
import { mountPath } from './mount-path.js';
import { incomingRequest, type NodeContext, writeAnswer } from './node-message.js';

export interface NodeOptions<Context> extends MountOptions {
  /** Where GraphQL is served. Default: `/graphql`. Every other path gets 404. */
  readonly path?: string;
  /** Makes the operation's context, which `withConnection` gets. Default: `{ req, res }`. */
  readonly context?: (messages: NodeContext) => Context | Promise<Context>;
}

/**
 * Serves a gateway with bare `node:http`.
 *
 * @example
 * http.createServer(nodeHandler(gateway, { path: '/graphql' })).listen(4000);
 */
export function nodeHandler<Context = unknown>(
  gateway: Engine<Context>,
  options: NodeOptions<Context> = {},
): (req: IncomingMessage, res: ServerResponse) => void {
  const { path, context, ...mount } = options;
  const place = mountPath(path);
  const handle = createHttpHandler(gateway, mount);
  return (req, res) => {
    const url = req.url ?? '/';
    const pathname = url.split('?', 1)[0] ?? '/';
    const subPath = place.below(pathname);
    if (subPath === undefined) {
      writeAnswer(res, notFound(pathname));
      return;
    }
    const messages = { req, res };
    void handle(
      incomingRequest(messages, {
        subPath,
        pagePath: pathname,
        body: undefined,
        context: () => context?.(messages) ?? (messages as Context),
      }),
    ).then((answer) => writeAnswer(res, answer ?? notFound(pathname)));
  };
}

function notFound(pathname: string): ReturnType<typeof jsonAnswer> {
  const message = `Nothing is served at ${pathname}.`;
  return jsonAnswer(404, { errors: [{ message, extensions: { code: 'NOT_FOUND' } }] });
}
