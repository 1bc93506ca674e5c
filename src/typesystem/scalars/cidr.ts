import { isNetwork } from './network.js';
import { textScalar } from './text-scalar.js';

export const cidrScalar = textScalar({
  name: 'Cidr',
  description: 'An IPv4 or IPv6 network (PostgreSQL `cidr`): `"192.168.0.0/24"`.',
  expected: 'a network such as "192.168.0.0/24", with no bit set to the right of its prefix',
  read: (text) => (isNetwork(text) ? text : undefined),
});
