import { baseOf } from '../model/data-type.js';
import type { Column, Relationship, Table } from '../model/database-model.js';
import { inputMeaningOf } from '../typesystem/field-meaning.js';
import { isOrderable } from '../typesystem/order-by-types.js';
import { badUserInput } from './bad-user-input.js';
import { freeName } from './free-name.js';
import type { OrderTerm } from './operation-plan.js';
import { isSameValue, orderTerm } from './order-term.js';
import { planAggregateKey } from './plan-having.js';
import { planDistanceTerm } from './plan-distance.js';
import { planRankTerm } from './plan-text-search.js';
import type { Input } from './read-arguments.js';

export interface Order {
  readonly terms: readonly OrderTerm[];
  /** So many terms, the first, are the columns of `distinctOn`. */
  readonly distinctOn: number;
  /** The terms that tell every two rows of the list apart. */
  readonly keyset: readonly OrderTerm[];
  /** True if nothing tells the rows apart: the terms then are all columns, and rows that equal in them are alike. */
  readonly positional: boolean;
}

/**
 * An `orderBy` argument, completed so that the order of the rows is always the same.
 * @param key What tells the rows apart, by default the key of the table.
 * @param distinct The columns of `distinctOn`; they come first, since PostgreSQL keeps the first row of each.
 */
export function planOrder(
  table: Table,
  input: Input | undefined,
  distinct: readonly Column[],
  argument: string,
  key: readonly Column[] | undefined = keyOf(table),
): Order {
  const asked = askedTerms(table, input, argument);
  const leading = distinctTerms(asked, distinct);
  const terms = complete(table, key, [...leading, ...asked.filter((term) => !leading.includes(term))]);
  if (leading.length > 0) return { terms, distinctOn: leading.length, keyset: leading, positional: false };
  return { terms, distinctOn: 0, keyset: terms, positional: key === undefined };
}

/** The columns in the order that was asked for them, then those that were not mentioned. */
function distinctTerms(asked: readonly OrderTerm[], distinct: readonly Column[]): readonly OrderTerm[] {
  const mentioned = asked.filter(({ path, column }) => path.length === 0 && distinct.includes(column));
  const rest = distinct.filter((column) => !mentioned.some((term) => term.column === column));
  return [...mentioned, ...rest.map((column) => orderTerm([], column, 'ASC'))];
}

/** Adds the columns of a key, or all columns without one. */
function complete(table: Table, key: readonly Column[] | undefined, terms: readonly OrderTerm[]): readonly OrderTerm[] {
  if (key !== undefined && hasAll(terms, key)) return terms;
  // The tiebreak goes the way of the last term, so that an index on both serves in either direction.
  const direction = terms.at(-1)?.descending === true ? 'DESC' : 'ASC';
  const tiebreak = (key ?? table.columns).filter((column) => !hasAll(terms, [column]));
  return [...terms, ...tiebreak.map((column) => orderTerm([], column, direction))];
}

function askedTerms(table: Table, input: Input | undefined, argument: string): readonly OrderTerm[] {
  if (input?.kind !== 'list') return [];
  const terms: OrderTerm[] = [];
  input.items.forEach((item, index) => {
    const place = `${argument}[${index}]`;
    const term = askedTerm(item, { path: [], aggregateName: freeName(table, `aggregate${index + 1}`) }, place);
    // A value that comes again has nothing left to order.
    if (!terms.some((earlier) => isSameValue(earlier, term))) terms.push(term);
  });
  return terms;
}

/** Where a term of an order stands. */
interface TermPlace {
  /** The way to the row that has the value. */
  readonly path: readonly Relationship[];
  /** What a value that related rows come to is called; no column of the list has that name. */
  readonly aggregateName: string;
}

function askedTerm(input: Input, { path, aggregateName }: TermPlace, argument: string): OrderTerm {
  const entry = input.kind === 'object' ? input.fields[0] : undefined;
  const meaning = entry && inputMeaningOf(entry.field);
  if (entry !== undefined && meaning?.kind === 'orderRelationship') {
    const place = { path: [...path, meaning.relationship], aggregateName };
    return askedTerm(entry.input, place, `${argument}.${entry.field.name}`);
  }
  if (entry !== undefined && meaning?.kind === 'relatedAggregate') {
    const { aggregate, direction } = planAggregateKey(entry.input, `${argument}.${entry.field.name}`);
    const column = { ...aggregate.value, name: aggregateName };
    return { ...orderTerm(path, column, direction), aggregate: { relationship: meaning.relationship, aggregate } };
  }
  if (entry !== undefined && meaning?.kind === 'orderRank') {
    const place = `${argument}.${entry.field.name}`;
    return planRankTerm(path, meaning.column, meaning.configurations, entry.input, place);
  }
  if (entry !== undefined && meaning?.kind === 'orderDistance') {
    return planDistanceTerm(path, meaning.column, entry.input, `${argument}.${entry.field.name}`);
  }
  if (entry?.input.kind !== 'leaf' || meaning?.kind !== 'orderColumn') {
    throw badUserInput(argument, 'name one column and its direction, such as { name: ASC }.');
  }
  return orderTerm(path, meaning.column, entry.input.value as string);
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
  return key.every((column) => terms.some((term) => term.path.length === 0 && term.column === column));
}
