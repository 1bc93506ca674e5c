import type { DatabaseConnection } from '../database/connection.js';
import type { Finding } from './conformance-audit.js';

/** What was lent to one of several operations at the same time. */
export interface LentTogether {
  readonly connection: DatabaseConnection;
  /** The process id of its backend. */
  readonly pid: string | null;
}

/** Pillion lets the reads on one connection take turns, and knows a connection by its object. */
export function oneObjectEach(lent: readonly LentTogether[]): Finding {
  const objects = new Set(lent.map(({ connection }) => connection)).size;
  const backends = new Set(lent.map(({ pid }) => pid)).size;
  if (objects <= backends) return undefined;
  return (
    `${objects} objects were lent at the same time for ${backends} connection(s), so that Pillion cannot let their` +
    ' operations take turns. Make the object that wraps a connection once, and lend it each time (a WeakMap keeps it).'
  );
}
