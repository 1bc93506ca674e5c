import { PillionError } from '../errors/pillion-error.js';
import { fromDatabaseError } from '../errors/sqlstate.js';

/** What a failed read tells: by SQLSTATE, and for a connection that died, whose doing it was. */
export function readError(thrown: unknown, failure: unknown): PillionError {
  if (thrown instanceof PillionError) return thrown;
  // node-postgres's words for `client.end()` by the host; a lost connection is "Connection terminated unexpectedly".
  if (thrown instanceof Error && /^(Connection terminated$|Client was closed)/.test(thrown.message)) {
    const remedy = 'Lend a connection until the promise of run has settled, and end it only then.';
    return new PillionError('LOAN_ENDED', `The lent connection was ended by the host. ${remedy}`, { cause: thrown });
  }
  const error = fromDatabaseError(thrown);
  const lost = failure !== undefined && error.code === 'INTERNAL';
  return lost ? new PillionError('UNAVAILABLE', error.message, { cause: thrown }) : error;
}
