/** A text as JSON. Most need no escape, which is quicker to see than to write. */
export function quoted(text) {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

export function nullable(text) {
  return text === null ? 'null' : quoted(text);
}

/** `2026-06-01 12:00:00+00`, as PostgreSQL prints a time where TimeZone is UTC, in ISO 8601. */
export function instant(text) {
  return `"${text.slice(0, 10)}T${text.slice(11, -3)}Z"`;
}

/** `2026-06-01 12:00:00` in ISO 8601. */
export function wallClock(text) {
  return `"${text.slice(0, 10)}T${text.slice(11)}"`;
}

// eslint-disable-next-line no-control-regex -- JSON escapes these, the quote and the backslash
const plain = /^[^"\\\u0000-\u001f]*$/;
