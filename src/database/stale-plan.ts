import { sqlStateOf } from '../errors/sqlstate.js';

/** Whether an error says that PostgreSQL does not have the prepared statement, as after `DISCARD ALL`. */
export function lostName(error: unknown): boolean {
  return sqlStateOf(error) === '26000'; // invalid_sql_statement_name
}

/**
 * Whether an error may come from a statement that was prepared before the database changed, and would not come from the
 * same text parsed anew: a type that was dropped and created again has another oid, which the old parameters still hold.
 */
export function maybeStalePlan(error: unknown): boolean {
  const code = sqlStateOf(error) ?? '';
  // feature_not_supported: "cached plan must not change result type"; internal_error: "cache lookup failed for type".
  if (code === '0A000' || code === 'XX000') return true;
  // Class 42 is about names, types and syntax; insufficient_privilege is no matter of plans.
  return code.startsWith('42') && code !== '42501';
}
