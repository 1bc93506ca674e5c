import { baseOf, type DataType } from '../model/data-type.js';
import type { Condition, Subject } from '../plan/condition.js';
import type { TypeOperator } from '../typesystem/field-meaning.js';
import type { Compilation, RowSource } from './compilation.js';
import { type Sql, sql, verbatim } from './knex.js';
import { quoteIdentifier } from './quote.js';
import { subjectValue } from './subject-value.js';
import { searchQuery } from './search-query.js';
import { typeName } from './type-name.js';

type ConditionOf<Kind extends Condition['kind']> = Extract<Condition, { readonly kind: Kind }>;

/** The operators of arrays, ranges, JSON, networks and others, on the bare column, so that GIN and GiST indexes serve. */
export function compileTypeOperator(
  compilation: Compilation,
  source: RowSource,
  { column, operator, slot }: ConditionOf<'typeOperator'>,
): Sql {
  const type = baseOf(column.type);
  const value = comparableValue(compilation, source, column, operator);
  return sql`${value} ${verbatim(`operator(${namespaceOf(type, operator)}.${symbols[operator]})`)} ${compilation.slot(slot)}`;
}

/** knex takes a question mark for its placeholder unless a backslash stands before it. */
const symbols: Readonly<Record<TypeOperator, string>> = {
  eq: '=',
  ne: '<>',
  contains: '@>',
  containedBy: '<@',
  overlaps: '&&',
  strictlyLeftOf: '<<',
  strictlyRightOf: '>>',
  adjacentTo: '-|-',
  hasKey: '\\?',
  hasKeysAny: '\\?|',
  hasKeysAll: '\\?&',
  networkContains: '>>',
  networkContainedBy: '<<',
  networkContainsOrEquals: '>>=',
  networkContainedByOrEquals: '<<=',
  matches: '~',
  matchesInsensitive: '~*',
};

/** The operators of an extension are in the namespace of its types. */
function namespaceOf(type: DataType, operator: TypeOperator): string {
  const own = type.kind === 'base' && type.namespace !== 'pg_catalog';
  return own && !isTextMatch(type, operator) ? quoteIdentifier(type.namespace) : 'pg_catalog';
}

function comparableValue(compilation: Compilation, source: RowSource, column: Subject, operator: TypeOperator): Sql {
  const value = subjectValue(compilation, source, column);
  const type = baseOf(column.type);
  if (isTextMatch(type, operator)) return sql`${value}::pg_catalog.text`;
  if (type.kind !== 'array') return value;
  return operator === 'eq' || operator === 'ne'
    ? slicedArray(compilation, source, column)
    : plainArray(compilation, source, column);
}

/** Equal arrays have equal lower bounds; a slice begins at 1. */
export function slicedArray(compilation: Compilation, source: RowSource, column: Subject): Sql {
  return sql`(${plainArray(compilation, source, column)})[:]`;
}

/** An array of the base type of its elements. */
function plainArray(compilation: Compilation, source: RowSource, column: Subject): Sql {
  const value = subjectValue(compilation, source, column);
  const type = baseOf(column.type);
  if (type.kind !== 'array' || isPlainArray(type.element)) return value;
  return sql`${value}${verbatim(`::${typeName({ ...type, element: baseOf(type.element) })}`)}`;
}

/** PostgreSQL finds no operator between an array of a domain and one of its base type. */
function isPlainArray(element: DataType): boolean {
  return element.kind !== 'domain';
}

/** Types that are text without being `text`, which have no regular expressions of their own. */
function isTextMatch(type: DataType, operator: TypeOperator): boolean {
  if (operator !== 'matches' && operator !== 'matchesInsensitive') return false;
  return type.kind === 'base' && !['text', 'varchar', 'bpchar', 'name', 'citext', 'ltree'].includes(type.name);
}

/** Without anything inside; negated: with something. Null is neither. */
export function emptyTest(compilation: Compilation, source: RowSource, subject: Subject, negated: boolean): Sql {
  const value = subjectValue(compilation, source, subject);
  if (baseOf(subject.type).kind === 'array') {
    const operator = verbatim(negated ? 'operator(pg_catalog.>)' : 'operator(pg_catalog.=)');
    return sql`pg_catalog.cardinality(${value}) ${operator} 0`;
  }
  return negated ? sql`not pg_catalog.isempty(${value})` : sql`pg_catalog.isempty(${value})`;
}

export function compileTextSearch(
  compilation: Compilation,
  source: RowSource,
  condition: ConditionOf<'textSearch'>,
): Sql {
  const document = subjectValue(compilation, source, condition.column);
  return sql`${document} operator(pg_catalog.@@) ${searchQuery(compilation, condition)}`;
}
