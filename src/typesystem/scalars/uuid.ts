import { textScalar } from './text-scalar.js';

export const uuidScalar = textScalar({
  name: 'UUID',
  description: 'A universally unique identifier: `"123e4567-e89b-12d3-a456-426614174000"`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc9562',
  expected: 'a UUID such as "123e4567-e89b-12d3-a456-426614174000"',
  read: (text) => (/^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined),
});
