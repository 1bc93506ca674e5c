import { PillionError } from '../errors/pillion-error.js';
import { fromDatabaseError } from '../errors/sqlstate.js';
import type { CancelSignal } from './cancel-signal.js';
import type { DatabaseConnection, WithConnection } from './connection.js';
import { watchConnection } from './connection-watch.js';
import { lentConnection } from './lent-connection.js';

export interface LoanOptions {
  /** Milliseconds in which the host must lend a connection; 3000 if undefined. */
  readonly loanTimeout?: number | undefined;
  /** Ends the wait for a connection as `CANCELLED`. What already runs on one is for `run` to end. */
  readonly signal?: CancelSignal | undefined;
}

/**
 * Calls the host's `withConnection` and holds it to its word: `run` is called once, with a connection, in time, and
 * the host waits for it. A connection that comes too late is given back at once.
 *
 * @returns what `run` gave, whatever the host makes of it.
 * @throws what `run` threw; PillionError `POOL_TIMEOUT`, `CANCELLED`, `LOAN_INVALID`, `LOAN_MISUSED`; what the host threw,
 *   by its SQLSTATE, else as `LOAN_FAILED` before it lent, `LOAN_NOT_RETURNED` after all had gone well.
 */
export function withLoan<Context, T>(
  withConnection: WithConnection<Context>,
  context: Context,
  run: (connection: DatabaseConnection) => Promise<T>,
  options: LoanOptions = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const loan = new Loan(run, options, resolve, reject);
    if (loan.refused) return;
    // `run` gives what it is asked to give, whatever type the host's own function names for it.
    const lend = loan.lend as <U>(connection: DatabaseConnection) => Promise<U>;
    settled(() => withConnection(context, lend)).then(loan.returned, loan.failed);
  });
}

/** One loan, from the request for a connection to what the host says at its end. */
class Loan<T> {
  readonly #run: (connection: DatabaseConnection) => Promise<T>;
  readonly #options: LoanOptions;
  readonly #resolve: (value: T) => void;
  readonly #reject: (error: unknown) => void;
  readonly #timer: NodeJS.Timeout | undefined;
  /** Why a connection is not wanted any more. */
  #refusal: PillionError | undefined;
  #running: Promise<T> | undefined;
  #ended = false;

  constructor(
    run: (connection: DatabaseConnection) => Promise<T>,
    options: LoanOptions,
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ) {
    this.#run = run;
    this.#options = options;
    this.#resolve = resolve;
    this.#reject = reject;
    if (options.signal?.aborted === true) {
      this.#cancel();
      return;
    }
    const { loanTimeout = 3000 } = options;
    this.#timer = setTimeout(() => {
      this.#refuse(new PillionError('POOL_TIMEOUT', `The host lent no connection within ${loanTimeout} ms.`));
    }, loanTimeout);
    options.signal?.addEventListener('abort', this.#cancel);
  }

  get refused(): boolean {
    return this.#refusal !== undefined;
  }

  /** What the host calls with the connection. A host that does not wait for it is not ended by its rejection. */
  readonly lend = (lent: unknown): Promise<T> => {
    const running = this.#lendOnce(lent);
    running.catch(() => undefined);
    return running;
  };

  readonly returned = (): void => {
    this.#endWait();
    if (this.#running === undefined) {
      this.#refuse(neverRun());
      return;
    }
    if (this.#ended) {
      this.#running.then(this.#resolve, this.#reject);
      return;
    }
    const early = new PillionError('LOAN_MISUSED', 'withConnection returned before run had settled: await run.');
    this.#running.then(() => this.#reject(early), this.#reject);
  };

  readonly failed = (reason: unknown): void => {
    this.#endWait();
    if (this.#running === undefined) this.#refuse(hostError(reason, 'LOAN_FAILED'));
    else this.#running.then(() => this.#reject(hostError(reason, 'LOAN_NOT_RETURNED')), this.#reject);
  };

  #lendOnce(lent: unknown): Promise<T> {
    if (this.#refusal !== undefined) return Promise.reject(this.#refusal);
    if (this.#running !== undefined) {
      return Promise.reject(new PillionError('LOAN_MISUSED', 'withConnection called run more than once.'));
    }
    this.#endWait();
    this.#running = this.#runWatched(lent);
    return this.#running;
  }

  async #runWatched(lent: unknown): Promise<T> {
    try {
      const connection = lentConnection(lent);
      const watch = watchConnection(connection);
      try {
        return await this.#run(connection);
      } finally {
        const stopping = watch.stop();
        if (stopping !== undefined) await stopping;
      }
    } finally {
      this.#ended = true;
    }
  }

  readonly #cancel = (): void => this.#refuse(new PillionError('CANCELLED', 'The request was cancelled.'));

  #refuse(reason: PillionError): void {
    this.#endWait();
    this.#refusal ??= reason;
    this.#reject(this.#refusal);
  }

  #endWait(): void {
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.#cancel);
  }
}

/** An error without a code of PostgreSQL's or of the network's is a fault in the host's function itself. */
function hostError(reason: unknown, otherwise: 'LOAN_FAILED' | 'LOAN_NOT_RETURNED'): PillionError {
  const error = fromDatabaseError(reason);
  if (error.code !== 'INTERNAL' || reason instanceof PillionError) return error;
  const when = otherwise === 'LOAN_FAILED' ? 'before it lent a connection' : 'when its connection was to be given back';
  return new PillionError(otherwise, `withConnection threw ${when}: ${error.message}`, { cause: reason });
}

/** A host may throw at once, or give no promise at all. */
async function settled(run: () => unknown): Promise<void> {
  await run();
}

function neverRun(): PillionError {
  const remedy = 'It has to call run(connection) once and return what that gives.';
  return new PillionError('LOAN_MISUSED', `withConnection returned without calling run. ${remedy}`);
}
