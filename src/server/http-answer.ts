/** A finished response, whatever server writes it. Header names are in lower case. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
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
export const protective = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;
