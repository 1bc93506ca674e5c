import { PillionError } from '../errors/pillion-error.js';
import type { PostgresClient } from './postgres-client.js';

/**
 * Ends the wait for a server that does not even answer at the time limit: its backend is frozen, or the network swallows
 * what either says. `cancel` has one more chance, and then the connection is closed on our side, which is all that
 * can still be done: nothing could run on it any more, and whoever waits for it is told.
 *
 * An answer that is only slow is never cut off, be it on its way or in the socket, while this process was busy.
 *
 * @param limit - milliseconds, the time limit of the statement that is being sent.
 * @returns what stops it.
 */
export function startAnswerDeadline(client: PostgresClient, limit: number, cancel: () => void): () => void {
  const { stream } = client.connection;
  let read = stream.bytesRead;
  let cancelled = false;
  // Between two timers the event loop reads what has come.
  const check = (): void => {
    if (stream.bytesRead !== read) {
      read = stream.bytesRead;
    } else if (cancelled) {
      stream.destroy?.(noAnswer(limit + 2 * patience));
      return;
    } else {
      cancelled = true;
      cancel();
    }
    timer = setTimeout(check, patience);
  };
  let timer = setTimeout(check, Math.min(limit + patience, longestTimer));
  return () => clearTimeout(timer);
}

/** Milliseconds for a server that is slow to act on its own time limit, and again for one that is slow to cancel. */
const patience = 2500;
const longestTimer = 2 ** 31 - 1;

function noAnswer(waited: number): PillionError {
  const why = `PostgreSQL answered neither within the time limit nor to a cancel request, in ${waited} ms.`;
  return new PillionError('UNAVAILABLE', `${why} The connection was closed.`);
}
