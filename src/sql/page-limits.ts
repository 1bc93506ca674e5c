import type { Page } from '../plan/operation-plan.js';
import type { Slot } from '../plan/slot.js';
import type { Compilation } from './compilation.js';
import { join, type Sql, sql, verbatim } from './knex.js';

/** Which of a list's rows a page reads. */
export interface PageLimits {
  /** What the rows are read with. */
  readonly reading: Limits;
  /** What is cut out of them. */
  readonly cut: Limits | undefined;
}

export interface Limits {
  readonly limit: Sql;
  readonly offset: Sql | undefined;
}

/**
 * PostgreSQL plans for the number of rows that LIMIT and OFFSET name, and for a tenth of all where they name a parameter:
 * then it sorts and hashes whole tables, or makes a plan of its own for each request. So numbers that are known stand in
 * the statement. Of those in variables the page's `within` does, and the page is cut out of so many rows, of which no more
 * are read than it needs.
 *
 * The offset is a subselect since the planner sees no value in it even when it has one: it finds nothing to gain by
 * planning anew.
 */
export function pageLimits(compilation: Compilation, page: Page): PageLimits {
  const more = page.lookAhead ? 1 : 0;
  const size = numberOfRows(compilation, page.size, more);
  const offset = page.offset && numberOfRows(compilation, page.offset, 0);
  const limit = size.sql;
  const position = page.positional ? page.after?.values[0] : undefined;
  if (position !== undefined) {
    const skipped = [compilation.slot(position), ...(offset === undefined ? [] : [offset.sql])];
    return { reading: { limit, offset: sql`(${join(skipped, ' operator(pg_catalog.+) ')})` }, cut: undefined };
  }
  const skipped = offset === undefined || offset.known ? offset?.sql : sql`(select ${offset.sql})`;
  const limits: Limits = { limit, offset: skipped };
  if (page.within === undefined || (size.known && offset?.known !== false)) return { reading: limits, cut: undefined };
  return { reading: { limit: verbatim(String(page.within + more)), offset: undefined }, cut: limits };
}

/** @param more Rows beyond those that the slot names. */
function numberOfRows(
  compilation: Compilation,
  slot: Slot,
  more: 0 | 1,
): { readonly sql: Sql; readonly known: boolean } {
  const { source, encoding } = slot;
  if (source.kind === 'constant' && Number.isSafeInteger(source.value) && (source.value as number) >= 0) {
    // It may still be too much.
    compilation.check(slot);
    return { sql: verbatim(String((source.value as number) + more)), known: true };
  }
  const counted = encoding.kind === 'rows' ? { ...slot, encoding: { ...encoding, plus: more } } : slot;
  return { sql: compilation.slot(counted), known: false };
}
