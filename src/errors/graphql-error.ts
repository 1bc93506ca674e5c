import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { errorCodeEntry } from './error-codes.js';
import { PillionError } from './pillion-error.js';

/**
 * The error as a GraphQL client sees it: `extensions.code`, and in `extensions.http` the status and headers that
 * Apollo Server puts on the response. The original stays attached as `originalError` for the host's log.
 */
export function toGraphQLError(
  error: PillionError,
  where: Pick<GraphQLErrorOptions, 'nodes' | 'path'> = {},
): GraphQLError {
  const entry = errorCodeEntry(error.code);
  const headers = entry.retryAfter === undefined ? undefined : new Map([['retry-after', String(entry.retryAfter)]]);
  return new GraphQLError(error.publicMessage, {
    ...where,
    originalError: error,
    extensions: {
      code: error.code,
      http: headers === undefined ? { status: entry.status } : { status: entry.status, headers },
    },
  });
}

/** Any thrown thing as a `PillionError`; what is not one already becomes `INTERNAL` with the thing as its cause. */
export function asPillionError(thrown: unknown): PillionError {
  if (thrown instanceof PillionError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new PillionError('INTERNAL', message, { cause: thrown });
}
