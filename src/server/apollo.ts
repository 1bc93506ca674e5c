import type {
  ApolloServerOptionsWithGateway,
  ApolloServerPlugin,
  BaseContext,
  GraphQLRequestContext,
  GraphQLRequestListener,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLFormattedError } from 'graphql';
import { PillionError } from '../errors/pillion-error.js';
import type { Engine } from '../gateway/gateway.js';
import { observe } from '../observation/observation.js';
import { apolloGateway } from './apollo-gateway.js';
import { HttpRequest } from './http-request.js';
import { publicError } from './public-error.js';
import { requestIdFrom } from './request-id.js';
import { stringifyResult } from './stringify-result.js';
import { unavailableResponse } from './unavailable.js';

/** What a host may still say about the Apollo Server that serves its gateway. */
export type ApolloHostOptions<ApolloContext extends BaseContext = BaseContext> = Pick<
  ApolloServerOptionsWithGateway<ApolloContext>,
  'plugins' | 'cache' | 'logger' | 'persistedQueries' | 'validationRules' | 'parseOptions' | 'documentStore' | 'nodeEnv'
>;

/**
 * The configuration of an Apollo Server that serves the gateway, for hosts that own their server.
 *
 * Apollo hands the executor a shallow copy of the host's context; `withConnection` gets that copy.
 *
 * @example
 * const server = new ApolloServer(apolloOptions(gateway, { plugins: [myPlugin] }));
 */
export function apolloOptions<Context, ApolloContext extends BaseContext = BaseContext>(
  engine: Engine<Context>,
  host: ApolloHostOptions<ApolloContext> = {},
): ApolloServerOptionsWithGateway<ApolloContext> {
  if (engine.settings.role !== undefined && engine.role === undefined) {
    throw new PillionError(
      'CONFIGURATION',
      'An Apollo Server has one schema for all. With the option "role", mount the gateway, or give each role a server of its own: apolloOptions(await gateway.forRole(role)).',
    );
  }
  return mountedApolloOptions(engine, host);
}

/** The same for the servers of our own mounts. */
export function mountedApolloOptions<Context, ApolloContext extends BaseContext = BaseContext>(
  engine: Engine<Context>,
  host: ApolloHostOptions<ApolloContext>,
): ApolloServerOptionsWithGateway<ApolloContext> {
  const requests = new Requests(engine);
  return {
    ...host,
    gateway: apolloGateway(engine, requests.mounted),
    plugins: [
      requests.plugin,
      // It would wrap every resolver to compute a policy that no reflected field has.
      ApolloServerPluginCacheControlDisabled(),
      // Apollo Server traces resolvers wherever it sees a subgraph, and there is none to trace.
      ...(engine.settings.federation ? [ApolloServerPluginInlineTraceDisabled()] : []),
      // The page comes from our own files; Apollo's loads its script from a foreign host.
      ApolloServerPluginLandingPageDisabled(),
      ...(host.plugins ?? []),
    ],
    stringifyResult,
    formatError: requests.formatError,
    // Where a function decides, the executor asks it.
    introspection: engine.settings.introspection !== false,
    hideSchemaDetailsFromClientErrors: engine.settings.hideSchemaDetailsFromClientErrors,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
  };
}

/** Joins what Apollo Server keeps apart: an operation and its HTTP request, an error and the request that met it. */
class Requests<Context> {
  readonly mounted = new WeakMap<object, HttpRequest<Context>>();
  readonly plugin: ApolloServerPlugin;
  readonly #engine: Engine<Context>;
  readonly #failed = new WeakMap<object, { readonly requestId: string; readonly operationName: string | undefined }>();

  constructor(engine: Engine<Context>) {
    this.#engine = engine;
    const listener = this.#listener();
    this.plugin = {
      requestDidStart: ({ request, contextValue }) => {
        if (request.http instanceof HttpRequest) this.mounted.set(contextValue, request.http as HttpRequest<Context>);
        return Promise.resolve(listener);
      },
    };
  }

  readonly formatError = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { formatted: visible, hidden } = publicError(formatted, error);
    if (hidden === undefined) return visible;
    const known = typeof error === 'object' && error !== null ? this.#failed.get(error) : undefined;
    const requestId = known?.requestId ?? requestIdFrom(undefined);
    observe(this.#engine.settings.observers, {
      kind: 'requestFailed',
      requestId,
      operationName: known?.operationName,
      error: hidden,
    });
    return { ...visible, extensions: { ...visible.extensions, requestId } };
  };

  #listener(): GraphQLRequestListener<BaseContext> {
    return {
      didEncounterErrors: ({ errors, request, operationName }) => {
        const failure = { requestId: requestIdFrom(request.http?.headers), operationName: operationName ?? undefined };
        for (const error of errors) this.#failed.set(error, failure);
        return Promise.resolve();
      },
      willSendResponse: ({ response }: Pick<GraphQLRequestContext<BaseContext>, 'response'>) => {
        if (this.#engine.status.state !== 'ready') unavailableResponse(response);
        return Promise.resolve();
      },
    };
  }
}
