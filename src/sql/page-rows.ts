import type { ConnectionPlan } from '../plan/operation-plan.js';
import { type Compilation, pageSource, type PageSource, type RowSource } from './compilation.js';
import { compilePage, type LinkTo, orderTerms } from './compile-page.js';
import { type Sql, sql, verbatim } from './knex.js';
import { cursorText, positionText } from './cursor-text.js';
import { select } from './select.js';

/** The rows of a page as a subselect with one text column for each thing that is shown of a row. */
export interface PageRows {
  readonly alias: string;
  /** Adds a text of each row and gives the column that carries it. */
  readonly text: (write: (page: PageSource, joins: Sql[]) => Sql) => Sql;
  /** The cursor of a row, in terms of the page. */
  readonly cursorOf: (page: PageSource) => Sql;
  /** The column that carries the cursor of each row. */
  readonly cursor: () => Sql;
  /** The number of rows read, which is one more than the page's size where the list goes on and that was asked. */
  readonly count: () => Sql;
  /** False if nothing of the rows was asked: then they need not be read. */
  readonly used: () => boolean;
  /** The subselect, in the order of the list, once all has been asked. */
  readonly select: (linkTo: LinkTo | undefined, near: RowSource | undefined) => Sql;
}

export function createPageRows(compilation: Compilation, connection: ConnectionPlan): PageRows {
  const alias = compilation.alias('r');
  const page = pageSource(compilation.alias('p'), connection.table);
  const joins: Sql[] = [];
  const columns: Sql[] = [];
  let cursor: Sql | undefined;
  let counted = false;
  const text: PageRows['text'] = (write) => {
    const name = `c${columns.length + 1}`;
    columns.push(sql`${write(page, joins)} as ${verbatim(name)}`);
    return verbatim(`${alias}.${name}`);
  };
  return {
    alias,
    text,
    cursorOf: (source) => compileCursor(compilation, connection, source),
    cursor: () => (cursor ??= text((source) => compileCursor(compilation, connection, source))),
    count() {
      counted = true;
      return verbatim('pg_catalog.count(*)');
    },
    used: () => counted || columns.length > 0,
    select(linkTo, near) {
      // Joins lose the order of the page, and a backward page has to be turned round.
      const ordered = joins.length > 0 || connection.page.direction === 'backward';
      const order = ordered ? pageOrder(page, connection) : [];
      const rows = sql`(${compilePage(compilation, connection, page, linkTo, near)}) as ${verbatim(page.alias)}`;
      return select({ columns, from: [rows, ...joins], orderBy: order });
    },
  };
}

/** Without a key, rows that are alike would fall into any order. */
export function pageOrder(page: PageSource, { page: { positional, keyset } }: ConnectionPlan): readonly Sql[] {
  return positional ? [page.position()] : orderTerms(page, keyset);
}

function compileCursor(compilation: Compilation, connection: ConnectionPlan, page: PageSource): Sql {
  const { orderDigest, positional, keyset } = connection.page;
  if (!positional) return cursorText(compilation, page, orderDigest, keyset);
  return positionText(orderDigest, page.position());
}
