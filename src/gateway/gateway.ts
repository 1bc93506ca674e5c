import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { PillionError } from '../errors/pillion-error.js';
import type { RowStream } from '../execution/create-streamer.js';
import type { DocumentRequest, TextResult } from '../execution/document-request.js';
import type { GatewaySettings } from './gateway-settings.js';

/** A running gateway, without its HTTP side. */
export interface Engine<Context = unknown> {
  /** The executable schema for any GraphQL server. Throws `UNAVAILABLE` until the database was reflected. */
  readonly schema: GraphQLSchema;
  readonly status: GatewayStatus;
  /** The options as they hold, with their defaults. */
  readonly settings: GatewaySettings<Context>;
  /** The schema in the schema definition language. */
  sdl(): string;
  /** Set where this is the gateway with the schema of one role; null for that of the role which reflected the database. */
  readonly role?: string | null;
  /**
   * The gateway with the schema of what a role may read, as it is now, for servers that take a schema. Which role an
   * operation runs as is the loan's affair, and which schema it is held to that of the option `role`.
   */
  forRole(role: string | null): Promise<Engine<Context>>;
  /** One operation, as graphql-js gives it: parsed values. */
  execute(request: ExecuteRequest<Context>): Promise<ExecutionResult>;
  /** One operation that is parsed and valid already; its data stays PostgreSQL's text. */
  executeText(request: DocumentRequest<Context>): Promise<TextResult>;
  /** The rows of an operation's one list, as they are read; where they are not streamed, an error. See `maxStreamedRows`. */
  streamRows(request: DocumentRequest<Context>): Promise<RowStream | TextResult>;
  /** Calls back now, if there is a schema, and whenever a reload gives another one. Returns the unsubscriber. */
  onSchema(listener: (schema: GraphQLSchema) => void): () => void;
  /** Reflects the database again; a schema that did not change is kept. Rejects if it fails, and the old one stays. */
  reload(): Promise<void>;
  /** Stops retries and refuses new operations. Never ends the host's pool. */
  close(): Promise<void>;
}

export type GatewayStatus =
  | { readonly state: 'starting'; readonly error: PillionError | undefined }
  | { readonly state: 'ready'; readonly fingerprint: string; readonly reflectedAt: Date }
  | { readonly state: 'closed' };

export interface ExecuteRequest<Context> {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  readonly context?: Context;
  readonly signal?: AbortSignal | undefined;
}
