import { PillionError } from '../errors/pillion-error.js';

/** True: all rows; false: none; else conditions in the language of `where`, with plain values. */
export type RowFilter = boolean | Readonly<Record<string, unknown>>;

/**
 * By GraphQL type, a function of the request's context that says which rows of it the request may see. It is called once
 * for each operation that reads such rows. Whatever it throws ends the operation.
 *
 * @example
 * const rowFilters: RowFilterFunctions<Context> = {
 *   Invoice: ({ user }) => user.isClerk || { customer: { accountId: { eq: user.accountId } } },
 * };
 */
export type RowFilterFunctions<Context = unknown> = Readonly<Record<string, (context: Context) => RowFilter>>;

/** @throws PillionError `CONFIGURATION` unless the option `rowFilters` holds functions by type. */
export function rowFilterOptions<Option>(value: Option): Option {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  const wrong = isRecord ? Object.entries(value).find(([, give]) => typeof give !== 'function')?.[0] : '';
  if (wrong === undefined) return value;
  throw new PillionError(
    'CONFIGURATION',
    `The option "rowFilters" has to hold a function by type, such as { ${wrong === '' ? 'Invoice' : wrong}: (context) => ({ customerId: { eq: context.customerId } }) }, and it has to be a function.`,
  );
}
