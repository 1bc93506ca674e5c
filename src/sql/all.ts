import { join, type Sql, sql, verbatim } from './knex.js';

/** All of these hold. */
export function all(conditions: readonly Sql[]): Sql {
  const [only] = conditions;
  if (only === undefined) return verbatim('true');
  return conditions.length === 1 ? only : sql`(${join(conditions, ' and ')})`;
}
