import { setTimeout as delay } from 'node:timers/promises';
import { auditLoan, auditRead, backend, failing, readOn } from './audit-read.js';
import { idsOf, newTableName, quoted, rolledBack, type TransactionHost, valueOf } from './transaction-host.js';
import { type ConformanceAudit, defineAudit, type Finding, messageOf } from './conformance-audit.js';
import { createGate } from './gate.js';
import { oneObjectEach } from './one-object-each.js';

/** What an operation sees inside the open transaction of the host, and that it is on the transaction's connection. */
export function transactionAudits<Context>(host: TransactionHost<Context>): readonly ConformanceAudit[] {
  return [
    defineAudit('transaction-same-backend', 'MUST lend the connection of the open transaction', () =>
      sameBackend(host),
    ),
    defineAudit('transaction-sees-rows', 'MUST see the uncommitted rows of the open transaction', () => seesRows(host)),
    defineAudit('transaction-sees-role', 'MUST read under the SET LOCAL ROLE of the open transaction', () =>
      seesRole(host),
    ),
    defineAudit('transaction-sees-settings', 'MUST read under the settings of the open transaction', () =>
      seesSettings(host),
    ),
    defineAudit('transaction-keeps-connection', 'MUST keep the connection of the transaction, loan after loan', () =>
      keepsConnection(host),
    ),
    defineAudit('transaction-takes-turns', 'MUST let operations in one transaction take turns', () => takesTurns(host)),
    ...(host.singleConnection === true ? [] : apartAudits(host)),
  ];
}

/** What needs a second connection to be told. */
function apartAudits<Context>(host: TransactionHost<Context>): readonly ConformanceAudit[] {
  return [
    defineAudit('transaction-apart', 'MUST NOT lend the connection of a transaction to operations outside of it', () =>
      isApart(host),
    ),
    defineAudit('transaction-ended', 'MUST NOT lend the connection of a transaction that has ended', () =>
      isNotLentAfterwards(host),
    ),
  ];
}

const lendTheOpenOne =
  'Look for the open transaction where the audit put it, in the context or in an AsyncLocalStorage, and lend its connection.';

async function sameBackend<Context>(host: TransactionHost<Context>): Promise<Finding> {
  return rolledBack(host, async (context, execute) => {
    const own = await valueOf(execute, backend);
    if (own !== (await valueOf(execute, backend))) {
      return 'The statements of execute ran on two connections: inTransaction has to pass on what runs in its transaction.';
    }
    const lent = await auditRead(host, context, backend);
    return own === lent ? undefined : `The transaction is of backend ${own}, and ${lent} was lent. ${lendTheOpenOne}`;
  });
}

async function seesRows<Context>(host: TransactionHost<Context>): Promise<Finding> {
  const table = newTableName(host);
  return rolledBack(host, async (context, execute) => {
    await execute(`create table ${table} (id int)`);
    await execute(`insert into ${table} values (1)`);
    try {
      if ((await auditRead(host, context, idsOf(table))) !== '1') return `It did not see the row. ${lendTheOpenOne}`;
      await execute(`insert into ${table} values (2)`);
      return (await auditRead(host, context, idsOf(table))) === '1,2'
        ? undefined
        : 'A row that was written between two operations of one transaction was not seen by the second.';
    } catch (error) {
      return `The table of the open transaction could not be read (${messageOf(error)}). ${lendTheOpenOne}`;
    }
  });
}

async function seesRole<Context>(host: TransactionHost<Context>): Promise<Finding> {
  const { role } = host;
  if (role === undefined) return { untried: 'Not tried. Give the audits a role that the host may SET LOCAL ROLE to.' };
  return rolledBack(host, async (context, execute) => {
    await execute(`set local role ${quoted(role)}`);
    const seen = await auditRead(host, context, 'current_user');
    return seen === role ? undefined : `It read as ${String(seen)}, the transaction is of ${role}. ${lendTheOpenOne}`;
  });
}

async function seesSettings<Context>(host: TransactionHost<Context>): Promise<Finding> {
  return rolledBack(host, async (context, execute) => {
    await execute("select pg_catalog.set_config('pillion.audit', 'set', true)");
    await execute('set local search_path = pg_catalog, pg_temp');
    const [name, path] = ["current_setting('pillion.audit', true)", "current_setting('search_path')"];
    const seen = await auditRead(host, context, `pg_catalog.${name} || '|' || pg_catalog.${path}`);
    if (seen === 'set|pg_catalog, pg_temp') return undefined;
    return `It did not read under set_config(…, true) and SET LOCAL of the transaction. ${lendTheOpenOne}`;
  });
}

