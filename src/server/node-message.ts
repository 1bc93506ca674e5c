import { HeaderMap } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import type { CancelSignal } from '../database/cancel-signal.js';
import { type HttpAnswer, isWhole, streamOrWhole } from './http-answer.js';
import type { IncomingRequest } from './incoming-request.js';
import { type BodyHeaders, parsedByHost, readJsonBody } from './request-body.js';

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
export function incomingRequest<Context>(messages: NodeContext, parts: NodeParts<Context>): IncomingRequest<Context> {
  return new NodeRequest(messages, parts);
}

/** What only some requests need is made when it is asked for. */
class NodeRequest<Context> implements IncomingRequest<Context> {
  readonly method: string;
  readonly accept: string | undefined;
  readonly subPath: string;
  readonly pagePath: string | undefined;
  readonly signal: CancelSignal;
  readonly context: () => Context | Promise<Context>;
  readonly #req: IncomingMessage;
  readonly #body: unknown;
  readonly #stream: Readable;
  #headers: HeaderMap | undefined;

  constructor({ req, res }: NodeContext, { subPath, pagePath, context, body, stream = req }: NodeParts<Context>) {
    this.method = req.method ?? 'GET';
    this.accept = req.headers.accept;
    this.subPath = subPath;
    this.pagePath = pagePath;
    this.signal = new Disconnection(res);
    this.context = context;
    this.#req = req;
    this.#body = body;
    this.#stream = stream;
  }

  get headers(): HeaderMap {
    return (this.#headers ??= headerMap(this.#req));
  }

  get search(): string {
    const url = this.#req.url ?? '/';
    const question = url.indexOf('?');
    return question === -1 ? '' : url.slice(question);
  }

  readBody(): unknown {
    const { headers } = this.#req;
    return this.#body === undefined
      ? readJsonBody(this.#stream, bodyHeaders(headers))
      : parsedByHost(this.#body, headers['content-type']);
  }
}

/** Writes the answer, unless the client has gone. */
export function writeAnswer(res: ServerResponse, { status, headers, body }: HttpAnswer): void {
  if (res.destroyed || res.headersSent) {
    // Whoever makes the pieces of a body waits for them to be taken.
    if (!isWhole(body)) void body[Symbol.asyncIterator]().return?.();
    return;
  }
  // The rest of a body that was refused unread would be taken for the next request.
  if (!res.req.complete) res.setHeader('connection', 'close');
  if (res.req.method !== 'HEAD' && isWhole(body)) {
    // With its length known before, head and body go in one write.
    res.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
    return;
  }
  res.statusCode = status;
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  if (res.req.method === 'HEAD') res.end();
  else pipeline(streamOrWhole(body) as Readable, res, () => undefined);
}

function headerMap(req: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

function bodyHeaders(headers: IncomingMessage['headers']): BodyHeaders {
  return {
    contentType: headers['content-type'],
    contentLength: headers['content-length'],
    contentEncoding: headers['content-encoding'],
  };
}

/** Aborted when the client goes before the response is written. */
class Disconnection implements CancelSignal {
  aborted = false;
  #listeners: readonly (() => void)[] = [];

  constructor(res: ServerResponse) {
    res.once('close', () => {
      if (res.writableFinished) return;
      this.aborted = true;
      for (const listener of this.#listeners) listener();
    });
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners = [...this.#listeners, listener];
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners = this.#listeners.filter((known) => known !== listener);
  }
}
