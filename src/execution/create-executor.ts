import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { WithConnection } from '../database/connection.js';
import type { PreparedStatements } from '../database/prepared-statements.js';
import { read } from '../database/read.js';
import type { Guard, ReadRequest } from '../database/read-request.js';
import { withLoan } from '../database/with-loan.js';
import { asPillionError, toGraphQLError } from '../errors/graphql-error.js';
import { PillionError } from '../errors/pillion-error.js';
import { sqlStateOf } from '../errors/sqlstate.js';
import type { Names } from '../naming/names.js';
import { observe, type Observer } from '../observation/observation.js';
import { bindSlots } from '../plan/bind-slots.js';
import type { PageSizes, PlanContext } from '../plan/plan-context.js';
import type { OperationPlan } from '../plan/operation-plan.js';
import { planOperation } from '../plan/plan-operation.js';
import { compileAnswer } from '../sql/compile-answer.js';
import type { Answer, Statement } from '../sql/statement.js';
import { createAnswerReader, tooLarge } from './answer-reader.js';
import { answerText } from './answer-text.js';
import type { DocumentRequest, TextResult } from './document-request.js';
import { createOwnProperties } from './own-properties.js';
import { assertIntrospectable, introspect, type Introspection } from './introspect.js';
import { type CompiledOperation, prepareOperation, type PreparedOperation } from './prepare-operation.js';
import { bindWithFilters, requestFilters, type RowFilters } from './row-filters.js';

export interface ExecutorParts<Context> {
  readonly schema: GraphQLSchema;
  readonly names: Names;
  readonly pageSizes: PageSizes;
  readonly withConnection: WithConnection<Context>;
  readonly guard: Guard;
  /** Milliseconds; undefined leaves the session's own. */
  readonly statementTimeout: number | undefined;
  /** Milliseconds that a statement may wait for one lock; undefined leaves the session's own. */
  readonly lockTimeout?: number | undefined;
  /** Undefined: every statement is parsed each time. */
  readonly prepared?: PreparedStatements | undefined;
  /** Milliseconds in which the host has to lend a connection. */
  readonly loanTimeout: number;
  /** Undefined for no limit. */
  readonly maxResultBytes: number | undefined;
  readonly observers: readonly Observer[];
  /** Whether a request may ask for the schema, where a function decides. */
  readonly introspection?: boolean | ((context: Context) => boolean) | undefined;
  /** Undefined: every request sees all rows that its role does. */
  readonly rowFilters?: RowFilters<Context> | undefined;
  /** True if clients must not read PostgreSQL's words about values, which may be of what they may not see. */
  readonly hidesValues?: boolean | undefined;
}

/** What a statement reads of the request that it is run for. */
export type StatementRequest<Context> = Pick<DocumentRequest<Context>, 'context' | 'signal' | 'operationName' | 'lend'>;

/** Runs one operation: at most one loan, one statement, and PostgreSQL's text as the answer. Never rejects. */
export type ExecuteText<Context> = (request: DocumentRequest<Context>) => Promise<TextResult>;

export function createExecutor<Context>(parts: ExecutorParts<Context>): ExecuteText<Context> {
  const documents = new WeakMap<DocumentNode, Map<string, PreparedOperation>>();
  const ownProperties = createOwnProperties(parts.names);
  return async (request) => {
    let asked: string | undefined;
    try {
      const prepared = prepare(parts.schema, documents, request);
      const inputs = ownProperties(request.variables ?? {});
      const coerced = prepared.coerce(inputs);
      if ('errors' in coerced) return { data: null, errors: coerced.errors };
      const context = planContext(parts, prepared, coerced.variables);
      const { answer, variables } = answerFor(parts, context, prepared, request.context);
      const { statement } = answer;
      const bound = statement && bindStatement(statement, variables, coerced.variables);
      const introspection = introspectIfAsked(context, prepared, answer, inputs, () =>
        assertIntrospectable(parts.introspection, request.context),
      );
      asked = answer.parts.find((part) => part.kind === 'column')?.responseKey;
      const columns = bound === undefined ? [] : await runStatement(parts, request, bound);
      return { data: answerText(answer.parts, columns, introspection.values), errors: introspection.errors };
    } catch (thrown) {
      return failure(parts, request, asPillionError(thrown), asked);
    }
  };
}

function prepare<Context>(
  schema: GraphQLSchema,
  documents: WeakMap<DocumentNode, Map<string, PreparedOperation>>,
  { document, operationName }: DocumentRequest<Context>,
): PreparedOperation {
  const name = operationName ?? '';
  const known = documents.get(document)?.get(name);
  if (known !== undefined) return known;
  const prepared = prepareOperation(schema, document, operationName);
  if (prepared === undefined) {
    throw new PillionError('BAD_USER_INPUT', 'operationName: name one of the operations of the document.');
  }
  const operations = documents.get(document) ?? new Map<string, PreparedOperation>();
  documents.set(document, operations.set(name, prepared));
  return prepared;
}

/** What planning an operation reads. */
export function planContext<Context>(
  { schema, names, pageSizes }: ExecutorParts<Context>,
  { fragments }: PreparedOperation,
  variables: Readonly<Record<string, unknown>>,
): PlanContext {
  return { schema, names, pageSizes, fragments, variables };
}

