import { HeaderMap } from '@apollo/server';
import type { Engine } from '../gateway/gateway.js';
import { isWhole, jsonAnswer } from './http-answer.js';
import { createHttpHandler, type MountOptions } from './http-handler.js';
import { mountPath } from './mount-path.js';
import { readJsonBody } from './request-body.js';

export interface FetchOptions extends MountOptions {
  /** The path of the mount, which the explorer's own files lie below. Default: `/graphql`. */
  readonly path?: string;
}

/**
 * Serves a gateway to anything that speaks in the web's `Request` and `Response`. The host routes: whatever request is
 * handed in is answered.
 *
 * @example
 * const graphql = fetchHandler(gateway);
 * const response = await graphql(request, { user });
 */
export function fetchHandler<Context = unknown>(
  gateway: Engine<Context>,
  options: FetchOptions = {},
): (request: Request, context?: Context) => Promise<Response> {
  const { path, ...mount } = options;
  const place = mountPath(path);
  const handle = createHttpHandler(gateway, mount);
  return async (request, context) => {
    const { pathname, search } = new URL(request.url);
    const { headers } = request;
    const answer = await handle({
      method: request.method,
      headers: new HeaderMap(headers),
      accept: headers.get('accept') ?? undefined,
      search,
      subPath: place.below(pathname) ?? '',
      pagePath: pathname,
      signal: request.signal,
      readBody: () =>
        readJsonBody(request.body ?? nothing(), {
          contentType: headers.get('content-type') ?? undefined,
          contentLength: headers.get('content-length') ?? undefined,
          contentEncoding: headers.get('content-encoding') ?? undefined,
        }),
      context: () => context as Context,
    });
    const { status, headers: fields, body } = answer ?? jsonAnswer(404, notFound);
    // The rest of a body that was refused unread would be taken for the next request.
    const last = status === TOO_LONG ? { connection: 'close' } : {};
    const whole = isWhole(body) ? (body as string | Uint8Array<ArrayBuffer>) : ReadableStream.from(bytesOf(body));
    return new Response(whole, { status, headers: { ...fields, ...last } });
  };
}

const TOO_LONG = 413;
const notFound = { errors: [{ message: 'Nothing is served at this path.', extensions: { code: 'NOT_FOUND' } }] };

async function* bytesOf(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A request without a body.
}
