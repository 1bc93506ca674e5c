import { post } from './http-server.js';
import { ITEMS } from './shop.js';

/** Requests of every kind that a client or an attacker may send, beside the audits of GraphQL over HTTP. */
export const requests: Readonly<Record<string, (url: string) => Promise<Response>>> = {
  'an operation': (url) => post(url, { query: ITEMS }),
  'an operation with variables': (url) =>
    post(url, { query: 'query ($id: Int!) { item(id: $id) { name } }', variables: { id: 2 } }),
  'a GET': (url) =>
    fetch(`${url}?query=${encodeURIComponent(ITEMS)}`, { headers: { 'apollo-require-preflight': 'y' } }),
  'a GET that a foreign page could send': (url) => fetch(`${url}?query=${encodeURIComponent(ITEMS)}`),
  'another media type': (url) => post(url, { query: ITEMS }, { accept: 'application/graphql-response+json' }),
  'a media type that is not served': (url) => post(url, { query: ITEMS }, { accept: 'image/png' }),
  'a slash at the end': (url) => post(`${url}/`, { query: ITEMS }),
  'a syntax error': (url) => post(url, { query: '{' }),
  'an unknown field': (url) => post(url, { query: '{ nothing }' }),
  'a value out of range': (url) => post(url, { query: '{ item(id: 3000000000) { id } }' }),
  'no query': (url) => post(url, {}),
  'a batch': (url) => post(url, [{ query: ITEMS }]),
  'no JSON': (url) => post(url, '{"query":'),
  'broken UTF-8': (url) => post(url, new Uint8Array([0x7b, 0xff, 0x7d])),
  'a foreign charset': (url) => post(url, { query: ITEMS }, { 'content-type': 'application/json; charset=latin1' }),
  'a compressed body': (url) => post(url, { query: ITEMS }, { 'content-encoding': 'gzip' }),
  'a form': (url) => post(url, 'query={items{nodes{id}}}', { 'content-type': 'application/x-www-form-urlencoded' }),
  text: (url) => post(url, JSON.stringify({ query: ITEMS }), { 'content-type': 'text/plain' }),
  'a body that is too long': (url) => post(url, { query: ITEMS, extra: 'x'.repeat(1_048_577) }),
  'an empty body': (url) => post(url, ''),
  HEAD: (url) => fetch(`${url}?query=${encodeURIComponent(ITEMS)}`, { method: 'HEAD' }),
  PUT: (url) => fetch(url, { method: 'PUT', body: '{}', headers: { 'content-type': 'application/json' } }),
  DELETE: (url) => fetch(url, { method: 'DELETE' }),
  'a browser': (url) => fetch(url, { headers: { accept: 'text/html' } }),
};

/** What a client sees of an answer, less what no two answers share. */
export async function answerOf(response: Response): Promise<unknown> {
  const headers = [...response.headers].filter(([name]) => !ofTheServer.has(name));
  const body = (await response.text()).replace(/"requestId":"[^"]+"/g, '"requestId":"…"');
  return { status: response.status, headers: Object.fromEntries(headers), body };
}

/** Every header but those that a server makes for itself: the way it frames a body, keeps a connection, signs its name. */
const ofTheServer = new Set([
  'connection',
  'content-length',
  'date',
  'etag',
  'keep-alive',
  'transfer-encoding',
  'vary',
  'x-powered-by',
]);
