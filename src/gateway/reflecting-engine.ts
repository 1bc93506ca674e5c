import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import type { ErrorCode } from '../errors/error-codes.js';
import { asPillionError, toGraphQLError } from '../errors/graphql-error.js';
import { PillionError } from '../errors/pillion-error.js';
import { fromDatabaseError } from '../errors/sqlstate.js';
import type { RowStream } from '../execution/create-streamer.js';
import type { DocumentRequest, TextResult } from '../execution/document-request.js';
import { observe } from '../observation/observation.js';
import { DocumentCache } from './document-cache.js';
import type { Engine, ExecuteRequest, GatewayStatus } from './gateway.js';
import type { GatewaySettings } from './gateway-settings.js';
import { Healing } from './healing.js';
import type { Reflect, Reflection } from './reflection.js';
import { roleEngine } from './role-engine.js';
import { roleOf } from './role-of.js';
import { startReloadTriggers } from './reload-triggers.js';
import { retryDelays } from './retry-delays.js';
import { sdlOf } from './sdl-of.js';

/** The life of a gateway: it comes up by itself, swaps its schema at a reload, and ends without touching the host's pool. */
export class ReflectingEngine<Context> implements Engine<Context> {
  readonly settings: GatewaySettings<Context>;
  readonly #reflect: Reflect<Context>;
  readonly #listeners = new Set<(schema: GraphQLSchema) => void>();
  readonly #delays = retryDelays();
  #current: Current<Context> | undefined;
  #failure: PillionError | undefined;
  #retry: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #waiting: Promise<void> | undefined;
  #inFlight = 0;
  #closed = false;
  #idle: (() => void) | undefined;
  readonly #healing: Healing;
  #stopTriggers: readonly (() => void)[] = [];
  readonly #documents = new WeakMap<GraphQLSchema, DocumentCache>();
  /** By schema, for operations that were validated before a reload and are executed after it. */
  readonly #reflections = new WeakMap<GraphQLSchema, Reflection<Context>>();

  constructor(settings: GatewaySettings<Context>, reflect: Reflect<Context>) {
    this.settings = settings;
    this.#reflect = reflect;
    this.#healing = new Healing(() => this.reload());
  }

  get schema(): GraphQLSchema {
    return this.#ready().reflection.schema;
  }

