import type { HeaderMap } from '@apollo/server';
import type { CancelSignal } from '../database/cancel-signal.js';

/** One HTTP request, whatever server received it. */
export interface IncomingRequest<Context> {
  readonly method: string;
  readonly headers: HeaderMap;
  /** The header `accept` alone; what it says decides how an answer is headed. */
  readonly accept: string | undefined;
  /** The query of the URL with its question mark, or empty. */
  readonly search: string;
  /** What is left of the URL's path below the mount, without a leading slash: empty for GraphQL and the page itself. */
  readonly subPath: string;
  /** The whole path of the URL as the server received it; undefined if the page's files cannot be served below it. */
  readonly pagePath: string | undefined;
  readonly signal: CancelSignal | undefined;
  /** The JSON body or a promise of it; called at most once, and only where a body is needed. May throw `HttpRefusal`. */
  readBody(): unknown;
  /** The host's context for the operation; called at most once, and only for requests that may become one. */
  context(): Context | Promise<Context>;
}
