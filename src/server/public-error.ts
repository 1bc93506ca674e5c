import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorCodeEntry } from '../errors/error-codes.js';
import { asPillionError } from '../errors/graphql-error.js';
import { PillionError } from '../errors/pillion-error.js';
import { wrongValueMessage } from '../validation/wrong-value.js';

/** What a client reads of an error, and what the host's log must be told if that is less than the truth. */
export interface PublicError {
  readonly formatted: GraphQLFormattedError;
  readonly hidden: PillionError | undefined;
}

/**
 * Splits an error into the client's part and the host's: no SQL, host name or stack ever goes out. `formatted` is what
 * Apollo Server would send, `error` what was thrown.
 */
export function publicError(formatted: GraphQLFormattedError, error: unknown): PublicError {
  const ours = causes(error).find((cause) => cause instanceof PillionError);
  if (ours !== undefined) return fromOurs(formatted, ours);
  const wrongValue = error instanceof GraphQLError ? wrongValueMessage(error) : undefined;
  if (wrongValue !== undefined) {
    return { formatted: withCode({ ...formatted, message: wrongValue }, 'BAD_USER_INPUT'), hidden: undefined };
  }
  const refused = causes(error).some((cause) => codeOf(cause) === 'BAD_USER_INPUT');
  if (refused) return { formatted: withCode(formatted, 'BAD_USER_INPUT'), hidden: undefined };
  if (isClientFault(formatted) || isDeliberate(formatted, error)) return { formatted, hidden: undefined };
  if (isRefusedRequest(error)) return { formatted: withCode(formatted, 'BAD_REQUEST'), hidden: undefined };
  return fromOurs(formatted, asPillionError(causes(error).at(-1)));
}

function fromOurs(formatted: GraphQLFormattedError, error: PillionError): PublicError {
  if (error.exposed) return { formatted: withCode(formatted, error.code), hidden: undefined };
  const { locations, path } = formatted;
  const masked: GraphQLFormattedError = {
    message: errorCodeEntry(error.code).message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code: error.code },
  };
  return { formatted: masked, hidden: error };
}

/** Apollo Server's codes for requests that a client can mend; their messages speak of the request alone. */
const clientFaults: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

function isClientFault(formatted: GraphQLFormattedError): boolean {
  return clientFaults.has(formatted.extensions?.code);
}

/** A `GraphQLError` that the host threw with a code of its own, such as UNAUTHENTICATED, is meant for the client. */
function isDeliberate(formatted: GraphQLFormattedError, error: unknown): boolean {
  const code = formatted.extensions?.code;
  return code !== 'INTERNAL_SERVER_ERROR' && causes(error).every((cause) => cause instanceof GraphQLError);
}

/** Apollo Server refuses some requests with a status and no code, a wrong persisted-query hash for one. */
function isRefusedRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.originalError != null) return false;
  const http = error.extensions.http;
  const status = typeof http === 'object' && http !== null && 'status' in http ? http.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
}

/** The error and everything that it was made from, the outermost first. */
function causes(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  for (let next = error; next != null && !chain.includes(next);) {
    chain.push(next);
    next = next instanceof GraphQLError ? next.originalError : undefined;
  }
  return chain;
}

function codeOf(error: unknown): unknown {
  return error instanceof GraphQLError ? error.extensions.code : undefined;
}

function withCode(formatted: GraphQLFormattedError, code: string): GraphQLFormattedError {
  return { ...formatted, extensions: { ...formatted.extensions, code } };
}
