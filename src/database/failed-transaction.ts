import { PillionError } from '../errors/pillion-error.js';

/** For a loan whose transaction PostgreSQL has marked as failed: nothing but a rollback runs on it. */
export function failedTransaction(): PillionError {
  const remedy = 'Roll it back (or to a savepoint) before the connection is lent.';
  return new PillionError('LOAN_ABORTED', `The lent connection is in a transaction that has failed. ${remedy}`);
}
