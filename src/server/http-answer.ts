import { Readable } from 'node:stream';

/** A response, whatever server writes it. Header names are in lower case. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Whole, or in the pieces in which a client that asked for them gets it. */
  readonly body: string | Uint8Array | AsyncIterable<string>;
}

/** The body as a stream where it comes in pieces. */
export function streamOrWhole(body: HttpAnswer['body']): Readable | string | Uint8Array {
  return isWhole(body) ? body : Readable.from(body);
}

export function isWhole(body: HttpAnswer['body']): body is string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array;
}

/** An answer in JSON. */
export function jsonAnswer(status: number, body: unknown, headers: HttpAnswer['headers'] = {}): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...protective, ...headers },
    body: `${JSON.stringify(body)}\n`,
  };
}

/** Answers are of one moment and one reader, and never to be taken for anything but what their type says. */
const protective = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

export function protectedAnswer(answer: HttpAnswer): HttpAnswer {
  return { ...answer, headers: { ...protective, ...answer.headers } };
}