/** The answer's statement, and the variables that fill it: those of the operation, and the values of row filters. */
function answerFor<Context>(
  parts: ExecutorParts<Context>,
  context: PlanContext,
  { operation, shape, compiled }: PreparedOperation,
  requestContext: Context,
): FilledAnswer {
  const key = shape.of(context.variables);
  return filteredAnswer(
    parts,
    context,
    { compiled, key, plan: () => planOperation(context, operation) },
    requestContext,
  );
}

export interface FilledAnswer {
  readonly answer: Answer;
  readonly variables: PlanContext['variables'];
}

/** A plan that is made and compiled once for its key. */
export interface KeptPlan {
  readonly compiled: PreparedOperation['compiled'];
  readonly key: string;
  readonly plan: () => OperationPlan;
}

/** The statement of a plan, with the row filters of the request in it. */
export function filteredAnswer<Context>(
  { maxResultBytes, rowFilters }: ExecutorParts<Context>,
  { variables, names }: PlanContext,
  { compiled, key, plan: make }: KeptPlan,
  requestContext: Context,
): FilledAnswer {
  const { plan, answer } = keptIn(compiled, key, () => {
    const made = make();
    return { plan: made, answer: compileAnswer(made, names.enumValues, maxResultBytes) };
  });
  const filters = rowFilters && requestFilters(rowFilters, answer.reads, requestContext);
  if (filters === undefined) return { answer, variables };
  // No shape of variables has a line feed in it.
  const filtered = keptIn(compiled, `${key}\n${filters.key}`, () => {
    return { plan, answer: compileAnswer(plan, names.enumValues, maxResultBytes, filters.conditions()) };
  });
  return { answer: filtered.answer, variables: { ...variables, ...filters.values } };
}

function keptIn(
  compiled: PreparedOperation['compiled'],
  key: string,
  compile: () => CompiledOperation,
): CompiledOperation {
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const made = compile();
  compiled.set(key, made);
  return made;
}

function introspectIfAsked(
  context: PlanContext,
  { operation }: PreparedOperation,
  answer: Answer,
  variables: Readonly<Record<string, unknown>>,
  assertAllowed: () => void,
): Introspection {
  const asked = answer.parts.some((part) => part.kind === 'introspection');
  if (!asked) return noIntrospection;
  assertAllowed();
  return introspect(context, operation, variables);
}

const noIntrospection: Introspection = { values: new Map(), errors: undefined };

/** A statement with the values of one request. */
export interface BoundStatement {
  readonly statement: Statement;
  readonly values: readonly string[];
  readonly portable: ReadRequest['portable'];
  /** The values of the layout's slots. */
  readonly numbers: readonly number[];
}

/**
 * @param variables Those that fill the slots.
 * @param given Those of the operation, which are all checked.
 */
export function bindStatement(
  statement: Statement,
  variables: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): BoundStatement {
  const values = bindWithFilters(statement.slots, variables);
  bindSlots(statement.checked, given);
  const slots = statement.rows?.layout.slots ?? [];
  return {
    statement,
    values,
    numbers: slots.length === 0 ? none : bindSlots(slots, variables).map(Number),
    portable: () => {
      const { text, slots } = statement.portable();
      return { text, values: bindWithFilters(slots, variables) };
    },
  };
}

const none: readonly number[] = [];

/** Runs one statement on one loan; gives the JSON texts of its root fields. */
export async function runStatement<Context>(
  parts: ExecutorParts<Context>,
  { context, signal, operationName, lend = parts.withConnection }: StatementRequest<Context>,
  { statement: { text, rows, settings, lengthColumn }, values, numbers, portable }: BoundStatement,
): Promise<readonly (string | null)[]> {
  // Not by a rest of the parts, which would copy all of them for each request.
  const { loanTimeout, maxResultBytes, observers, guard, statementTimeout, lockTimeout, prepared } = parts;
  const options = { guard, statementTimeout, lockTimeout, prepared, signal };
  const reading = rows && {
    standaloneText: rows.standaloneText,
    createReader: () => createAnswerReader(rows.layout, numbers, maxResultBytes),
  };
  const started = observers.length === 0 ? 0 : performance.now();
  const columns = await withLoan(
    lend,
    context,
    (connection) => read(connection, { text, rows: reading, settings, values, portable }, options),
    { loanTimeout, signal },
  );
  if (observers.length > 0) {
    const milliseconds = performance.now() - started;
    const bytes = columns.reduce((sum, column) => sum + Buffer.byteLength(column ?? ''), 0);
    observe(observers, { kind: 'statement', operationName, sql: text, values, milliseconds, bytes });
  }
  const length = lengthColumn === undefined ? 0 : Number(columns[lengthColumn] ?? 0);
  if (maxResultBytes !== undefined && length > maxResultBytes) throw tooLarge(maxResultBytes);
  return columns;
}

/** @param asked The response key of a field that was being read, or undefined if execution had not begun. */
function failure<Context>(
  { observers, hidesValues }: ExecutorParts<Context>,
  { operationName }: DocumentRequest<Context>,
  thrown: PillionError,
  asked: string | undefined,
): TextResult {
  const error = hidesValues === true ? withoutValues(thrown) : thrown;
  observe(observers, { kind: 'operationFailed', operationName, error });
  return { data: null, errors: [toGraphQLError(error, asked === undefined ? {} : { path: [asked] })] };
}

/** A function may have been given a value that the client may not see, and PostgreSQL's message holds it. */
export function withoutValues(error: PillionError): PillionError {
  if (!error.exposed || sqlStateOf(error.cause)?.startsWith('22') !== true) return error;
  return new PillionError(error.code, error.message, { cause: error.cause, exposed: false });
}
