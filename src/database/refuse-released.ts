import { PillionError } from '../errors/pillion-error.js';
import type { DatabaseConnection } from './connection.js';

/**
 * A client that is back in its pg-pool still answers queries, and then two users share it. It is told by the listener
 * of the pool, which is on a client (pg-native's too) exactly while the client is idle there.
 */
export function refuseReleased(connection: DatabaseConnection): void {
  if (!hasListeners(connection)) return;
  if (!connection.listeners('error').some((listener) => listener.name === 'idleListener')) return;
  const remedy = 'Lend a client until the promise of run has settled, and release it only then.';
  throw new PillionError('LOAN_RELEASED', `The lent client has been released to its pool already. ${remedy}`);
}

interface Listened {
  listeners(event: 'error'): readonly { readonly name: string }[];
}

function hasListeners(connection: object): connection is Listened {
  return 'listeners' in connection && typeof connection.listeners === 'function';
}
