import { HttpRefusal } from './http-refusal.js';

/** The most bytes that the body of a request may have, unless the host's own parser has read it: 1 MiB. */
export const BODY_LIMIT = 1_048_576;

export interface BodyHeaders {
  readonly contentType: string | undefined;
  readonly contentLength: string | undefined;
  readonly contentEncoding: string | undefined;
}

/**
 * The body of a POST as JSON. Undefined if it is not declared as JSON: Apollo Server then refuses the request, after its
 * check against cross-site requests. Throws `HttpRefusal`: 400 malformed, 413 too long, 415 encoded in another way.
 */
export async function readJsonBody(chunks: AsyncIterable<unknown>, headers: BodyHeaders): Promise<unknown> {
  if (Number(headers.contentLength ?? 0) > BODY_LIMIT) throw tooLong();
  const bytes = await collect(chunks);
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

async function collect(chunks: AsyncIterable<unknown>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const part = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
    length += part.byteLength;
    if (length > BODY_LIMIT) throw tooLong();
    parts.push(part);
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    // `fatal`, so that a broken character is refused rather than read as U+FFFD.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new HttpRefusal(400, 'Invalid JSON: the body of the request has to be JSON in UTF-8.');
  }
}

function isJson(contentType: string | undefined): boolean {
  const essence = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return essence !== undefined && (essence === 'application/json' || /^application\/[\w.-]+\+json$/.test(essence));
}

function refuseForeignEncoding({ contentType, contentEncoding }: BodyHeaders): void {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1];
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
