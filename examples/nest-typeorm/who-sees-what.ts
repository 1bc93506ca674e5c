import type { GatewayOptions } from 'pillion';
import { databaseRoles, type Visitor } from './visitor.js';

/**
 * What GraphQL shows to whom, beside what PostgreSQL itself keeps from a role (schema.ts). The gateway's own readings of the
 * catalog have no visitor.
 */
export const whoSeesWhat: Pick<GatewayOptions<Visitor | undefined>, 'expose' | 'role' | 'rowFilters'> = {
  // Nobody.
  expose: { deny: ['public.account.password_hash', 'public.visitor_id()'] },
  // Each role has a schema of what it may read: agents know of no invoices, customers of no e-mail addresses.
  role: (visitor) => (visitor === undefined ? null : databaseRoles[visitor.role]),
  // Deleted tickets and their messages are there for admins only.
  rowFilters: {
    Ticket: (visitor) => visitor?.role === 'admin' || { deletedAt: { isNull: true } },
    Message: (visitor) => visitor?.role === 'admin' || { ticket: { deletedAt: { isNull: true } } },
  },
};
