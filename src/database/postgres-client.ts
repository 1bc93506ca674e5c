import type { DatabaseConnection } from './connection.js';

/**
 * The part of a `pg.Client` that the full tier stands on, told by its shape: hosts bring several copies of pg, and
 * `instanceof` is false between them. It is the surface that pg-cursor lives on, the same since pg 8.0.
 */
export interface PostgresClient extends Omit<DatabaseConnection, 'cancel'> {
  readonly connection: WireConnection;
  /** True on clients that send queued queries ahead of their turn (pg 8.23): they take no message group of ours. */
  readonly pipeline?: boolean;
  readonly processID?: number | null;
  readonly secretKey?: unknown;
  readonly host?: string;
  readonly port?: number;
  /** True, or options of `tls.connect`, where the connection is encrypted. */
  readonly ssl?: unknown;
  /** `direct`: TLS from the first byte (pg 8.22). */
  readonly sslNegotiation?: unknown;
  readonly connectionParameters?: { readonly query_timeout?: number | string | false | undefined };
  /** Of the last ReadyForQuery; pg has it since 8.21. */
  getTransactionStatus?(): TransactionStatus | null;
  query(statement: { readonly text: string; values?: unknown[] }): PromiseLike<{ rows: unknown[] }>;
  query(statement: Submittable): unknown;
}

/** `I` outside a transaction, `T` in one, `E` in one that has failed: the status byte of ReadyForQuery. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** pg's wire: the stream that it writes its messages to, and the events of what comes back. */
export interface WireConnection {
  readonly stream: {
    readonly writable?: boolean;
    readonly bytesRead?: number;
    write(bytes: Uint8Array): unknown;
    destroy?(error: Error): unknown;
  };
  prependListener(event: 'readyForQuery', listener: (message: { readonly status?: string }) => void): unknown;
  removeListener(event: 'readyForQuery', listener: (message: { readonly status?: string }) => void): unknown;
}

/** What pg's queue runs: it calls `submit` when all before it has been answered, then hands over the answers. */
export interface Submittable {
  /** pg wraps it where the host has set `query_timeout`, and counts on its being called at the end. */
  callback: (error: unknown, result?: unknown) => void;
  /** Writes the messages; an Error given back means that nothing was written, and pg goes on with the next. */
  submit(connection: WireConnection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void;
  handleCommandComplete(message: unknown): void;
  handleEmptyQuery(): void;
  handlePortalSuspended(): void;
  handleCopyInResponse(): void;
  handleCopyData(): void;
  handleReadyForQuery(): void;
  /** An ErrorResponse or the end of the connection. No `handleReadyForQuery` follows. */
  handleError(error: unknown): void;
}

/** True for node-postgres in JavaScript, whichever copy of it; false for pg-native, PGlite and all else. */
export function isPostgresClient(connection: DatabaseConnection): connection is PostgresClient {
  const wire: unknown = 'connection' in connection ? connection.connection : undefined;
  if (typeof wire !== 'object' || wire === null) return false;
  const { parse, bind, execute, sync, prependListener, stream } = wire as Record<string, unknown>;
  return (
    typeof parse === 'function' &&
    typeof bind === 'function' &&
    typeof execute === 'function' &&
    typeof sync === 'function' &&
    typeof prependListener === 'function' &&
    typeof (stream as { readonly write?: unknown } | null | undefined)?.write === 'function'
  );
}

/** True for node-postgres of either kind: in JavaScript, or over libpq (pg-native), which has no wire of its own. */
export function isNodePostgres(connection: DatabaseConnection): boolean {
  return isPostgresClient(connection) || ('native' in connection && '_queryQueue' in connection);
}
