import { setTimeout as delay } from 'node:timers/promises';
import { auditLoan, auditRead, backend, failing, readOn } from './audit-read.js';
import { type ConformanceAudit, defineAudit, type Finding, messageOf } from './conformance-audit.js';
import type { ConformanceHost } from './conformance-host.js';
import { oneObjectEach } from './one-object-each.js';

/** How connections are lent and taken back, outside of any transaction. */
export function loanAudits<Context>(host: ConformanceHost<Context>): readonly ConformanceAudit[] {
  const context = host.context as Context;
  return [
    defineAudit('loan-while-reflecting', 'MUST lend a connection while there is no request', () =>
      lends(
        host,
        undefined as Context,
        'The context is undefined while the gateway reflects: lend one of the pool then.',
      ),
    ),
    defineAudit('loan-outside', 'MUST lend a connection outside of a transaction', () =>
      lends(host, context, 'Without an open transaction, lend a connection of the pool.'),
    ),
    defineAudit('loan-runs-once', 'MUST call run exactly once, and settle only when run has settled', () =>
      runsOnce(host, context),
    ),
    defineAudit('loan-passes-on', 'SHOULD give what run gives, and reject with what run rejects with', () =>
      passesOn(host, context),
    ),
    defineAudit('loan-given-back', 'MUST take back every connection exactly once, after errors too', () =>
      givesBack(host, context),
    ),
    defineAudit('loan-takes-turns', 'MUST lend one connection as one object, to operations at the same time', () =>
      takesTurns(host, context),
    ),
  ];
}

async function lends<Context>(host: ConformanceHost<Context>, context: Context, remedy: string): Promise<Finding> {
  try {
    const pid = await auditRead(host, context, backend);
    return /^\d+$/.test(pid ?? '') ? undefined : `Its connection gave no process id but ${String(pid)}. ${remedy}`;
  } catch (error) {
    return `No connection to read from was lent (${messageOf(error)}). ${remedy}`;
  }
}

async function runsOnce<Context>(host: ConformanceHost<Context>, context: Context): Promise<Finding> {
  let begun = 0;
  let ended = 0;
  const run = async (): Promise<void> => {
    begun += 1;
    await delay(50);
    ended += 1;
  };
  await host.withConnection(context, run);
  if (begun === 0)
    return 'withConnection settled without having called run. Call run(connection), and return what it gives.';
  if (ended < begun) {
    return 'withConnection settled before run had: the connection was taken back while it was read from. Await run(connection).';
  }
  return begun === 1 ? undefined : `withConnection called run ${begun} times for one loan. Call it once; do not retry.`;
}

async function passesOn<Context>(host: ConformanceHost<Context>, context: Context): Promise<Finding> {
  const answer = { of: 'run' };
  const given = await host.withConnection(context, () => Promise.resolve(answer));
  if (given !== answer) return 'withConnection gave something else than run did. Return what run(connection) gives.';
  const failure = new Error('Thrown by the audit inside of run.');
  const outcome = await Promise.resolve(host.withConnection(context, () => Promise.reject(failure))).then(
    () => 'resolved',
    (error: unknown) => messageOf(error),
  );
  if (outcome.includes(failure.message)) return undefined;
  return `run rejected, and withConnection ${outcome === 'resolved' ? outcome : `rejected with ${outcome}`}. Let the error of run pass.`;
}

async function givesBack<Context>(host: ConformanceHost<Context>, context: Context): Promise<Finding> {
  const before = host.borrowed?.();
  for (let loan = 1; loan <= loans; loan += 1) {
    // Every third operation fails in the database.
    const expression = loan % 3 === 0 ? failing : backend;
    const fault = await auditLoan(host, context, async (connection) => {
      const during = host.borrowed?.();
      await readOn(host, connection, expression).catch(ignore);
      if (before === undefined || during === undefined || host.singleConnection === true) return undefined;
      if (during === before + 1) return undefined;
      return `One loan took ${during - before} connections out of the pool. Take one, and lend that.`;
    }).catch((error: unknown) => {
      const remedy = 'Give each connection back once, in a finally around run.';
      return `After ${loan - 1} loans, one ended with: ${messageOf(error)}. ${remedy}`;
    });
    if (fault !== undefined) return fault;
  }
  const rejecting = Promise.resolve(host.withConnection(context, () => Promise.reject(new Error('of the audit'))));
  await rejecting.catch(ignore);
  return before === undefined ? undefined : settlesAt(before, host.borrowed);
}

/** A pool may count a little after the promise has settled. */
async function settlesAt(before: number, borrowed: (() => number) | undefined): Promise<Finding> {
  for (let wait = 0; wait < 20; wait += 1) {
    if (borrowed?.() === before) return undefined;
    await delay(25);
  }
  const difference = (borrowed?.() ?? before) - before;
  return difference > 0
    ? `${difference} connections were not given back. Give them back in a finally around run, whatever run came to.`
    : `${-difference} connections were given back too often. Give back only what was taken for this loan.`;
}

async function takesTurns<Context>(host: ConformanceHost<Context>, context: Context): Promise<Finding> {
  let arrived = 0;
  const lending = ['one', 'other'].map(() =>
    auditLoan(host, context, async (connection) => {
      arrived += 1;
      // A pool with one connection lends it to the other only afterwards.
      for (let wait = 0; arrived < 2 && wait < 20; wait += 1) await delay(10);
      return { connection, pid: await readOn(host, connection, backend), together: arrived === 2 };
    }),
  );
  const lent = await Promise.all(lending);
  return lent.every(({ together }) => together) ? oneObjectEach(lent) : undefined;
}

/** More than a pool holds by default: a connection that is kept each time is missed before the end. */
const loans = 30;

function ignore(): void {
  return undefined;
}
