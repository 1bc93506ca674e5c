import { join, type Sql, sql, verbatim } from './knex.js';

/** The clauses of a SELECT. */
export interface SelectClauses {
  /** None: the rows count, but nothing of them is read. */
  readonly columns: readonly Sql[];
  /** Of the rows that are alike in these, the first. */
  readonly distinctOn?: readonly Sql[];
  /** A table or subselect with its joins. */
  readonly from: readonly Sql[];
  /** All of these must hold. */
  readonly where?: readonly Sql[];
  readonly groupBy?: readonly Sql[];
  readonly having?: readonly Sql[];
  readonly orderBy?: readonly Sql[];
  readonly limit?: Sql | undefined;
  readonly offset?: Sql | undefined;
}

/**
 * A SELECT without parentheses round it. knex's own builder does not serve here: it reads LIMIT as a number and drops
 * the cast of its placeholder, without which some drivers send a text.
 */
export function select({
  columns,
  distinctOn = [],
  from,
  where = [],
  groupBy = [],
  having = [],
  orderBy = [],
  limit,
  offset,
}: SelectClauses): Sql {
  const clauses = [
    distinctOn.length === 0 ? verbatim('select') : sql`select distinct on (${join(distinctOn, ', ')})`,
    columns.length === 0 ? verbatim('1 as "-"') : join(columns, ', '),
    ...(from.length === 0 ? [] : [sql`from ${join(from, ' ')}`]),
    ...(where.length === 0 ? [] : [sql`where ${join(where, ' and ')}`]),
    ...(groupBy.length === 0 ? [] : [sql`group by ${join(groupBy, ', ')}`]),
    ...(having.length === 0 ? [] : [sql`having ${join(having, ' and ')}`]),
    ...(orderBy.length === 0 ? [] : [sql`order by ${join(orderBy, ', ')}`]),
    ...(limit === undefined ? [] : [sql`limit ${limit}`]),
    ...(offset === undefined ? [] : [sql`offset ${offset}`]),
  ];
  return join(clauses, ' ');
}
