import type { DatabaseConnection, WithConnection } from '../database/connection.js';
import { asPillionError } from '../errors/graphql-error.js';
import type { PillionError } from '../errors/pillion-error.js';
import { type LoanOptions, withLoan } from '../database/with-loan.js';

interface Held {
  readonly connection: DatabaseConnection;
  /** Gives the connection back; with an error, as after a statement that failed. */
  readonly end: (failure?: PillionError) => void;
}

/**
 * A loan that goes on from an operation's first statement to its last, through resolvers of the host's between them. A
 * resolver may itself wait for a connection of the same pool, so the loan is given back where none of the statements comes
 * for longer than a loan may take; what comes later gets a loan anew.
 */
export class HeldLoan<Context> {
  readonly #withConnection: WithConnection<Context>;
  readonly #options: LoanOptions & { readonly loanTimeout: number };
  #held: Promise<Held> | undefined;
  #over: Promise<void> = Promise.resolve();
  #failure: PillionError | undefined;
  #running = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(withConnection: WithConnection<Context>, options: LoanOptions & { readonly loanTimeout: number }) {
    this.#withConnection = withConnection;
    this.#options = options;
  }

  /** Lends the held connection to a statement; the first one has the host lend it. */
  readonly lend: WithConnection<Context> = async (context, run) => {
    this.#running += 1;
    clearTimeout(this.#idle);
    try {
      if (this.#held === undefined) await this.#over;
      this.#held ??= this.#open(context);
      const { connection } = await this.#held;
      return await run(connection);
    } catch (error) {
      this.#failure ??= asPillionError(error);
      throw error;
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#giveBackLater();
    }
  };

  /**
   * Gives the connection back and waits for the host.
   * @throws what the host throws when it gets the connection back, but not again what a statement threw.
   */
  async release(): Promise<void> {
    clearTimeout(this.#idle);
    this.#giveBack();
    await this.#over;
  }

  #giveBackLater(): void {
    this.#idle = setTimeout(() => this.#giveBack(), this.#options.loanTimeout).unref();
  }

  #giveBack(): void {
    const held = this.#held;
    const failure = this.#failure;
    if (held === undefined) return;
    this.#held = undefined;
    this.#failure = undefined;
    void held.then(
      ({ end }) => end(failure),
      () => undefined,
    );
  }

  #open(context: Context): Promise<Held> {
    return new Promise((resolve, reject) => {
      let lent = false;
      let failure: PillionError | undefined;
      const loan = withLoan(
        this.#withConnection,
        context,
        (connection) =>
          new Promise<void>((giveBack, fail) => {
            lent = true;
            resolve({
              connection,
              end(error) {
                failure = error;
                if (error === undefined) giveBack();
                else fail(error);
              },
            });
          }),
        this.#options,
      );
      this.#over = loan.catch((error: unknown) => {
        reject(asPillionError(error));
        if (lent && error !== failure) throw error;
      });
      // Whoever releases hears of it; nobody else has to.
      this.#over.catch(() => undefined);
    });
  }
}
