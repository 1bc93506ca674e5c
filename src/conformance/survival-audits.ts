import { auditLoan, auditRead, backend, failing, readOn, sleeping } from './audit-read.js';
import {
  committedIds,
  idsOf,
  literal,
  newTableName,
  rolledBack,
  type TransactionHost,
  valueOf,
  withTable,
} from './transaction-host.js';
import { type ConformanceAudit, defineAudit, type Finding, messageOf } from './conformance-audit.js';
import { listenerCount } from './listener-count.js';
import { cancelledRead, listenersStay } from './session-audits.js';
import { sessionSnapshot, snapshotDifference } from './session-snapshot.js';

/** That the transaction of the host goes on unharmed, whatever becomes of the operations inside of it. */
export function survivalAudits<Context>(host: TransactionHost<Context>): readonly ConformanceAudit[] {
  const fails = (context: Context): Promise<unknown> => auditRead(host, context, failing);
  const isSlow = (context: Context): Promise<unknown> => auditRead(host, context, sleeping(host));
  const isCancelled = (context: Context): Promise<unknown> => cancelledRead(host, context);
  return [
    defineAudit('transaction-survives-error', 'MUST leave the transaction usable after an SQL error of ours', () =>
      survives(host, 'an SQL error', fails),
    ),
    defineAudit('transaction-survives-timeout', 'MUST leave the transaction usable after a timeout of ours', () =>
      survives(host, 'a timeout', isSlow),
    ),
    defineAudit('transaction-survives-cancel', 'MUST leave the transaction usable after a request was cancelled', () =>
      survives(host, 'a cancelled request', isCancelled),
    ),
    defineAudit('transaction-stays-open', 'MUST leave COMMIT and ROLLBACK to the host', () => staysOpen(host)),
    defineAudit('transaction-read-only', 'MUST be held to reading inside the transaction, and the host not', () =>
      isReadOnly(host),
    ),
    defineAudit('transaction-keeps-session', 'MUST find the role and the settings of the transaction unchanged', () =>
      keepsSession(host),
    ),
    defineAudit('transaction-no-listeners', 'MUST NOT add listeners to the connection of a transaction', () =>
      addsNoListeners(host),
    ),
    defineAudit('transaction-prepared-statements', 'MUST NOT prepare statements without limit', () =>
      preparesFew(host),
    ),
  ];
}

const takeASavepoint =
  'On a connection of node-postgres, Pillion takes a savepoint around its statement (guard strict). Where the host lends' +
  ' a query of its own, that query has to: SAVEPOINT, the statement, ROLLBACK TO SAVEPOINT.';

async function survives<Context>(
  host: TransactionHost<Context>,
  what: string,
  misfortune: (context: Context) => Promise<unknown>,
): Promise<Finding> {
  if (host.guard === 'none')
    return { untried: `With the guard "none", ${what} of ours aborts the host's transaction.` };
  return withTable(host, async (table) => {
    try {
      await host.inTransaction(async (context, execute) => {
        await execute(`insert into ${table} values (1)`);
        await misfortune(context).catch(() => undefined);
        await execute(`insert into ${table} values (2)`);
        const seen = await auditRead(host, context, idsOf(table));
        if (seen !== '1,2') throw new Error(`the next operation saw the rows "${seen}" instead of "1,2"`);
      });
    } catch (error) {
      return `After ${what} in it, the transaction could not go on: ${messageOf(error)}. ${takeASavepoint}`;
    }
    const rows = await committedIds(host, table);
    return rows === '1,2'
      ? undefined
      : `After ${what} and COMMIT, the rows were "${rows}" instead of "1,2". ${takeASavepoint}`;
  });
}

async function staysOpen<Context>(host: TransactionHost<Context>): Promise<Finding> {
  const table = newTableName(host);
  const transaction = 'pg_catalog.pg_current_xact_id()';
  const remedy = 'Inside an open transaction, withConnection lends its connection and does nothing else.';
  try {
    const finding = await rolledBack(host, async (context, execute) => {
      await execute(`create table ${table} (id int)`);
      const before = await valueOf(execute, transaction);
      await auditRead(host, context, backend);
      const after = await valueOf(execute, transaction);
      return before === after
        ? undefined
        : `After the loan, the host was in another transaction than before. ${remedy}`;
    });
    if (finding !== undefined) return finding;
    const left = await host.inTransaction((_context, execute) =>
      valueOf(execute, `pg_catalog.to_regclass(${literal(table)})`),
    );
    return left === null ? undefined : `What the host rolled back was there: something committed before. ${remedy}`;
  } finally {
    await host.inTransaction(async (_context, execute) => {
      await execute(`drop table if exists ${table}`);
    });
  }
}

async function isReadOnly<Context>(host: TransactionHost<Context>): Promise<Finding> {
  const { guard = 'strict' } = host;
  if (guard !== 'strict')
    return { untried: `With the guard "${guard}", PostgreSQL does not hold the gateway to reading.` };
  const name = newTableName(host);
  return rolledBack(host, async (context, execute) => {
    await execute(`create sequence ${name}`);
    const next = await auditRead(host, context, `pg_catalog.nextval(${literal(name)})`).catch(() => 'refused');
    if (next !== 'refused') {
      return (
        'A statement of the gateway wrote to a sequence. The connection is none of node-postgres, so the host answers for' +
        " the guard: after SAVEPOINT, select set_config('transaction_read_only', 'on', true)."
      );
    }
    const own = await valueOf(execute, `pg_catalog.nextval(${literal(name)})`);
    return own === '1' ? undefined : `Afterwards, the host's own nextval gave ${String(own)} instead of 1.`;
  });
}

async function keepsSession<Context>(host: TransactionHost<Context>): Promise<Finding> {
  return rolledBack(host, async (context, execute) => {
    const before = await valueOf(execute, sessionSnapshot(host));
    const misfortunes = host.guard === 'none' ? [] : [failing, sleeping(host)];
    for (const expression of [backend, ...misfortunes]) {
      await auditRead(host, context, expression).catch(() => undefined);
    }
    const difference = snapshotDifference(before, await valueOf(execute, sessionSnapshot(host)));
    if (difference === undefined) return undefined;
    return `After the loans, the transaction of the host had another session: ${difference}. Set nothing for a loan in it.`;
  });
}

async function addsNoListeners<Context>(host: TransactionHost<Context>): Promise<Finding> {
  return rolledBack(host, (context) =>
    listenersStay(() =>
      auditLoan(host, context, async (connection) => {
        const count = listenerCount(connection);
        await readOn(host, connection, backend);
        return { connection, count };
      }),
    ),
  );
}

async function preparesFew<Context>(host: TransactionHost<Context>): Promise<Finding> {
  const limit = host.preparedStatementLimit ?? 100;
  return rolledBack(host, async (context, execute) => {
    const count = 'select pg_catalog.count(*) from pg_catalog.pg_prepared_statements';
    const before = Number(await valueOf(execute, count));
    for (let statement = 0; statement < limit + 20; statement += 1) await auditRead(host, context, String(statement));
    const more = Number(await valueOf(execute, count)) - before;
    if (more <= limit) return undefined;
    return `${limit + 20} different statements left ${more} prepared on the connection, over the limit of ${limit}. Prepare without a name.`;
  });
}
