import type { Relationship } from '../model/database-model.js';
import { findsRow, type PlacedColumn } from '../plan/order-term.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { compileLink } from './compile-link.js';
import { tableRows } from './table-rows.js';
import { type Sql, sql, verbatim } from './knex.js';
import { compileMeasure } from './compile-measure.js';

/**
 * The order values of the rows of a table.
 * @param joins Gets the joins of the rows that the order looks at, each once, which belong beside the table in FROM.
 */
export function joinedOrderValues(
  compilation: Compilation,
  source: RowSource,
  joins: Sql[],
): { readonly value: (term: PlacedColumn) => Sql } {
  const root: Place = { source, certain: true, next: new Map() };
  return {
    value({ path, column, measure }) {
      let place = root;
      for (const relationship of path) place = follow(compilation, place, relationship, joins);
      return measure === undefined ? place.source.column(column) : compileMeasure(compilation, place.source, measure);
    },
  };
}

/** A row at the end of some path. */
interface Place {
  readonly source: RowSource;
  /** True if there always is such a row. */
  readonly certain: boolean;
  readonly next: Map<Relationship, Place>;
}

function follow(compilation: Compilation, near: Place, relationship: Relationship, joins: Sql[]): Place {
  const known = near.next.get(relationship);
  if (known !== undefined) return known;
  const alias = compilation.alias('t');
  const source = tableSource(alias);
  const certain = near.certain && findsRow(relationship);
  const { condition } = compileLink(compilation, relationship, near.source, source);
  // An inner join lets the planner start at the far table, whose index may have the order.
  joins.push(
    sql`${verbatim(certain ? 'join' : 'left join')} ${tableRows(compilation, relationship.to, alias)} on ${condition}`,
  );
  const place: Place = { source, certain, next: new Map() };
  near.next.set(relationship, place);
  return place;
}
