import { type ErrorCode, errorCodeEntry } from './error-codes.js';

export interface PillionErrorOptions {
  readonly cause?: unknown;
  /**
   * True if clients may read the message: it speaks of their own input only. Without it they get the message of the
   * code's registry entry, and the true one goes to the host's log. Default: true for `BAD_USER_INPUT` alone.
   */
  readonly exposed?: boolean;
}

/**
 * The one error class of Pillion. `message` says what is wrong and what to do about it.
 *
 * @example
 * throw new PillionError('CONFIGURATION', 'The namespace "shop" does not exist. Namespaces of this database: public.');
 */
export class PillionError extends Error {
  readonly code: ErrorCode;
  readonly exposed: boolean;

  constructor(code: ErrorCode, message: string, options: PillionErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PillionError';
    this.code = code;
    this.exposed = options.exposed ?? code === 'BAD_USER_INPUT';
  }

  /** What a client may read. */
  get publicMessage(): string {
    return this.exposed ? this.message : errorCodeEntry(this.code).message;
  }
}
