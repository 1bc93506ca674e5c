import type { Column, Relationship } from '../model/database-model.js';
import type { OrderTerm } from './operation-plan.js';

/** An order term for a column at the end of a path, by a value of `OrderDirection`. */
export function orderTerm(path: readonly Relationship[], column: Column, direction: string): OrderTerm {
  const descending = direction.startsWith('DESC');
  const nullsFirst = direction.endsWith('_NULLS_FIRST') || (descending && !direction.endsWith('_NULLS_LAST'));
  return { path, column, notNull: column.notNull && path.every(findsRow), descending, nullsFirst };
}

/** A column of a row that can be reached from the rows of a list. */
export type PlacedColumn = Pick<OrderTerm, 'path' | 'column' | 'measure' | 'aggregate'>;

/** True if two terms order by the same value. */
export function isSameValue(a: PlacedColumn, b: PlacedColumn): boolean {
  return (
    a.column === b.column &&
    a.measure === b.measure &&
    a.path.length === b.path.length &&
    a.path.every((relationship, index) => relationship === b.path[index])
  );
}

/** True if a relationship leads from every row to a row. */
export function findsRow(relationship: Relationship): boolean {
  return relationship.kind === 'referenced' && relationship.required;
}
