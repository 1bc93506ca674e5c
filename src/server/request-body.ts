import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { HttpRefusal } from './http-refusal.js';

/** The most bytes that the body of a request may have, unless the host's own parser has read it: 1 MiB. */
export const BODY_LIMIT = 1_048_576;

export type BodySource = Readable | AsyncIterable<unknown>;

export interface BodyHeaders {
  readonly contentType: string | undefined;
  readonly contentLength: string | undefined;
  readonly contentEncoding: string | undefined;
}

/**
 * The body of a POST as JSON. Undefined if it is not declared as JSON: Apollo Server then refuses the request, after its
 * check against cross-site requests. Throws `HttpRefusal`: 400 malformed, 413 too long, 415 encoded in another way.
 */
export async function readJsonBody(source: BodySource, headers: BodyHeaders): Promise<unknown> {
  if (Number(headers.contentLength ?? 0) > BODY_LIMIT) throw tooLong();
  const bytes = await (source instanceof Readable ? collectStream(source) : collect(source));
  if (!isJson(headers.contentType)) return undefined;
  refuseForeignEncoding(headers);
  return parseJson(bytes);
}

/** The body that a parser of the host has left: an object, or the bytes or text of one. */
export function parsedByHost(body: unknown, contentType: string | undefined): unknown {
  const raw = typeof body === 'string' ? Buffer.from(body) : body instanceof Uint8Array ? body : undefined;
  if (raw === undefined) return body;
  return isJson(contentType) ? parseJson(raw) : undefined;
}

/**
 * By events, for iterating costs more than all else about a small body. What awaits the promise keeps the host's
 * AsyncLocalStorage, and a refusal in the middle leaves the stream, whose socket its answer has to travel on.
 */
function collectStream(stream: Readable): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    let length = 0;
    const leave = (): void => {
      stream.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
    };
    const onData = (chunk: unknown): void => {
      const part = bytesOf(chunk);
      length += part.byteLength;
      parts.push(part);
      if (length <= BODY_LIMIT) return;
      leave();
      stream.pause();
      reject(tooLong());
    };
    const onEnd = (): void => {
      leave();
      resolve(joined(parts));
    };
    const onError = (error: Error): void => {
      leave();
      reject(error);
    };
    const onClose = (): void => onError(new Error('The request ended before its body.'));
    if (stream.readableEnded) resolve(joined(parts));
    else if (stream.destroyed) onClose();
    else stream.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose);
  });
}

async function collect(chunks: AsyncIterable<unknown>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const part = bytesOf(chunk);
    length += part.byteLength;
    if (length > BODY_LIMIT) throw tooLong();
    parts.push(part);
  }
  return joined(parts);
}

function bytesOf(chunk: unknown): Uint8Array {
  return typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes)) as unknown;
  } catch {
    throw new HttpRefusal(400, 'Invalid JSON: the body of the request has to be JSON in UTF-8.');
  }
}

/** A broken character is refused rather than read as U+FFFD; a byte order mark is passed over. */
function textOf(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw new TypeError('The bytes are not UTF-8.');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function isJson(contentType: string | undefined): boolean {
  if (contentType === 'application/json') return true;
  const essence = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return essence !== undefined && (essence === 'application/json' || /^application\/[\w.-]+\+json$/.test(essence));
}

function refuseForeignEncoding({ contentType, contentEncoding }: BodyHeaders): void {
  const charset = contentType?.includes(';') === true ? charsetOf(contentType) : undefined;
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    throw new HttpRefusal(415, 'The body of the request has to be JSON in UTF-8; other character sets are not read.');
  }
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity') {
    throw new HttpRefusal(415, 'The body of the request has to be sent as it is; compressed bodies are not read.');
  }
}

function tooLong(): HttpRefusal {
  return new HttpRefusal(413, `The body of the request is longer than ${BODY_LIMIT} bytes.`);
}

function charsetOf(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
}
