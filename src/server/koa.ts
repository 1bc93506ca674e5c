import type { DefaultState, Middleware, ParameterizedContext } from 'koa';
import type { Engine } from '../gateway/gateway.js';
import { streamOrWhole } from './http-answer.js';
import { createHttpHandler, type MountOptions } from './http-handler.js';
import { mountPath } from './mount-path.js';
import { incomingRequest } from './node-message.js';

export interface KoaOptions<Context, State = DefaultState> extends MountOptions {
  /** Where GraphQL is served. Default: `/graphql`. Every other path goes on to the next middleware. */
  readonly path?: string;
  /** Makes the operation's context, which `withConnection` gets. Default: Koa's own `ctx`. */
  readonly context?: (ctx: ParameterizedContext<State>) => Context | Promise<Context>;
}

/**
 * Mounts a gateway in a Koa application. It reads the JSON body itself, or takes what a body parser has read.
 *
 * @example
 * app.use(koaMount(gateway, { context: (ctx) => ({ user: ctx.state.user }) }));
 */
export function koaMount<Context = unknown, State = DefaultState>(
  gateway: Engine<Context>,
  options: KoaOptions<Context, State> = {},
): Middleware<State> {
  const { path, context, ...mount } = options;
  const place = mountPath(path);
  const handle = createHttpHandler(gateway, mount);
  return async (ctx, next) => {
    const subPath = place.below(ctx.path);
    if (subPath === undefined) {
      await next();
      return;
    }
    const answer = await handle(
      incomingRequest(ctx, {
        subPath,
        pagePath: new URL(ctx.originalUrl, 'http://localhost').pathname,
        body: bodyOf(ctx),
        context: () => context?.(ctx) ?? (ctx as Context),
      }),
    );
    if (answer === undefined) {
      await next();
      return;
    }
    ctx.status = answer.status;
    ctx.set(answer.headers);
    // The rest of a body that was refused unread would be taken for the next request.
    if (!ctx.req.complete) ctx.set('connection', 'close');
    const body = streamOrWhole(answer.body);
    ctx.body = body instanceof Uint8Array ? Buffer.from(body) : body;
  };
}

/** What a body parser has left on Koa's request; some leave an empty object for a body that they did not read. */
function bodyOf({ req, request }: Pick<ParameterizedContext, 'req' | 'request'>): unknown {
  const { body } = request as { readonly body?: unknown };
  if (typeof body !== 'object' || body === null) return body;
  return Object.keys(body).length === 0 && !req.readableDidRead ? undefined : body;
}
