import { isNetworkAddress } from './network.js';
import { textScalar } from './text-scalar.js';

export const inetScalar = textScalar({
  name: 'Inet',
  description: 'An IPv4 or IPv6 address, with or without its network (PostgreSQL `inet`): `"192.168.0.1/24"`.',
  expected: 'an IP address such as "192.168.0.1"',
  read: (text) => (isNetworkAddress(text) ? text : undefined),
});
