import { readRows } from '../database/read.js';
import { withLoan } from '../database/with-loan.js';
import { asPillionError, toGraphQLError } from '../errors/graphql-error.js';
import { PillionError } from '../errors/pillion-error.js';
import { observe } from '../observation/observation.js';
import { bindSlots } from '../plan/bind-slots.js';
import { planOperation } from '../plan/plan-operation.js';
import { type StreamedList, streamedList } from '../plan/streamed-list.js';
import { compileRows } from '../sql/compile-rows.js';
import { type ExecutorParts, withoutValues } from './create-executor.js';
import type { DocumentRequest, TextResult } from './document-request.js';
import { createOwnProperties } from './own-properties.js';
import { prepareOperation } from './prepare-operation.js';
import { bindWithFilters, requestFilters } from './row-filters.js';
import { RowChannel } from './row-channel.js';

/** The rows of a list on their way: texts of one or more lines, each the JSON of one row. */
export interface RowStream {
  /** To be read to its end or returned from; until then the connection is lent. */
  readonly rows: AsyncIterableIterator<string>;
  /** Settles when the loan has ended; never rejects. */
  readonly ended: Promise<void>;
}

/** Reads the one list of an operation row by row. What goes wrong before the first row is a result; never rejects. */
export type StreamRows<Context> = (request: DocumentRequest<Context>) => Promise<RowStream | TextResult>;

/** @param maxRows The most rows that `first` and `last` may ask for here, and what is read without them. */
export function createStreamer<Context>(parts: ExecutorParts<Context>, maxRows: number): StreamRows<Context> {
  const ownProperties = createOwnProperties(parts.names);
  const pageSizes = { defaultOf: () => maxRows, maximumOf: () => maxRows };
  const failure = (request: DocumentRequest<Context>, thrown: unknown, list?: StreamedList): TextResult => {
    const error = failureOf(parts, thrown);
    observe(parts.observers, { kind: 'operationFailed', operationName: request.operationName, error });
    return { data: null, errors: [toGraphQLError(error, list === undefined ? {} : { path: [list.responseKey] })] };
  };
  return async (request) => {
    let list: StreamedList | undefined;
    try {
      const { schema, names } = parts;
      const prepared = prepareOperation(schema, request.document, request.operationName);
      if (prepared === undefined) {
        throw new PillionError('BAD_USER_INPUT', 'operationName: name one of the operations of the document.');
      }
      const coerced = prepared.coerce(ownProperties(request.variables ?? {}));
      if ('errors' in coerced) return { data: null, errors: coerced.errors };
      const { variables } = coerced;
      const { fragments } = prepared;
      list = streamedList(planOperation({ schema, names, pageSizes, fragments, variables }, prepared.operation));
      const stream = start(parts, request, filteredRows(parts, list, variables, request.context));
      await stream.rows.opened();
      return stream;
    } catch (thrown) {
      return failure(request, thrown, list);
    }
  };
}

/** Without a filter it is compiled to see which tables it reads; then with those of the request. */
function filteredRows<Context>(
  { names, rowFilters }: ExecutorParts<Context>,
  list: StreamedList,
  variables: Readonly<Record<string, unknown>>,
  context: Context,
): RowsRequest {
  const open = compileRows(list, names.enumValues);
  const filters = rowFilters && requestFilters(rowFilters, open.reads, context);
  const { text, slots, checked, settings } =
    filters === undefined ? open : compileRows(list, names.enumValues, filters.conditions());
  bindSlots(checked, variables);
  return { text, settings, values: bindWithFilters(slots, { ...variables, ...filters?.values }) };
}

type RowsRequest = Pick<Parameters<typeof readRows>[1], 'text' | 'values' | 'settings'>;

function failureOf({ hidesValues }: Pick<ExecutorParts<unknown>, 'hidesValues'>, thrown: unknown): PillionError {
  const error = asPillionError(thrown);
  return hidesValues === true ? withoutValues(error) : error;
}

/** Milliseconds in which a client has to take what it was sent; then its connection goes back. */
const longestWait = 30_000;

function start<Context>(
  { withConnection, loanTimeout, observers, ...parts }: ExecutorParts<Context>,
  { context, signal, operationName }: DocumentRequest<Context>,
  statement: RowsRequest,
): RowStream & { readonly rows: RowChannel } {
  const { guard, statementTimeout, lockTimeout } = parts;
  const rows = new RowChannel(longestWait);
  const started = performance.now();
  let bytes = 0;
  const take = (portion: readonly string[]): Promise<boolean> => {
    for (const row of portion) bytes += Buffer.byteLength(row);
    return rows.give(portion);
  };
  const leave = (): void => void rows.return();
  signal?.addEventListener('abort', leave);
  const reading = withLoan(
    withConnection,
    context,
    (connection) =>
      readRows(
        connection,
        { ...statement, portable: () => statement },
        { guard, statementTimeout, lockTimeout, signal },
        take,
      ),
    { loanTimeout, signal },
  );
  const ended = reading
    .then(
      (rest) => {
        for (const row of rest) bytes += Buffer.byteLength(row);
        const milliseconds = performance.now() - started;
        const { text: sql, values } = statement;
        observe(observers, { kind: 'statement', operationName, sql, values, milliseconds, bytes });
        rows.end(rest);
      },
      (thrown: unknown) => {
        // What fails before the first row is told as the result of the operation.
        if (rows.begun) observe(observers, { kind: 'operationFailed', operationName, error: failureOf(parts, thrown) });
        rows.fail(thrown);
      },
    )
    .finally(() => signal?.removeEventListener('abort', leave));
  return { rows, ended };
}
