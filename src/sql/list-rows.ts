import type { ConnectionPlan } from '../plan/operation-plan.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { compileCondition } from './compile-condition.js';
import { tableAs } from './compile-link.js';
import type { LinkTo } from './compile-page.js';
import type { Sql } from './knex.js';

/** FROM and WHERE for all rows of a list, on whatever page they stand. */
export interface ListRows {
  readonly source: RowSource;
  readonly from: readonly Sql[];
  readonly where: readonly Sql[];
}

export function listRows(
  compilation: Compilation,
  { table, where }: ConnectionPlan,
  linkTo: LinkTo | undefined,
): ListRows {
  const alias = compilation.alias('t');
  const source = tableSource(alias);
  const link = linkTo?.(source);
  const conditions = link === undefined ? [] : [link.condition];
  if (where !== undefined) conditions.push(compileCondition(compilation, source, where));
  return { source, from: [tableAs(table, alias), ...(link?.joins ?? [])], where: conditions };
}
