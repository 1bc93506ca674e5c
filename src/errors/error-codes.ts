/**
 * Every code that Pillion can give, with the HTTP status it travels under, whose fault it is, and the message that a
 * client gets when the cause itself must stay in the host's log.
 */
export const errorCodes = {
  BAD_USER_INPUT: { status: 400, fault: 'client', message: 'The operation holds a value that cannot be used.' },
  FORBIDDEN: { status: 403, fault: 'client', message: 'The database role of this request may not read that.' },
  COST_LIMIT: { status: 400, fault: 'client', message: 'The operation asks for too much.' },
  RESULT_TOO_LARGE: { status: 422, fault: 'client', message: 'The answer is larger than the limit.' },
  QUERY_TIMEOUT: { status: 503, fault: 'server', retryAfter: 1, message: 'The database did not answer in time.' },
  LOCK_TIMEOUT: { status: 503, fault: 'server', retryAfter: 1, message: 'The database waited too long for a lock.' },
  POOL_TIMEOUT: { status: 503, fault: 'server', retryAfter: 1, message: 'No database connection became free in time.' },
  UNAVAILABLE: {
    status: 503,
    fault: 'server',
    retryAfter: 5,
    message: 'The database cannot be reached at the moment.',
  },
  CANCELLED: { status: 499, fault: 'client', message: 'The request was cancelled.' },
  SCHEMA_CHANGED: {
    status: 503,
    fault: 'server',
    retryAfter: 1,
    message: 'The database has changed since it was reflected; the gateway has to reload.',
  },
  LOAN_FAILED: { status: 500, fault: 'host', message: 'The host could not lend a database connection.' },
  LOAN_INVALID: { status: 500, fault: 'host', message: 'What the host lent is no database connection.' },
  LOAN_ENDED: { status: 500, fault: 'host', message: 'The database connection of this request was ended too early.' },
  LOAN_RELEASED: {
    status: 500,
    fault: 'host',
    message: 'The database connection of this request was given back too early.',
  },
  LOAN_ABORTED: {
    status: 500,
    fault: 'host',
    message: 'The database transaction of this request had failed before the operation.',
  },
  LOAN_MISUSED: { status: 500, fault: 'host', message: 'The host did not lend its connection as agreed.' },
  LOAN_NOT_RETURNED: {
    status: 500,
    fault: 'host',
    message: 'The database connection of this request could not be given back.',
  },
  LOAN_BROKEN: { status: 500, fault: 'host', message: 'The database connection of this request could not be used.' },
  CONFIGURATION: { status: 500, fault: 'host', message: 'The gateway is not configured correctly.' },
  INTERNAL: { status: 500, fault: 'server', message: 'The operation failed.' },
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof errorCodes;

export interface ErrorCodeEntry {
  /** The HTTP status of a response whose only result is this error. */
  readonly status: number;
  readonly fault: 'client' | 'server' | 'host';
  /** What a client reads when the true message must not leave the host. Holds no SQL, names or addresses. */
  readonly message: string;
  /** Seconds for the `Retry-After` header. */
  readonly retryAfter?: number;
}

/** The registry's entry for a code. */
export function errorCodeEntry(code: ErrorCode): ErrorCodeEntry {
  return errorCodes[code];
}