async function keepsConnection<Context>(host: TransactionHost<Context>): Promise<Finding> {
  return rolledBack(host, async (context, execute) => {
    const own = await valueOf(execute, backend);
    const before = host.borrowed?.();
    for (let loan = 1; loan <= 25; loan += 1) {
      const lent = await auditLoan(host, context, async (connection) => {
        const pid = await readOn(host, connection, backend);
        return { pid, during: host.borrowed?.() };
      }).catch((error: unknown) => messageOf(error));
      const remedy = 'What the transaction has taken, only the transaction gives back: lend it, and do not release it.';
      if (typeof lent === 'string') return `After ${loan - 1} loans, one ended with: ${lent}. ${remedy}`;
      if (lent.pid !== own) return `Loan ${loan} in the transaction was of another backend. ${remedy}`;
      if (lent.during !== before) return `A loan in the transaction took another connection too. ${lendTheOpenOne}`;
      if (host.borrowed?.() !== before) return `A loan gave back the connection of the open transaction. ${remedy}`;
    }
    return (await valueOf(execute, backend)) === own ? undefined : 'Afterwards, the host went on with another backend.';
  });
}

async function takesTurns<Context>(host: TransactionHost<Context>): Promise<Finding> {
  return rolledBack(host, async (context, execute) => {
    const together = ['one', 'other'].map(() =>
      auditLoan(host, context, async (connection) => ({ connection, pid: await readOn(host, connection, backend) })),
    );
    const fault = oneObjectEach(await Promise.all(together));
    if (fault !== undefined || host.guard === 'none') return fault;
    // A failing statement among them must fail alone.
    const expressions = ["'one'", failing, "'two'", failing, "'three'"];
    const reads = await Promise.allSettled(expressions.map((expression) => auditRead(host, context, expression)));
    const answers = reads.map((result) => (result.status === 'fulfilled' ? result.value : 'failed')).join(' ');
    if (answers !== 'one failed two failed three') {
      return `Of five operations at once, two of them failing, the answers were: ${answers}. Lend each the same object.`;
    }
    await execute('select 1');
    return undefined;
  });
}

async function isApart<Context>(host: TransactionHost<Context>): Promise<Finding> {
  const start = createGate();
  // Waits from here, so that it is outside of what an AsyncLocalStorage knows of the transaction.
  const outside = start.opened.then(() =>
    auditRead(host, host.context as Context, backend).catch((error: unknown) => messageOf(error)),
  );
  return rolledBack(host, async (_context, execute) => {
    const own = await valueOf(execute, backend);
    start.open();
    const lent = await Promise.race([outside, delay(5000, 'nothing within 5 seconds', { ref: false })]);
    if (lent === own) {
      return (
        'An operation outside was lent the connection of an open transaction, and saw what is not committed. Lend that only' +
        ' to operations with its context, and keep the current transaction per request, not in a variable of the module.'
      );
    }
    return /^\d+$/.test(lent ?? '')
      ? undefined
      : { untried: `Not tried: the pool gave no second connection (${lent}).` };
  });
}

async function isNotLentAfterwards<Context>(host: TransactionHost<Context>): Promise<Finding> {
  const ended = createGate();
  let own: string | null = null;
  let late: Promise<string | null> = Promise.resolve(null);
  await host.inTransaction(async (context, execute) => {
    own = await valueOf(execute, backend);
    // What a request goes on with, after its transaction has ended.
    late = ended.opened.then(() => auditRead(host, context, backend).catch(() => null));
  });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const finding = await rolledBack(host, async (_context, execute): Promise<Finding> => {
      if ((await valueOf(execute, backend)) !== own) return 'another';
      ended.open();
      if ((await late) !== own) return undefined;
      return (
        'After its transaction had ended, an operation was lent its old connection, which was in the transaction of somebody' +
        ' else by then. Forget the connection at the end of a transaction, or look at what tells that it is over.'
      );
    });
    if (finding !== 'another') return finding;
  }
  ended.open();
  await late;
  return { untried: 'Not tried: the pool did not lend the connection of the ended transaction again.' };
}
