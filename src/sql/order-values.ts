import type { Column, Relationship } from '../model/database-model.js';
import type { RelatedAggregate } from '../plan/aggregate.js';
import { findsRow, type PlacedColumn } from '../plan/order-term.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { compileLink, presenceColumn } from './compile-link.js';
import { joinRelatedValue } from './related-aggregate.js';
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
  const root: Place = { source, certain: true, present: undefined, next: new Map(), aggregates: new Map() };
  return {
    value({ path, column, measure, aggregate }) {
      let place = root;
      for (const relationship of path) place = follow(compilation, place, relationship, joins);
      // Those of the rows of the list themselves are columns of their source.
      if (aggregate !== undefined && path.length > 0) {
        return joinedAggregate(compilation, source.groupedInto, place, column, aggregate, joins);
      }
      return measure === undefined ? place.source.column(column) : compileMeasure(compilation, place.source, measure);
    },
  };
}

/** A row at the end of some path. */
interface Place {
  readonly source: RowSource;
  /** True if there always is such a row. */
  readonly certain: boolean;
  /** True of a row that was found; undefined at the rows of the list themselves. */
  readonly present: Sql | undefined;
  readonly next: Map<Relationship, Place>;
  /** What rows related to these come to, by the column that stands for it. */
  readonly aggregates: Map<Column, Sql>;
}

/** What rows related to the row of a place come to; null where there is no such row. */
function joinedAggregate(
  compilation: Compilation,
  groupedInto: RowSource['groupedInto'],
  place: Place,
  column: Column,
  aggregate: RelatedAggregate,
  joins: Sql[],
): Sql {
  const known = place.aggregates.get(column);
  if (known !== undefined) return known;
  const present = place.certain ? undefined : place.present;
  const far = { ...place.source, groupedInto };
  const value = joinRelatedValue(compilation, far, aggregate, { name: column.name, present }, joins);
  place.aggregates.set(column, value);
  return value;
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
  const present = sql`${source.column(presenceColumn(relationship))} is not null`;
  const place: Place = { source, certain, present, next: new Map(), aggregates: new Map() };
  near.next.set(relationship, place);
  return place;
}
