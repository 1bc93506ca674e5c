import { type ApolloServer, HeaderMap } from '@apollo/server';
import { apolloAnswer } from './apollo-answer.js';
import { type HttpAnswer, protectedAnswer } from './http-answer.js';
import { HttpRequest } from './http-request.js';
import type { IncomingRequest } from './incoming-request.js';

const JSON_LINES = 'application/jsonl';

/** Whether a client asks for rows as lines of JSON. */
export function asksForRows({ accept }: Pick<IncomingRequest<unknown>, 'accept'>): boolean {
  if (accept?.includes(JSON_LINES) !== true) return false;
  return accept.split(',').some((range) => range.split(';', 1)[0]?.trim().toLowerCase() === JSON_LINES);
}

/**
 * The rows of an operation's list, each as one line. Apollo Server gets the request as any other, so that plugins, limits
 * and refusals are the same; only what it answers where all went well is not `data` but the rows.
 */
export async function streamedAnswer<Context>(
  apollo: ApolloServer,
  incoming: IncomingRequest<Context>,
  body: unknown,
): Promise<HttpAnswer> {
  const { method, search, signal } = incoming;
  const headers = new HeaderMap(incoming.headers);
  headers.set('accept', 'application/json');
  const request = new HttpRequest<Context>({ method, headers, search, body, signal }, { streams: true });
  const answer = protectedAnswer(await apolloAnswer(apollo, request, () => incoming.context()));
  const { rows } = request;
  if (rows === undefined) return answer;
  if (answer.status !== 200) {
    await rows.return?.();
    return answer;
  }
  const { 'content-length': _length, ...same } = answer.headers;
  return { status: 200, headers: { ...same, 'content-type': `${JSON_LINES}; charset=utf-8` }, body: rows };
}
