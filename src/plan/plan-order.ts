import { baseOf } from '../model/data-type.js';
import type { Column, Table } from '../model/database-model.js';
import { inputMeaningOf } from '../typesystem/field-meaning.js';
import { isOrderable } from '../typesystem/order-by-types.js';
import { badUserInput } from './bad-user-input.js';
import { freeName } from './free-name.js';
import type { OrderTerm } from './operation-plan.js';
import { planAggregateKey } from './plan-having.js';
import type { Input } from './read-arguments.js';

export interface Order {
  readonly terms: readonly OrderTerm[];
  /** True if the table has no key: the terms then are all its columns, and rows that equal in them are alike. */
  readonly positional: boolean;
}

/** An `orderBy` argument, completed so that the order of the rows is always the same. */
export function planOrder(table: Table, input: Input | undefined, argument: string): Order {
  const asked = askedTerms(table, input, argument);
  const key = keyOf(table);
  const rest = key ?? table.columns;
  if (key !== undefined && hasAll(asked, key)) return { terms: asked, positional: false };
  // The tiebreak goes the way of the last term, so that an index on both serves in either direction.
  const descending = asked.at(-1)?.descending ?? false;
  const tiebreak = rest
    .filter((column) => !asked.some((term) => term.column === column))
    .map((column) => ({ column, descending, nullsFirst: descending }));
  return { terms: [...asked, ...tiebreak], positional: key === undefined };
}

function askedTerms(table: Table, input: Input | undefined, argument: string): readonly OrderTerm[] {
  if (input?.kind !== 'list') return [];
  const terms: OrderTerm[] = [];
  input.items.forEach((item, index) => {
    const entry = item.kind === 'object' ? item.fields[0] : undefined;
    const meaning = entry && inputMeaningOf(entry.field);
    if (entry !== undefined && meaning?.kind === 'relatedAggregate') {
      const place = `${argument}[${index}].${entry.field.name}`;
      const { aggregate, direction } = planAggregateKey(entry.input, place);
      const { relationship } = meaning;
      const column = { ...aggregate.value, name: freeName(table, `order${index + 1}`) };
      terms.push({ ...orderTerm(column, direction), aggregate: { relationship, aggregate } });
      return;
    }
    if (entry?.input.kind !== 'leaf' || meaning?.kind !== 'orderColumn') {
      throw badUserInput(`${argument}[${index}]`, 'name one column and its direction, such as { name: ASC }.');
    }
    const { column } = meaning;
    // A column that comes again has nothing left to order.
    if (!terms.some((term) => term.column === column)) terms.push(orderTerm(column, entry.input.value as string));
  });
  return terms;
}

/** How a direction of `OrderDirection` orders a column. */
export function orderTerm(column: Column, direction: string): OrderTerm {
  const descending = direction.startsWith('DESC');
  const nullsFirst = direction.endsWith('_NULLS_FIRST') || (descending && !direction.endsWith('_NULLS_LAST'));
  return { column, descending, nullsFirst };
}

/** The primary key, else a unique key without nulls, as columns that a cursor can carry. */
function keyOf(table: Table): readonly Column[] | undefined {
  for (const key of [table.primaryKey, ...table.uniqueKeys]) {
    const columns = key?.columns.map((name) => table.columns.find((column) => column.name === name));
    if (columns?.every((column) => column !== undefined && isKeyPart(column, key === table.primaryKey))) {
      return columns as readonly Column[];
    }
  }
  return undefined;
}

/** A key tagged on a view comes without NOT NULL, and is taken at its word. */
function isKeyPart(column: Column, primary: boolean): boolean {
  return (primary || column.notNull) && isOrderable(column.type) && baseOf(column.type).kind !== 'array';
}

function hasAll(terms: readonly OrderTerm[], key: readonly Column[]): boolean {
  return key.every((column) => terms.some((term) => term.column === column));
}
