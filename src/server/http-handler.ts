import { ApolloServer } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { errorCodeEntry } from '../errors/error-codes.js';
import { asPillionError } from '../errors/graphql-error.js';
import type { TextResult } from '../execution/document-request.js';
import type { Engine } from '../gateway/gateway.js';
import { roleOf } from '../gateway/role-of.js';
import { observe } from '../observation/observation.js';
import { type ApolloHostOptions, mountedApolloOptions } from './apollo.js';
import { apolloAnswer } from './apollo-answer.js';
import { type ExplorerOptions, explorerAnswer } from './explorer-answer.js';
import { type HttpAnswer, jsonAnswer, protectedAnswer } from './http-answer.js';
import { HttpRefusal } from './http-refusal.js';
import { HttpRequest } from './http-request.js';
import type { IncomingRequest } from './incoming-request.js';
import { requestIdFrom } from './request-id.js';
import { ShortWay } from './short-way.js';
import { asksForRows, streamedAnswer } from './streamed-answer.js';
import { unavailableAnswer } from './unavailable.js';

/** What every mount may be given. */
export interface MountOptions extends ApolloHostOptions, ExplorerOptions {}

/** Answers a request; undefined if nothing is served at its path. Never rejects. */
export type HttpHandler<Context> = (request: IncomingRequest<Context>) => Promise<HttpAnswer | undefined>;

/** The HTTP side of a gateway, free of any framework: every mount is a thin shell over this. */
export function createHttpHandler<Context>(engine: Engine<Context>, options: MountOptions = {}): HttpHandler<Context> {
  const { explorer, ...host } = options;
  const served = serve(engine, host);
  const servedTo = engine.settings.role === undefined ? undefined : servedToRoles(engine, host, served);
  const showsExplorer = explorer ?? engine.settings.introspection !== false;
  return async (request) => {
    try {
      const page = showsExplorer && request.method !== 'POST' ? await explorerAnswer(request) : undefined;
      if (page !== undefined) return page;
      if (request.subPath !== '') return undefined;
      if (engine.status.state !== 'ready') return unavailableAnswer();
      if (servedTo === undefined) return await graphqlAnswer(served, request);
      const role = await servedTo(request);
      return await graphqlAnswer(role.served, role.request);
    } catch (thrown) {
      return thrown instanceof HttpRefusal ? thrown.answer() : unexpected(engine, request, thrown);
    }
  };
}

/** What one schema is served by. */
interface Served<Context> {
  readonly engine: Engine<Context>;
  readonly apollo: ApolloServer;
  readonly shortWay: ShortWay<Context> | undefined;
}

function serve<Context>(engine: Engine<Context>, host: ApolloHostOptions): Served<Context> {
  const apollo = new ApolloServer(mountedApolloOptions(engine, host));
  // Not awaited: mounting is synchronous, and Apollo itself holds requests back until it has started.
  apollo.startInBackgroundHandlingStartupErrorsByLoggingAndFailingAllRequests();
  return { engine, apollo, shortWay: hasShortWay(host) ? new ShortWay(engine) : undefined };
}

/**
 * The Apollo Server of the role of a request. Each schema has one of its own, with its own documents and its own shorter
 * way, so that no role ever meets what was made for another; it goes when the schema does.
 */
function servedToRoles<Context>(engine: Engine<Context>, host: ApolloHostOptions, whole: Served<Context>) {
  const servers = new WeakMap<GraphQLSchema, Served<Context>>();
  return async (
    incoming: IncomingRequest<Context>,
  ): Promise<{ readonly served: Served<Context>; readonly request: IncomingRequest<Context> }> => {
    const context = await contextOf(incoming);
    const refused = (reason: Error) => ({
      served: whole,
      request: { ...bound(incoming), context: () => Promise.reject(reason) },
    });
    if ('refused' in context) return refused(context.refused);
    const request = { ...bound(incoming), context: () => context.made };
    try {
      const role = roleOf(engine.settings, context.made);
      if (role === null) return { served: whole, request };
      const ofRole = await engine.forRole(role);
      const served = servers.get(ofRole.schema) ?? serve(ofRole, host);
      servers.set(ofRole.schema, served);
      return { served, request };
    } catch (thrown) {
      return refused(thrown instanceof Error ? thrown : asPillionError(thrown));
    }
  };
}

/** A copy whose methods are still those of the request. */
function bound<Context>(incoming: IncomingRequest<Context>): Omit<IncomingRequest<Context>, 'context'> {
  const { method, headers, accept, search, subPath, pagePath, signal } = incoming;
  return { method, headers, accept, search, subPath, pagePath, signal, readBody: () => incoming.readBody() };
}

/** Plugins of the host see every request, those that Apollo Server adds for its registry too. */
function hasShortWay({ plugins = [], documentStore }: ApolloHostOptions): boolean {
  return plugins.length === 0 && documentStore === undefined && process.env.APOLLO_KEY === undefined;
}

async function graphqlAnswer<Context>(
  { engine, apollo, shortWay }: Served<Context>,
  incoming: IncomingRequest<Context>,
): Promise<HttpAnswer> {
  const body = incoming.method === 'POST' ? await incoming.readBody() : undefined;
  if (engine.settings.maxStreamedRows !== undefined && asksForRows(incoming)) {
    return streamedAnswer(apollo, incoming, body);
  }
  const known = shortWay?.find(incoming, body);
  if (known === undefined) {
    const request = requestOf(incoming, body);
    const learned = shortWay?.learn(request);
    const answer = protectedAnswer(await apolloAnswer(apollo, request, () => incoming.context()));
    learned?.(answer);
    return answer;
  }
  const making = contextOf(incoming);
  const context = making instanceof Promise ? await making : making;
  let result: TextResult | undefined;
  if ('made' in context && known.stillValid()) {
    const { signal } = incoming;
    const { document, variables, operationName, headers } = known;
    result = await engine.executeText({ document, variables, operationName, context: context.made, signal });
    if (result.data !== null && result.errors === undefined) {
      return { status: 200, headers, body: `{"data":${result.data}}\n` };
    }
  }
  const request = requestOf(incoming, body);
  request.result = result;
  const made = (): Context | Promise<Context> => ('made' in context ? context.made : Promise.reject(context.refused));
  return protectedAnswer(await apolloAnswer(apollo, request, made));
}

function requestOf<Context>(incoming: IncomingRequest<Context>, body: unknown): HttpRequest<Context> {
  const { method, headers, search, signal } = incoming;
  return new HttpRequest({ method, headers, search, body, signal });
}

type MadeContext<Context> = { readonly made: Context } | { readonly refused: Error };

/** The host may refuse a request here; it is Apollo Server that words the refusal. */
function contextOf<Context>(incoming: IncomingRequest<Context>): MadeContext<Context> | Promise<MadeContext<Context>> {
  const refuse = (thrown: unknown): MadeContext<Context> => ({ refused: thrown as Error });
  try {
    const given = incoming.context();
    return isThenable(given) ? Promise.resolve(given).then((made) => ({ made }), refuse) : { made: given };
  } catch (thrown) {
    return refuse(thrown);
  }
}

function isThenable<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function';
}

function unexpected<Context>(engine: Engine<Context>, request: IncomingRequest<Context>, thrown: unknown): HttpAnswer {
  const error = asPillionError(thrown);
  const requestId = requestIdFrom(request.headers);
  observe(engine.settings.observers, { kind: 'requestFailed', requestId, operationName: undefined, error });
  const { status, message } = errorCodeEntry('INTERNAL');
  return jsonAnswer(status, { errors: [{ message, extensions: { code: 'INTERNAL', requestId } }] });
}
