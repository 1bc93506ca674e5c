import { randomUUID } from 'node:crypto';

/** The id under which client and log speak of one request: the caller's `X-Request-Id` if it is a plain one, else a new one. */
export function requestIdFrom(headers: { get(name: string): string | null | undefined } | undefined): string {
  const given = headers?.get('x-request-id');
  return given != null && PLAIN_ID.test(given) ? given : randomUUID();
}

/** What can go into a log line and a JSON answer as it is. */
const PLAIN_ID = /^[\w.:-]{1,128}$/;
