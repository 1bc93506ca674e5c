import { PillionError } from '../errors/pillion-error.js';
import type { DatabaseConnection } from './connection.js';

/** What a host gave, if it is a connection; else an error that tells what one looks like. */
export function lentConnection(lent: unknown): DatabaseConnection {
  if (isPool(lent)) {
    const why = 'Each statement of it would run on another connection.';
    throw new PillionError('LOAN_INVALID', `withConnection lent a whole pool. ${why} Use fromPool(pool).`);
  }
  if (isConnection(lent)) return lent;
  const missing = lent === null || lent === undefined ? 'A return or an await may be missing. ' : '';
  const wanted = 'A connection is an object with query({ text, values }) that resolves to { rows }, as a pg.Client is.';
  throw new PillionError(
    'LOAN_INVALID',
    `withConnection lent ${nameOf(lent)}, which is no connection. ${missing}${wanted}`,
  );
}

export function isConnection(value: unknown): value is DatabaseConnection {
  return typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'function';
}

/** A pg.Pool: it has `query` and `connect` as a client has, and counts its clients. */
function isPool(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'totalCount' in value && 'idleCount' in value;
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? 'an object without query' : `a ${typeof value}`;
}
