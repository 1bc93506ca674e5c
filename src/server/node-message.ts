import { HeaderMap } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { type HttpAnswer, isWhole } from './http-answer.js';
import type { IncomingRequest } from './incoming-request.js';
import { parsedByHost, readJsonBody } from './request-body.js';

/** A request and its response, as `node:http` and everything built on it has them. */
export interface NodeContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

/** What differs between the servers that are built on `node:http`. */
export type NodeParts<Context> = Pick<IncomingRequest<Context>, 'subPath' | 'pagePath' | 'context'> & {
  /** What a parser of the host has read already. */
  readonly body: unknown;
  /** What the body is read from where the host has put something between the socket and us. Default: the request. */
  readonly stream?: Readable | undefined;
};

/** A `node:http` request as the handler takes it. */
export function incomingRequest<Context>(
  { req, res }: NodeContext,
  { body, stream = req, ...parts }: NodeParts<Context>,
): IncomingRequest<Context> {
  const url = req.url ?? '/';
  const question = url.indexOf('?');
  return {
    ...parts,
    method: req.method ?? 'GET',
    headers: headerMap(req),
    search: question === -1 ? '' : url.slice(question),
    signal: disconnection(res),
    readBody: () =>
      body === undefined
        ? readJsonBody(chunksOf(stream), bodyHeaders(req))
        : parsedByHost(body, req.headers['content-type']),
  };
}

/** Writes the answer, unless the client has gone. */
export function writeAnswer(res: ServerResponse, { status, headers, body }: HttpAnswer): void {
  if (res.destroyed || res.headersSent) return;
  res.statusCode = status;
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  // The rest of a body that was refused unread would be taken for the next request.
  if (!res.req.complete) res.setHeader('connection', 'close');
  if (res.req.method === 'HEAD') res.end();
  else if (isWhole(body)) res.end(body);
  else pipeline(Readable.from(body), res, () => undefined);
}

function headerMap(req: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

function bodyHeaders({ headers }: IncomingMessage): Parameters<typeof readJsonBody>[1] {
  return {
    contentType: headers['content-type'],
    contentLength: headers['content-length'],
    contentEncoding: headers['content-encoding'],
  };
}

/**
 * Reading by iteration, not by `on('end')`, keeps the host's AsyncLocalStorage; and a refusal in the middle must not
 * destroy the socket that its answer has to travel on.
 */
function chunksOf(stream: Readable): AsyncIterable<unknown> {
  return { [Symbol.asyncIterator]: () => stream.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]() };
}

/** Aborted when the client goes before the response is written. */
function disconnection(res: ServerResponse): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) controller.abort();
  });
  return controller.signal;
}
