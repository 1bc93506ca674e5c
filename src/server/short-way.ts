import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Engine } from '../gateway/gateway.js';
import type { HttpAnswer } from './http-answer.js';
import type { HttpRequest } from './http-request.js';
import type { IncomingRequest } from './incoming-request.js';

/** What an operation needs to be answered without Apollo Server: it was served by it before, to a client like this one. */
export interface KnownOperation {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly operationName: string | undefined;
  /** The headers that Apollo Server gave its answer. */
  readonly headers: HttpAnswer['headers'];
  /** False once the schema has changed: the document may not fit it any more. */
  stillValid(): boolean;
}

/**
 * The shorter way in front of Apollo Server. An operation goes through Apollo the first time; once it was answered without an
 * error, its text and the client's `accept` are enough to know that Apollo would parse, validate and head it the same
 * again. What differs from that in any way goes through Apollo.
 */
export class ShortWay<Context> {
  readonly #known = new LRUCache<string, Known>({ max: 1000, maxSize: 8_388_608, sizeCalculation: sizeOf });
  #generation = 0;

  constructor(engine: Engine<Context>) {
    engine.onSchema(() => {
      this.#generation += 1;
      this.#known.clear();
    });
  }

  /** Undefined if the request has to go through Apollo Server. */
  find({ method, accept }: IncomingRequest<Context>, given: unknown): KnownOperation | undefined {
    const body = plainBody({ method, body: given });
    const known = body && this.#known.get(body.query);
    const headers = known?.headers.get(accept ?? '');
    if (body === undefined || known === undefined || headers === undefined) return undefined;
    const generation = this.#generation;
    return {
      document: known.document,
      variables: body.variables ?? undefined,
      operationName: body.operationName ?? undefined,
      headers,
      stillValid: () => generation === this.#generation,
    };
  }

  /** Call before Apollo gets the request; the function that it gives takes what Apollo answered. */
  learn(request: HttpRequest<Context>): (answer: HttpAnswer) => void {
    const generation = this.#generation;
    return ({ status, headers }) => {
      const body = plainBody(request);
      const { document } = request;
      if (status !== 200 || body === undefined || document === undefined || generation !== this.#generation) return;
      const { 'content-length': _length, ...same } = headers;
      const known = this.#known.get(body.query) ?? { document, headers: new Map() };
      if (known.headers.size < acceptsOfOneOperation) known.headers.set(request.headers.get('accept') ?? '', same);
      this.#known.set(body.query, known);
    };
  }
}

interface Known {
  readonly document: DocumentNode;
  /** By the client's `accept`. */
  readonly headers: Map<string, HttpAnswer['headers']>;
}

/** A client makes its `accept` up; more kinds than browsers and libraries have are not kept. */
const acceptsOfOneOperation = 16;

function sizeOf(_known: Known, query: string): number {
  return query.length + 1;
}

interface PlainBody {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

/** The body of a request that has nothing but an operation; persisted queries and batches are Apollo's. */
function plainBody({ method, body }: Pick<HttpRequest<unknown>, 'method' | 'body'>): PlainBody | undefined {
  if (method !== 'POST' || typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const { query, variables, operationName, extensions } = body as Readonly<Record<string, unknown>>;
  const plain =
    typeof query === 'string' &&
    (variables == null || (typeof variables === 'object' && !Array.isArray(variables))) &&
    (operationName == null || typeof operationName === 'string') &&
    extensions == null;
  return plain ? (body as PlainBody) : undefined;
}
