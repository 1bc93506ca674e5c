import { textScalar } from './text-scalar.js';

export const macAddrScalar = textScalar({
  name: 'MacAddr',
  description: 'A MAC address of six or eight bytes (PostgreSQL `macaddr`, `macaddr8`): `"08:00:2b:01:02:03"`.',
  expected: 'a MAC address such as "08:00:2b:01:02:03"',
  read: (text) =>
    /^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}(?:[0-9a-f]{2}\1[0-9a-f]{2}\1)?[0-9a-f]{2}$/i.test(text) ? text : undefined,
});
