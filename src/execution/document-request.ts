import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import type { CancelSignal } from '../database/cancel-signal.js';
import type { WithConnection } from '../database/connection.js';

/** One operation of a document that is parsed and valid. */
export interface DocumentRequest<Context> {
  readonly document: DocumentNode;
  /** The schema that the document was validated against, where a reload may have come since. Default: the current one. */
  readonly schema?: GraphQLSchema | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly operationName: string | undefined;
  readonly context: Context;
  readonly signal?: CancelSignal | undefined;
  /** Lends instead of the host's `withConnection`: a loan that goes on after this statement. */
  readonly lend?: WithConnection<Context> | undefined;
}

/** `data` is the text of a JSON object, or null. */
export interface TextResult {
  readonly data: string | null;
  readonly errors: readonly GraphQLError[] | undefined;
}
