import { loanAudits } from './loan-audits.js';
import type { TransactionHost } from './transaction-host.js';
import type { ConformanceAudit } from './conformance-audit.js';
import type { ConformanceHost } from './conformance-host.js';
import { sessionAudits } from './session-audits.js';
import { survivalAudits } from './survival-audits.js';
import { transactionAudits } from './transaction-audits.js';

export type { AuditResult, ConformanceAudit } from './conformance-audit.js';
export type { ConformanceHost, HostStatement } from './conformance-host.js';

/**
 * The audits of a host's `withConnection`: that the gateway reads on the right connection, and that nothing of the host
 * is ever harmed. They run one after another, on a database of PostgreSQL 14 or newer where the host may make tables.
 *
 * @example
 * for (const audit of conformanceAudits({ withConnection, inTransaction })) {
 *   test(audit.name, async () => expect(await audit.run()).toEqual({ status: 'ok' }));
 * }
 */
export function conformanceAudits<Context = unknown>(host: ConformanceHost<Context>): readonly ConformanceAudit[] {
  const outside = [...loanAudits(host), ...sessionAudits(host)];
  if (!hasTransactions(host)) return outside;
  return [...outside, ...transactionAudits(host), ...survivalAudits(host)];
}

function hasTransactions<Context>(host: ConformanceHost<Context>): host is TransactionHost<Context> {
  return host.inTransaction !== undefined;
}
