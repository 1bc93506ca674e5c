import type { Request, RequestHandler, Response } from 'express';
import type { Engine } from '../gateway/gateway.js';
import { createHttpHandler, type HttpHandler, type MountOptions } from './http-handler.js';
import { incomingRequest, writeAnswer } from './node-message.js';

export interface ExpressOptions<Context> extends MountOptions {
  /** Makes the operation's context, which `withConnection` gets. Default: `{ req, res }`. */
  readonly context?: (messages: ExpressContext) => Context | Promise<Context>;
}

export interface ExpressContext {
  readonly req: Request;
  readonly res: Response;
}

/**
 * Mounts a gateway in an Express application (5 or 4). It reads the JSON body itself, or takes what `express.json()`
 * has read; what is not GraphQL's goes on to the next handler.
 *
 * @example
 * app.use('/graphql', expressMount(gateway, { context: ({ req }) => ({ user: req.user }) }));
 */
export function expressMount<Context = unknown>(
  gateway: Engine<Context>,
  options: ExpressOptions<Context> = {},
): RequestHandler {
  const { context, ...mount } = options;
  return expressHandler(createHttpHandler(gateway, mount), context);
}

/** The shell of the mount: from Express to a handler, and back. */
export function expressHandler<Context>(
  handle: HttpHandler<Context>,
  context: ExpressOptions<Context>['context'],
): RequestHandler {
  return (req, res, next) => {
    const messages = { req, res };
    const incoming = incomingRequest(messages, {
      ...placeOf(req),
      body: unreadBody(req) ? undefined : (req.body as unknown),
      context: () => context?.(messages) ?? (messages as Context),
    });
    handle(incoming).then((answer) => {
      if (answer === undefined) next();
      else writeAnswer(res, answer);
    }, next);
  };
}

/** `use` cuts its path off the URL; `post` and `all` leave it there, serve that path alone, and so no files below it. */
function placeOf(req: Request): { subPath: string; pagePath: string | undefined } {
  const routed = (req.route as unknown) !== undefined;
  return routed
    ? { subPath: '', pagePath: undefined }
    : { subPath: req.path.replace(/^\/+/, ''), pagePath: req.originalUrl.split('?', 1)[0] };
}

/** Express 4's parsers leave an empty object for a body that they did not read. */
function unreadBody(req: Request): boolean {
  const body: unknown = req.body;
  if (body === undefined || body === null) return true;
  return !req.readableDidRead && typeof body === 'object' && Object.keys(body).length === 0;
}
