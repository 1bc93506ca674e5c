import { textScalar } from './text-scalar.js';

export const bytesScalar = textScalar({
  name: 'Bytes',
  description: 'Binary data (PostgreSQL `bytea`) in base64: `"3q2+7w=="`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc4648#section-4',
  expected: 'base64 text such as "3q2+7w=="',
  read: (text) => (text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? text : undefined),
});