  get status(): GatewayStatus {
    if (this.#closed) return { state: 'closed' };
    if (this.#current === undefined) return { state: 'starting', error: this.#failure };
    return { state: 'ready', fingerprint: this.#current.reflection.fingerprint, reflectedAt: this.#current.at };
  }

  /** The first reflection. Rejects for what no waiting can mend; while the database is away it resolves and tries on. */
  async start(): Promise<void> {
    try {
      await this.#reflectOnce(true);
    } catch (thrown) {
      const error = fromDatabaseError(thrown);
      if (!passing.has(error.code)) {
        observe(this.settings.observers, { kind: 'reflectionFailed', error, retryInMilliseconds: undefined });
        throw error;
      }
      this.#retryLater(error);
    }
    this.#stopTriggers = await startReloadTriggers(this.settings, () => void this.reload().catch(() => undefined));
  }

  sdl(): string {
    return sdlOf(this.#ready().reflection.schema);
  }

  async execute(request: ExecuteRequest<Context>): Promise<ExecutionResult> {
    if (this.status.state !== 'ready') return { errors: [toGraphQLError(this.#notReady())] };
    let schema: GraphQLSchema;
    try {
      schema = this.settings.role === undefined ? this.schema : (await this.#reflectionFor(request)).schema;
    } catch (thrown) {
      return { errors: [asGraphQLError(thrown)] };
    }
    const prepared = this.#documentsOf(schema).get(request.query);
    if ('errors' in prepared) return { errors: prepared.errors };
    const { data, errors } = await this.executeText({
      document: prepared.document,
      schema,
      variables: request.variables,
      operationName: request.operationName,
      context: request.context as Context,
      signal: request.signal,
    });
    if (errors === undefined) return { data: parsedData(data) };
    // GraphQL, section 7.1: an error without a path was raised before execution, so there is no `data` entry.
    return errors.every((error) => error.path === undefined) && data === null
      ? { errors }
      : { errors, data: parsedData(data) };
  }

  async executeText(request: DocumentRequest<Context>): Promise<TextResult> {
    if (this.#closed || this.#current === undefined) return { data: null, errors: [toGraphQLError(this.#notReady())] };
    this.#inFlight += 1;
    try {
      const asked = request.schema && this.#reflections.get(request.schema);
      if (this.settings.role !== undefined) {
        return await this.#asRole(request, asked, (reflection) => this.#executeWith(reflection, request));
      }
      return await this.#executeWith(asked ?? this.#current.reflection, request);
    } finally {
      this.#landed();
    }
  }

  async streamRows(request: DocumentRequest<Context>): Promise<RowStream | TextResult> {
    if (this.#closed || this.#current === undefined) return { data: null, errors: [toGraphQLError(this.#notReady())] };
    const asked = request.schema && this.#reflections.get(request.schema);
    this.#inFlight += 1;
    const streamed = await (this.settings.role === undefined
      ? this.#streamWith(asked ?? this.#current.reflection, request)
      : this.#asRole(request, asked, (reflection) => this.#streamWith(reflection, request)));
    if ('rows' in streamed) void streamed.ended.then(() => this.#landed());
    else this.#landed();
    return streamed;
  }

  async #streamWith(
    reflection: Reflection<Context>,
    request: DocumentRequest<Context>,
  ): Promise<RowStream | TextResult> {
    if (reflection.streamRows === undefined) return { data: null, errors: [toGraphQLError(nothingStreamed())] };
    const streamed = await reflection.streamRows(request);
    return 'rows' in streamed ? streamed : this.#healed(reflection, streamed);
  }

  #healed({ fingerprint }: Reflection<Context>, result: TextResult): TextResult {
    if (result.errors?.some(hasCode('SCHEMA_CHANGED'))) this.#healing.wanted(fingerprint);
    return result;
  }

  #landed(): void {
    this.#inFlight -= 1;
    if (this.#inFlight === 0) this.#idle?.();
  }

  async forRole(role: string | null): Promise<Engine<Context>> {
    return roleEngine(this, role, await this.#reflectionOf(role));
  }

  onSchema(listener: (schema: GraphQLSchema) => void): () => void {
    this.#listeners.add(listener);
    if (this.#current !== undefined) listener(this.#current.reflection.schema);
    return () => void this.#listeners.delete(listener);
  }

  /** A call while a reflection runs waits for that one and then reflects once more, however many calls wait. */
  async reload(): Promise<void> {
    if (this.#closed) throw this.#notReady();
    this.#waiting ??= (this.#running ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        this.#waiting = undefined;
        return this.#observed(this.#reflectOnce(false));
      });
    await this.#waiting;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#healing.stop();
    for (const stop of this.#stopTriggers) stop();
    this.#listeners.clear();
    if (this.#inFlight > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
  }

  async #executeWith(reflection: Reflection<Context>, request: DocumentRequest<Context>): Promise<TextResult> {
    return this.#healed(reflection, await reflection.executeText(request));
  }

  /** Whatever schema the operation was validated against, it is held to that of its role. */
  async #asRole<Result extends TextResult | RowStream>(
    request: DocumentRequest<Context>,
    asked: Reflection<Context> | undefined,
    run: (reflection: Reflection<Context>) => Promise<Result>,
  ): Promise<Result | TextResult> {
    try {
      const role = roleOf(this.settings, request.context);
      const reflection = await this.#reflectionOf(role);
      const errors = reflection === asked ? [] : this.#documentsOf(reflection.schema).errorsOf(request.document);
      if (errors.length > 0) return { data: null, errors };
      const result = await run(reflection);
      const refused = 'errors' in result && result.errors?.some(hasCode('FORBIDDEN'));
      if (role !== null && refused === true) this.#ready().reflection.roles?.suspect(role);
      return result;
    } catch (thrown) {
      return { data: null, errors: [asGraphQLError(thrown)] };
    }
  }

  async #reflectionFor({ context }: ExecuteRequest<Context>): Promise<Reflection<Context>> {
    return this.#reflectionOf(roleOf(this.settings, context as Context));
  }

  async #reflectionOf(role: string | null): Promise<Reflection<Context>> {
    const { reflection } = this.#ready();
    if (role === null || reflection.roles === undefined) return reflection;
    const found = await reflection.roles.get(role);
    this.#reflections.set(found.schema, found);
    return found;
  }

  #documentsOf(schema: GraphQLSchema): DocumentCache {
    const known = this.#documents.get(schema) ?? new DocumentCache(schema);
    this.#documents.set(schema, known);
    return known;
  }

  async #reflectOnce(first: boolean): Promise<void> {
    const started = performance.now();
    const work = this.#reflect(this.settings, first ? this.settings.catalog : undefined).then((reflection) => {
      if (this.#closed) return;
      clearTimeout(this.#retry);
      this.#swap(reflection);
      const { tables, fingerprint } = reflection;
      observe(this.settings.observers, {
        kind: 'reflected',
        tables,
        milliseconds: performance.now() - started,
        fingerprint,
      });
    });
    this.#running = work;
    try {
      await work;
    } finally {
      if (this.#running === work) this.#running = undefined;
    }
  }

  #swap(reflection: Reflection<Context>): void {
    this.#failure = undefined;
    if (reflection.fingerprint === this.#current?.reflection.fingerprint) {
      this.#current = { ...this.#current, at: new Date() };
      // Grants to other roles are not in the catalog.
      this.#current.reflection.roles?.refresh();
      return;
    }
    this.#current = { reflection, at: new Date() };
    this.#reflections.set(reflection.schema, reflection);
    for (const listener of this.#listeners) listener(reflection.schema);
  }

  async #observed(reflection: Promise<void>): Promise<void> {
    try {
      await reflection;
    } catch (thrown) {
      const error = fromDatabaseError(thrown);
      observe(this.settings.observers, { kind: 'reflectionFailed', error, retryInMilliseconds: undefined });
      throw error;
    }
  }

  #retryLater(error: PillionError): void {
    if (this.#closed || this.#current !== undefined) return;
    this.#failure = error;
    const delay = this.#delays.next().value;
    observe(this.settings.observers, { kind: 'reflectionFailed', error, retryInMilliseconds: delay });
    this.#retry = setTimeout(() => {
      // Once the host is up, nobody listens for a rejection: whatever is wrong, the next attempt may find it mended.
      this.#reflectOnce(true).catch((thrown: unknown) => this.#retryLater(fromDatabaseError(thrown)));
    }, delay).unref();
  }

  #ready(): Current<Context> {
    if (this.#closed || this.#current === undefined) throw this.#notReady();
    return this.#current;
  }

  #notReady(): PillionError {
    if (this.#closed) return new PillionError('UNAVAILABLE', 'The gateway is closed.');
    return new PillionError('UNAVAILABLE', 'The database has not been reflected yet; the gateway keeps trying.', {
      cause: this.#failure,
    });
  }
}

interface Current<Context> {
  readonly reflection: Reflection<Context>;
  readonly at: Date;
}

/** What waiting can mend: the database is away or busy. */
const passing: ReadonlySet<string> = new Set(['UNAVAILABLE', 'POOL_TIMEOUT', 'QUERY_TIMEOUT', 'LOCK_TIMEOUT']);

function hasCode(code: ErrorCode): (error: GraphQLError) => boolean {
  return ({ extensions }) => extensions.code === code;
}

/** A host may refuse a request by an error with a code of its own, such as UNAUTHENTICATED. */
function asGraphQLError(thrown: unknown): GraphQLError {
  return thrown instanceof GraphQLError ? thrown : toGraphQLError(asPillionError(thrown));
}

function parsedData(text: string | null): Record<string, unknown> | null {
  return text === null ? null : (JSON.parse(text) as Record<string, unknown>);
}

function nothingStreamed(): PillionError {
  return new PillionError('BAD_USER_INPUT', 'This gateway streams no rows: its host has not set maxStreamedRows.');
}
