import type { CursorBound, OrderTerm } from '../plan/operation-plan.js';
import type { Slot } from '../plan/slot.js';
import { all } from './all.js';
import type { Compilation, RowSource } from './compilation.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { operatorOf } from './type-name.js';

/** The order read from its end. */
export function reverse(order: readonly OrderTerm[]): readonly OrderTerm[] {
  return order.map((term) => ({ ...term, descending: !term.descending, nullsFirst: !term.nullsFirst }));
}

/** The rows that come after a row in an order; for those before it, reverse the order. */
export function rowsAfter(
  compilation: Compilation,
  source: RowSource,
  order: readonly OrderTerm[],
  { values }: CursorBound,
): Sql {
  const terms = order.map((term, index) => ({ term, slot: values[index] }));
  return asRowComparison(compilation, source, terms) ?? asAlternatives(compilation, source, terms);
}

interface BoundTerm {
  readonly term: OrderTerm;
  /** Undefined: null. */
  readonly slot: Slot | undefined;
}

/** `row(a, b) > row($1, $2)`, which one index scan answers, where nothing is null and all terms go one way. */
function asRowComparison(compilation: Compilation, source: RowSource, terms: readonly BoundTerm[]): Sql | undefined {
  const operators = terms.map(({ term }) => operatorOf(term.column.type, term.descending ? '<' : '>'));
  const simple = terms.every(({ term, slot }) => term.column.notNull && slot !== undefined);
  const [operator] = operators;
  if (!simple || operator === undefined || new Set(operators).size > 1) return undefined;
  const columns = terms.map(({ term }) => source.column(term.column));
  const slots = terms.flatMap(({ slot }) => (slot === undefined ? [] : compilation.slot(slot)));
  if (terms.length === 1) return sql`${join(columns, ', ')} ${verbatim(operator)} ${join(slots, ', ')}`;
  return sql`row(${join(columns, ', ')}) ${verbatim(operator)} row(${join(slots, ', ')})`;
}

/** `a > $1 or (a = $1 and (b > $2 or …))`, each step minding where nulls stand. */
function asAlternatives(compilation: Compilation, source: RowSource, terms: readonly BoundTerm[]): Sql {
  const [bound, ...rest] = terms;
  if (bound === undefined) return verbatim('false');
  const after = follows(compilation, source, bound);
  if (rest.length === 0) return after ?? verbatim('false');
  const equal = all([equals(compilation, source, bound), asAlternatives(compilation, source, rest)]);
  return after === undefined ? equal : sql`(${after} or ${equal})`;
}

/** The rows that follow by this term alone; undefined if none can. */
function follows(compilation: Compilation, source: RowSource, { term, slot }: BoundTerm): Sql | undefined {
  const { column, descending, nullsFirst } = term;
  const value = source.column(column);
  if (slot === undefined) return nullsFirst ? sql`${value} is not null` : undefined;
  const further = sql`${value} ${verbatim(operatorOf(column.type, descending ? '<' : '>'))} ${compilation.slot(slot)}`;
  return column.notNull || nullsFirst ? further : sql`(${further} or ${value} is null)`;
}

function equals(compilation: Compilation, source: RowSource, { term, slot }: BoundTerm): Sql {
  const value = source.column(term.column);
  if (slot === undefined) return sql`${value} is null`;
  return sql`${value} ${verbatim(operatorOf(term.column.type, '='))} ${compilation.slot(slot)}`;
}
