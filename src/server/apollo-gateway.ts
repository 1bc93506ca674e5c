import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import {
  GraphQLBoolean,
  GraphQLError,
  type GraphQLErrorOptions,
  GraphQLObjectType,
  GraphQLSchema,
  Kind,
} from 'graphql';
import { toGraphQLError } from '../errors/graphql-error.js';
import { fromDatabaseError } from '../errors/sqlstate.js';
import type { DocumentRequest, TextResult } from '../execution/document-request.js';
import type { Engine } from '../gateway/gateway.js';
import type { HttpRequest } from './http-request.js';
import { JsonText } from './json-text.js';

type ApolloGateway = ApolloServerOptionsWithGateway<BaseContext>['gateway'];
type ApolloResult = Awaited<ReturnType<NonNullable<Awaited<ReturnType<ApolloGateway['load']>>['executor']>>>;

/**
 * Pillion in the place where Apollo Server expects a federation gateway: it gives the schema, tells of every reload, and
 * executes whole operations. `mounted` finds the request of one of our own mounts by Apollo's copy of its context.
 */
export function apolloGateway<Context>(
  engine: Engine<Context>,
  mounted: WeakMap<object, HttpRequest<Context>>,
): ApolloGateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      // Apollo cannot start without a schema; until ours is there every answer is 503, whatever the operation.
      if (engine.status.state !== 'ready') callback({ apiSchema: emptySchema, coreSupergraphSdl: '' });
      return engine.onSchema((apiSchema) => callback({ apiSchema, coreSupergraphSdl: '' }));
    },
    async load() {
      return Promise.resolve({
        executor: async ({ document, request, context, schema }) => {
          const ours = mounted.get(context);
          if (ours?.result !== undefined) return apolloResult(ours.result);
          if (ours !== undefined) ours.document = document;
          const asked: DocumentRequest<Context> = {
            document,
            schema,
            variables: request.variables,
            operationName: request.operationName,
            context: (ours === undefined ? context : ours.context) as Context,
            signal: ours?.signal,
          };
          if (ours?.streams !== true) return apolloResult(await engine.executeText(asked));
          const streamed = await engine.streamRows(asked);
          if (!('rows' in streamed)) return apolloResult(streamed);
          ours.rows = streamed.rows;
          return { data: {} };
        },
      });
    },
    // The gateway is the host's: it may serve other mounts after this server has stopped.
    stop: () => Promise.resolve(),
  };
}

const emptySchema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { starting: { type: GraphQLBoolean } } }),
});

function apolloResult({ data, errors }: TextResult): ApolloResult {
  if (errors === undefined) return { data: textOrNull(data) };
  if (data !== null) return { data: textOrNull(data), errors: errors.map(withoutHttp) };
  const known = errors.map(withHttp);
  // GraphQL, section 7.1: an error without a path was raised before execution, so there is no `data` entry.
  return known.every((error) => error.path === undefined) ? { errors: known } : { data: null, errors: known };
}

function textOrNull(data: string | null): Record<string, unknown> | null {
  return data === null ? null : (new JsonText(data) as unknown as Record<string, unknown>);
}

/** A part of the answer is there: it travels as a success. */
function withoutHttp(error: GraphQLError): GraphQLError {
  if (error.extensions.http === undefined) return error;
  const { http: _http, ...extensions } = error.extensions;
  return new GraphQLError(error.message, {
    ...whereIs(error),
    originalError: error.originalError ?? error,
    extensions,
  });
}

/** An error without a code of ours gets one, and with it a status. */
function withHttp(error: GraphQLError): GraphQLError {
  if (error.extensions.code !== undefined) return error;
  const cause = error.originalError;
  if (cause != null && !(cause instanceof GraphQLError))
    return toGraphQLError(fromDatabaseError(cause), whereIs(error));
  // Apollo recognises a variable that was refused by its node, and gives it code and status.
  if (error.path !== undefined || error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION) return error;
  return new GraphQLError(error.message, {
    ...whereIs(error),
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });
}

function whereIs({ nodes, path }: GraphQLError): Pick<GraphQLErrorOptions, 'nodes' | 'path'> {
  return { nodes: nodes ?? null, path: path ?? null };
}
