import type { CountMode } from '../plan/aggregate.js';
import type { ConnectionPlan } from '../plan/operation-plan.js';
import type { Compilation, RowSource } from './compilation.js';
import type { LinkTo } from './compile-page.js';
import { type Sql, sql, verbatim } from './knex.js';
import { listRows } from './list-rows.js';
import { quoteLiteral } from './quote.js';
import { select } from './select.js';

/** The number of all rows of a list, as a subselect. */
export function compileCount(
  compilation: Compilation,
  connection: ConnectionPlan,
  linkTo: LinkTo | undefined,
  near: RowSource | undefined,
  mode: CountMode,
): Sql {
  const rows = (isLimited: boolean): ReturnType<typeof listRows> =>
    listRows(compilation, connection, linkTo, near, isLimited);
  const count = verbatim('pg_catalog.count(*)');
  const exact = (): Sql => {
    const { from, where } = rows(false);
    return sql`(${select({ columns: [count], from, where })})`;
  };
  switch (mode.kind) {
    case 'exact':
      return exact();
    case 'capped': {
      const { from, where } = rows(true);
      const capped = select({ columns: [], from, where, limit: compilation.slot(mode.cap) });
      return sql`(${select({ columns: [count], from: [sql`(${capped}) as ${verbatim(compilation.alias('c'))}`] })})`;
    }
    case 'estimate':
      return linkTo === undefined && hasEstimate(connection) ? estimate(connection, exact()) : exact();
  }
}

/** What PostgreSQL keeps is of the table as a whole, and would tell of rows that policies hide. */
function hasEstimate({ table, call, where, distinctOn }: ConnectionPlan): boolean {
  if (call !== undefined || distinctOn > 0) return false;
  return where === undefined && !table.rowLevelSecurity && kinds.has(table.kind);
}

const kinds: ReadonlySet<string> = new Set(['table', 'partitionedTable', 'materializedView']);

/**
 * `reltuples` is -1 before the first ANALYZE. That of a table with heirs leaves out their rows, that of a partitioned
 * table has them all. The rows are counted only where CASE comes to it.
 */
function estimate({ table }: ConnectionPlan, exact: Sql): Sql {
  // The text of a regclass knows double quotes, and no Unicode escapes.
  const name = [table.namespace, table.name].map((part) => `"${part.replace(/"/g, '""')}"`).join('.');
  const known = `c.reltuples operator(pg_catalog.>=) 0 and (not c.relhassubclass or c.relkind operator(pg_catalog.=) 'p')`;
  const row = select({
    columns: [sql`case when ${verbatim(known)} then c.reltuples::pg_catalog.int8 else ${exact} end`],
    from: [verbatim('pg_catalog.pg_class as c')],
    where: [verbatim(`c.oid operator(pg_catalog.=) ${quoteLiteral(name)}::pg_catalog.regclass`)],
  });
  return sql`(${row})`;
}
