import {
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLResolveInfo,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { asPillionError, toGraphQLError } from '../errors/graphql-error.js';
import type { ExecuteText, ExecutorParts } from '../execution/create-executor.js';
import type { DocumentRequest, TextResult } from '../execution/document-request.js';
import { createOwnProperties } from '../execution/own-properties.js';
import { prepareOperation } from '../execution/prepare-operation.js';
import { observe } from '../observation/observation.js';
import { attachExtendedResolvers } from './attach-extended-resolvers.js';
import type { ExtendedSchema } from './extend-schema.js';
import { ExtendedExecution } from './extended-execution.js';
import { HeldLoan } from './held-loan.js';
import { JsonObjectText } from './json-object-text.js';
import { type LoadingOperation, loadingOperation, RowLoader } from './row-loader.js';
import { splitOperation } from './split-operation.js';
import { writeResult } from './write-result.js';

/**
 * Makes a merged schema executable, and gives what executes whole operations on it. Those without a field of the host's go
 * to `executeText` as they are; of the others one statement reads all that they need of the database, and graphql-js calls
 * the host's resolvers.
 */
export function createExtendedExecutor<Context>(
  parts: ExecutorParts<Context>,
  extended: ExtendedSchema,
  executeText: ExecuteText<Context>,
): ExecuteText<Context> {
  const operations = createOperations(parts);
  attachExtendedResolvers(extended, parts.names, createExecutions(parts, operations, executeText));
  const ownProperties = createOwnProperties(parts.names);
  return async (request) => {
    const operation = operations.ofDocument(request.document, request.operationName);
    if (operation?.split.touched !== true) return executeText(request);
    const variables = ownProperties(request.variables ?? {});
    const coerced = operation.prepared.coerce(variables);
    if ('errors' in coerced) return { data: null, errors: coerced.errors };
    const holds = operation.split.givesRows && operation.split.kind === OperationTypeNode.QUERY;
    const { signal } = request;
    const loan = holds ? new HeldLoan(parts.withConnection, { loanTimeout: parts.loanTimeout, signal }) : undefined;
    try {
      const result = await executeOn({ ...request, variables, lend: loan?.lend }, operation, parts, executeText);
      await loan?.release();
      return result;
    } catch (thrown) {
      const error = asPillionError(thrown);
      observe(parts.observers, { kind: 'operationFailed', operationName: request.operationName, error });
      await loan?.release().catch(() => undefined);
      return { data: null, errors: [toGraphQLError(error)] };
    }
  };
}

async function executeOn<Context>(
  request: DocumentRequest<Context>,
  operation: LoadingOperation,
  parts: ExecutorParts<Context>,
  executeText: ExecuteText<Context>,
): Promise<TextResult> {
  const { split } = operation;
  const reads = split.kind === OperationTypeNode.QUERY;
  const read = reads ? await executeText({ ...request, document: split.statementDocument }) : emptyResult;
  if (read.data === null) return read;
  const answer = new JsonObjectText(read.data);
  const execution = new ExtendedExecution(new RowLoader(parts, operation, request), () => answer);
  const { data, errors = [] } = await execute({
    schema: parts.schema,
    document: split.executedDocument,
    rootValue: execution,
    contextValue: request.context,
    variableValues: request.variables,
    operationName: request.operationName,
  });
  const all: readonly GraphQLError[] = [...(read.errors ?? []), ...errors];
  return {
    data: data == null ? null : writeResult(data, answer, execution),
    errors: all.length === 0 ? undefined : all,
  };
}

const emptyResult: TextResult = { data: '{}', errors: undefined };

interface Operations {
  readonly ofDocument: (document: DocumentNode, operationName: string | undefined) => LoadingOperation | undefined;
  /** For an operation that another GraphQL server executes. */
  readonly ofInfo: (info: GraphQLResolveInfo) => LoadingOperation;
}

function createOperations<Context>({ schema }: ExecutorParts<Context>): Operations {
  const documents = new WeakMap<DocumentNode, Map<string, LoadingOperation | undefined>>();
  const foreign = new WeakMap<OperationDefinitionNode, LoadingOperation>();
  const make = (document: DocumentNode, name: string | undefined): LoadingOperation | undefined => {
    const split = splitOperation(schema, document, name);
    const prepared = split && prepareOperation(schema, split.statementDocument, name);
    return split && prepared && loadingOperation(split, prepared);
  };
  return {
    ofDocument(document, operationName) {
      const known = documents.get(document) ?? new Map<string, LoadingOperation | undefined>();
      documents.set(document, known);
      const name = operationName ?? '';
      if (!known.has(name)) known.set(name, make(document, operationName));
      return known.get(name);
    },
    ofInfo({ operation, fragments }) {
      const known = foreign.get(operation);
      if (known !== undefined) return known;
      const made = make({ kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] }, undefined);
      if (made === undefined) throw new Error('An operation that is executed has a root type.');
      foreign.set(operation, made);
      return made;
    },
  };
}

/** Finds the execution that a resolver is called in: each has its own `variableValues`. */
function createExecutions<Context>(
  parts: ExecutorParts<Context>,
  operations: Operations,
  executeText: ExecuteText<Context>,
): (source: unknown, context: Context, info: GraphQLResolveInfo) => ExtendedExecution<Context> {
  const executions = new WeakMap<object, ExtendedExecution<Context>>();
  return (source, context, info) => {
    const known = executions.get(info.variableValues);
    if (known !== undefined) return known;
    const execution =
      source instanceof ExtendedExecution
        ? (source as ExtendedExecution<Context>)
        : foreignExecution(parts, operations.ofInfo(info), executeText, context, info);
    executions.set(info.variableValues, execution);
    return execution;
  };
}

/** In another GraphQL server nobody tells when an operation has ended: each statement has a loan of its own. */
function foreignExecution<Context>(
  parts: ExecutorParts<Context>,
  operation: LoadingOperation,
  executeText: ExecuteText<Context>,
  context: Context,
  { operation: { name }, variableValues }: GraphQLResolveInfo,
): ExtendedExecution<Context> {
  const request = { context, operationName: name?.value };
  let answer: Promise<JsonObjectText> | undefined;
  return new ExtendedExecution(new RowLoader(parts, operation, request), () => {
    answer ??= executeText({
      ...request,
      document: operation.split.statementDocument,
      variables: variableValues,
    }).then(({ data, errors }) => {
      if (errors?.[0] !== undefined) throw errors[0];
      return new JsonObjectText(data ?? '{}');
    });
    return answer;
  });
}
