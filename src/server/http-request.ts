import type { HeaderMap, HTTPGraphQLRequest } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import type { CancelSignal } from '../database/cancel-signal.js';
import type { TextResult } from '../execution/document-request.js';

/**
 * The request as Apollo Server takes it, with what must reach the executor untouched: Apollo copies the context object
 * property by property, which breaks a class with private fields and everything that is known by its identity.
 */
export class HttpRequest<Context> implements HTTPGraphQLRequest {
  readonly method: string;
  readonly headers: HeaderMap;
  readonly search: string;
  readonly body: unknown;
  readonly signal: CancelSignal | undefined;
  /** The host's own context object; set by the time that Apollo starts the operation. */
  context: Context | undefined;
  /** What Apollo found the operation to be; set when it is executed. */
  document: DocumentNode | undefined;
  /** The result of an operation that was executed already; Apollo Server then only words it. */
  result: TextResult | undefined;

  /** Whether the rows of the operation's list are to be streamed. */
  readonly streams: boolean;
  /** The rows, where they are on their way. */
  rows: AsyncIterableIterator<string> | undefined;

  constructor(
    parts: Pick<HttpRequest<Context>, 'method' | 'headers' | 'search' | 'body' | 'signal'>,
    { streams = false }: { readonly streams?: boolean } = {},
  ) {
    this.method = parts.method;
    this.headers = parts.headers;
    this.search = parts.search;
    this.body = parts.body;
    this.signal = parts.signal;
    this.streams = streams;
  }
}
