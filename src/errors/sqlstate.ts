import type { ErrorCode } from './error-codes.js';
import { PillionError } from './pillion-error.js';

/**
 * The code for an error that came out of a statement of ours. SQLSTATE is read from `error.code`, where node-postgres,
 * PGlite and every driver modelled on them keep it; Node.js system errors (`ECONNREFUSED`) sit in the same field.
 * Source: PostgreSQL manual, appendix A.
 */
export function fromDatabaseError(thrown: unknown): PillionError {
  if (thrown instanceof PillionError) return thrown;
  // The message names the domain.
  const exposed = domainViolations.has(sqlStateOf(thrown) ?? '') ? { exposed: false } : {};
  return new PillionError(errorCodeOf(thrown), messageOf(thrown), { cause: thrown, ...exposed });
}

/** Node.js gives no message of its own when a host has several addresses and none answers: an `AggregateError`. */
function messageOf(thrown: unknown): string {
  if (thrown instanceof AggregateError && thrown.message === '') return thrown.errors.map(messageOf).join('; ');
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function errorCodeOf(thrown: unknown): ErrorCode {
  const code = sqlStateOf(thrown);
  if (code === 'XX000' && messageOf(thrown).includes('invalid memory alloc request size')) return 'RESULT_TOO_LARGE';
  if (code === undefined) return looksLikeLostConnection(thrown) ? 'UNAVAILABLE' : 'INTERNAL';
  return exactCodes[code] ?? classCodes[code.slice(0, 2)] ?? (systemCodes.has(code) ? 'UNAVAILABLE' : 'INTERNAL');
}

/** The SQLSTATE or Node.js system code of a thrown thing, if it carries one. */
export function sqlStateOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** In a statement that only reads, nothing but a domain has constraints: an argument was no value of it. */
const domainViolations: ReadonlySet<string> = new Set(['23502', '23514']);

const exactCodes: Readonly<Record<string, ErrorCode>> = {
  '57014': 'QUERY_TIMEOUT', // query_canceled: statement_timeout says the same as a cancel request
  '55P03': 'LOCK_TIMEOUT', // lock_not_available
  '23502': 'BAD_USER_INPUT', // not_null_violation
  '23514': 'BAD_USER_INPUT', // check_violation
  '42501': 'FORBIDDEN', // insufficient_privilege
  '42P01': 'SCHEMA_CHANGED', // undefined_table
  '42703': 'SCHEMA_CHANGED', // undefined_column
  '42883': 'SCHEMA_CHANGED', // undefined_function
  '42704': 'SCHEMA_CHANGED', // undefined_object
  '42804': 'SCHEMA_CHANGED', // datatype_mismatch
  '42809': 'SCHEMA_CHANGED', // wrong_object_type
  '42846': 'SCHEMA_CHANGED', // cannot_coerce
  '3F000': 'SCHEMA_CHANGED', // invalid_schema_name
  '25P02': 'LOAN_ABORTED', // in_failed_sql_transaction
  '25P03': 'UNAVAILABLE', // idle_in_transaction_session_timeout
  '54000': 'RESULT_TOO_LARGE', // program_limit_exceeded: a text of more than 1 GiB
  '53300': 'UNAVAILABLE', // too_many_connections
  '57P01': 'UNAVAILABLE', // admin_shutdown
  '57P02': 'UNAVAILABLE', // crash_shutdown
  '57P03': 'UNAVAILABLE', // cannot_connect_now
};

/** By the class, the first two characters of SQLSTATE. */
const classCodes: Readonly<Record<string, ErrorCode>> = {
  '08': 'UNAVAILABLE', // connection exception
  '22': 'BAD_USER_INPUT', // data exception: a value that its type cannot hold
  '28': 'UNAVAILABLE', // invalid authorization specification
  '3D': 'UNAVAILABLE', // invalid catalog name
  '53': 'UNAVAILABLE', // insufficient resources
};

const systemCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** Pools and drivers that report a lost connection in words alone. */
function looksLikeLostConnection(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    /connection terminated|connection error and is not queryable|client was closed|timeout exceeded when trying to connect/i.test(
      thrown.message,
    )
  );
}
