import { PillionError } from '../errors/pillion-error.js';
import { fromDatabaseError } from '../errors/sqlstate.js';
import type { DatabaseConnection, WithConnection } from './connection.js';
import { watchConnection } from './connection-watch.js';
import { lentConnection } from './lent-connection.js';

export interface LoanOptions {
  /** Milliseconds in which the host must lend a connection; 3000 if undefined. */
  readonly loanTimeout?: number | undefined;
  /** Ends the wait for a connection as `CANCELLED`. What already runs on one is for `run` to end. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls the host's `withConnection` and holds it to its word: `run` is called once, with a connection, in time, and
 * the host waits for it. A connection that comes too late is given back at once.
 *
 * @returns what `run` gave, whatever the host makes of it.
 * @throws what `run` threw; PillionError `POOL_TIMEOUT`, `CANCELLED`, `LOAN_INVALID`, `LOAN_MISUSED`; what the host threw,
 *   by its SQLSTATE, else as `LOAN_FAILED` before it lent, `LOAN_NOT_RETURNED` after all had gone well.
 */
export async function withLoan<Context, T>(
  withConnection: WithConnection<Context>,
  context: Context,
  run: (connection: DatabaseConnection) => Promise<T>,
  options: LoanOptions = {},
): Promise<T> {
  const wait = startWait(options);
  const loan: { running?: Promise<T>; ended?: true; refusal?: PillionError } = {};
  const lendOnce = async (lent: unknown): Promise<T> => {
    const refusal = wait.refusal() ?? loan.refusal;
    if (refusal !== undefined) throw refusal;
    if (loan.running !== undefined) throw new PillionError('LOAN_MISUSED', 'withConnection called run more than once.');
    wait.end();
    loan.running = runWatched(lent, run).finally(() => (loan.ended = true));
    return loan.running;
  };
  const lend = (lent: unknown): Promise<T> => {
    const running = lendOnce(lent);
    // A host that does not wait for run must not be ended by an unhandled rejection of it.
    running.catch(() => undefined);
    return running;
  };

  const lending = settled(async () => {
    const refusal = wait.refusal();
    if (refusal !== undefined) throw refusal;
    return withConnection(context, lend);
  });
  const host = await Promise.race([lending, wait.over]);
  wait.end();
  if (loan.running === undefined) {
    loan.refusal = host.status === 'rejected' ? hostError(host.reason, 'LOAN_FAILED') : neverRun();
    throw loan.refusal;
  }
  const tooEarly = loan.ended !== true;
  const value = await loan.running;
  if (host.status === 'rejected') throw hostError(host.reason, 'LOAN_NOT_RETURNED');
  if (tooEarly) throw new PillionError('LOAN_MISUSED', 'withConnection returned before run had settled: await run.');
  return value;
}

async function runWatched<T>(lent: unknown, run: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
  const connection = lentConnection(lent);
  const watch = watchConnection(connection);
  try {
    return await run(connection);
  } finally {
    await watch.stop();
  }
}

interface LoanWait {
  /** Resolves, as a rejection, when the wait is given up; never after `end`. */
  readonly over: Promise<PromiseRejectedResult>;
  refusal(): PillionError | undefined;
  end(): void;
}

function startWait({ loanTimeout = 3000, signal }: LoanOptions): LoanWait {
  let refusal: PillionError | undefined;
  let giveUp: (result: PromiseRejectedResult) => void = () => undefined;
  const over = new Promise<PromiseRejectedResult>((resolve) => (giveUp = resolve));
  const refuse = (reason: PillionError): void => {
    refusal = reason;
    giveUp({ status: 'rejected', reason });
  };
  const abort = (): void => refuse(new PillionError('CANCELLED', 'The request was cancelled.'));
  const timer = setTimeout(() => {
    refuse(new PillionError('POOL_TIMEOUT', `The host lent no connection within ${loanTimeout} ms.`));
  }, loanTimeout);
  signal?.addEventListener('abort', abort);
  if (signal?.aborted === true) abort();
  return {
    over,
    refusal: () => refusal,
    end: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}

/** An error without a code of PostgreSQL's or of the network's is a fault in the host's function itself. */
function hostError(reason: unknown, otherwise: 'LOAN_FAILED' | 'LOAN_NOT_RETURNED'): PillionError {
  const error = fromDatabaseError(reason);
  if (error.code !== 'INTERNAL' || reason instanceof PillionError) return error;
  const when = otherwise === 'LOAN_FAILED' ? 'before it lent a connection' : 'when its connection was to be given back';
  return new PillionError(otherwise, `withConnection threw ${when}: ${error.message}`, { cause: reason });
}

async function settled<T>(run: () => Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([run()]);
  return result;
}

function neverRun(): PillionError {
  const remedy = 'It has to call run(connection) once and return what that gives.';
  return new PillionError('LOAN_MISUSED', `withConnection returned without calling run. ${remedy}`);
}
