import { PillionError } from '../errors/pillion-error.js';
import type { PostgresClient } from './postgres-client.js';

/**
 * A client that is back in its pg-pool still answers queries, and then two users share it. It is told by the listener
 * of the pool, which is on a client exactly while the client is idle there.
 */
export function refuseReleased(client: PostgresClient): void {
  if (!client.listeners('error').some((listener) => listener.name === 'idleListener')) return;
  const remedy = 'Lend a client until the promise of run has settled, and release it only then.';
  throw new PillionError('LOAN_BROKEN', `The lent client has been released to its pool already. ${remedy}`);
}
