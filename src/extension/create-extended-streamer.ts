import type { GraphQLSchema } from 'graphql';
import { toGraphQLError } from '../errors/graphql-error.js';
import { PillionError } from '../errors/pillion-error.js';
import type { StreamRows } from '../execution/create-streamer.js';
import { splitOperation } from './split-operation.js';

/** Streams what is the database's alone: rows that are sent as they come pass by the host's resolvers and their guards. */
export function createExtendedStreamer<Context>(
  schema: GraphQLSchema,
  streamRows: StreamRows<Context>,
): StreamRows<Context> {
  return (request) => {
    const split = splitOperation(schema, request.document, request.operationName);
    if (split?.touched !== true) return streamRows(request);
    const reason = 'leave out the fields that are computed outside of the database.';
    const error = new PillionError('BAD_USER_INPUT', `To get rows as application/jsonl, ${reason}`);
    return Promise.resolve({ data: null, errors: [toGraphQLError(error)] });
  };
}
