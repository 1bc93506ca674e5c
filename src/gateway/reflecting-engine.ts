import { type ExecutionResult, type GraphQLError, type GraphQLSchema, printSchema } from 'graphql';
import { toGraphQLError } from '../errors/graphql-error.js';
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
import { startReloadTriggers } from './reload-triggers.js';
import { retryDelays } from './retry-delays.js';

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
    return printSchema(this.#ready().reflection.schema.inReadingOrder());
  }

  async execute(request: ExecuteRequest<Context>): Promise<ExecutionResult> {
    if (this.status.state !== 'ready') return { errors: [toGraphQLError(this.#notReady())] };
    const prepared = this.#ready().documents.get(request.query);
    if ('errors' in prepared) return { errors: prepared.errors };
    const { data, errors } = await this.executeText({
      document: prepared.document,
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
    const reflection = this.#reflectionFor(request);
    if (reflection === undefined) return { data: null, errors: [toGraphQLError(this.#notReady())] };
    this.#inFlight += 1;
    try {
      return this.#healed(reflection, await reflection.executeText(request));
    } finally {
      this.#landed();
    }
  }

  async streamRows(request: DocumentRequest<Context>): Promise<RowStream | TextResult> {
    const reflection = this.#reflectionFor(request);
    if (reflection === undefined) return { data: null, errors: [toGraphQLError(this.#notReady())] };
    if (reflection.streamRows === undefined) return { data: null, errors: [toGraphQLError(nothingStreamed())] };
    this.#inFlight += 1;
    const streamed = await reflection.streamRows(request);
    if ('rows' in streamed) {
      void streamed.ended.then(() => this.#landed());
      return streamed;
    }
    this.#landed();
    return this.#healed(reflection, streamed);
  }

  #reflectionFor({ schema }: DocumentRequest<Context>): Reflection<Context> | undefined {
    if (this.#closed || this.#current === undefined) return undefined;
    return (schema && this.#reflections.get(schema)) ?? this.#current.reflection;
  }

  #healed({ fingerprint }: Reflection<Context>, result: TextResult): TextResult {
    if (result.errors?.some(isSchemaChanged)) this.#healing.wanted(fingerprint);
    return result;
  }

  #landed(): void {
    this.#inFlight -= 1;
    if (this.#inFlight === 0) this.#idle?.();
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
      return;
    }
    this.#current = { reflection, documents: new DocumentCache(reflection.schema), at: new Date() };
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
  readonly documents: DocumentCache;
  readonly at: Date;
}

/** What waiting can mend: the database is away or busy. */
const passing: ReadonlySet<string> = new Set(['UNAVAILABLE', 'POOL_TIMEOUT', 'QUERY_TIMEOUT', 'LOCK_TIMEOUT']);

function isSchemaChanged({ extensions }: GraphQLError): boolean {
  return extensions.code === 'SCHEMA_CHANGED';
}

function parsedData(text: string | null): Record<string, unknown> | null {
  return text === null ? null : (JSON.parse(text) as Record<string, unknown>);
}

function nothingStreamed(): PillionError {
  return new PillionError('BAD_USER_INPUT', 'This gateway streams no rows: its host has not set maxStreamedRows.');
}
