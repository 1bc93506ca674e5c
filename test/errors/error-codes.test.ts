import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorCodeEntry, errorCodes, type ErrorCode } from '../../src/errors/error-codes.js';

const page = readFileSync(new URL('../../docs/reference/errors.md', import.meta.url), 'utf8');
const codes = Object.keys(errorCodes) as ErrorCode[];
const entries = codes.map((code) => ({ code, ...errorCodeEntry(code) }));

test('the page has every code, with status, fault, Retry-After and public message, and no other', () => {
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` *\| (.*) \|$/gm)].map(([, code, cells = '']) => [
    code,
    ...cells.split('|').map((cell) => cell.trim()),
  ]);
  expect(rows).toEqual(
    entries.map(({ code, status, fault, retryAfter, message }) => {
      return [code, String(status), fault, retryAfter === undefined ? '' : `${retryAfter} s`, message];
    }),
  );
});

test('the page says of every code what to do, and of no other', () => {
  expect([...page.matchAll(/^### (.+)$/gm)].map(([, code]) => code)).toEqual(codes);
});

test('a message that clients read is a sentence that speaks of nothing but the request', () => {
  for (const { message } of entries) {
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(message).not.toMatch(/SQL|select|\bhttps?:|localhost|"/i);
  }
});

test("a client's fault has a status from 400 on, all others one from 500 on", () => {
  const inRange = ({ status, fault }: (typeof entries)[number]): boolean =>
    fault === 'client' ? status >= 400 && status < 500 : status >= 500 && status < 600;
  expect(entries.filter((entry) => !inRange(entry))).toEqual([]);
});

test('503 says when to come back, and nothing else does', () => {
  expect(entries.filter(({ status, retryAfter }) => (status === 503) !== (retryAfter !== undefined))).toEqual([]);
});
