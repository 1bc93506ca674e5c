import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { validationRules } from '../validation/validation-rules.js';
import { wrongValueMessage } from '../validation/wrong-value.js';

/** An operation's text, parsed and validated, or what is wrong with it. */
export type PreparedDocument = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/** Parses and validates each operation once per schema; the latest 1,000 are kept. */
export class DocumentCache {
  readonly #schema: GraphQLSchema;
  readonly #prepared = new LRUCache<string, PreparedDocument>({ max: 1000 });

  readonly #errors = new WeakMap<DocumentNode, readonly GraphQLError[]>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** What is wrong with a document that was parsed, and perhaps validated against another schema. */
  errorsOf(document: DocumentNode): readonly GraphQLError[] {
    const known = this.#errors.get(document) ?? validated(this.#schema, document);
    this.#errors.set(document, known);
    return known;
  }

  get(text: string): PreparedDocument {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    const prepared = prepare(this.#schema, text);
    this.#prepared.set(text, prepared);
    return prepared;
  }
}

function prepare(schema: GraphQLSchema, text: string): PreparedDocument {
  try {
    const document = parse(text);
    const errors = validated(schema, document);
    return errors.length === 0 ? { document } : { errors };
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return { errors: [thrown] };
    // graphql-js parses and validates by recursion: the stack is its only limit of depth.
    if (thrown instanceof RangeError) return { errors: [new GraphQLError('The operation is nested too deeply.')] };
    throw thrown;
  }
}

function validated(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  return validate(schema, document, validationRules).map(withCode);
}

/** The codes are those that Apollo Server gives over HTTP. */
function withCode(error: GraphQLError): GraphQLError {
  const wrongValue = wrongValueMessage(error);
  const code = wrongValue === undefined ? 'GRAPHQL_VALIDATION_FAILED' : 'BAD_USER_INPUT';
  return new GraphQLError(wrongValue ?? error.message, {
    nodes: error.nodes ?? null,
    extensions: { code, ...error.extensions },
  });
}
