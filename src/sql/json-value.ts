import {
  baseOf,
  type ArrayType,
  type BaseType,
  type CompositeType,
  type DataType,
  dimensionsOfArray,
  type EnumType,
  type RangeType,
} from '../model/data-type.js';
import { isReference } from '../model/is-reference.js';
import type { RangePart } from '../typesystem/field-meaning.js';
import type { ValuePartPlan, ValueSelection } from '../plan/operation-plan.js';
import type { Compilation } from './compilation.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { quoteIdentifier, quoteLiteral } from './quote.js';
import { scalarText } from './scalar-text.js';
import { concatenate, objectPieces, type TextPieces } from './text-pieces.js';

/**
 * The JSON of a value as GraphQL shows it.
 * @param notNull True if the value is never null, which saves the test.
 * @param selection The asked parts of a composite or range.
 */
export function jsonValue(
  compilation: Compilation,
  type: DataType,
  value: Sql,
  notNull: boolean,
  selection: ValueSelection | undefined,
): TextPieces {
  const base = baseOf(type);
  switch (base.kind) {
    case 'base':
      return scalarJson(compilation, base, value, notNull);
    case 'enum':
      return enumJson(compilation, base, value, notNull);
    case 'array':
      return [arrayJson(compilation, base, value, selection)];
    case 'multirange':
      return [orNull(value, listJson(compilation, base.range, value, selection))];
    case 'range':
      return [orNull(value, rangeJson(compilation, base, value, selection ?? []))];
    case 'composite':
      return [compositeJson(compilation, base, value, selection ?? [])];
  }
}

/** The JSON of a value as a cursor or global identifier carries it: nothing is lost, labels are PostgreSQL's own. */
export function carriedValue(compilation: Compilation, type: DataType, value: Sql, notNull: boolean): TextPieces {
  const base = baseOf(type);
  // JavaScript would round the numbers in a JSON value, and JSON's null is not SQL's: it is carried as text.
  if (base.kind !== 'base' || isJson(base)) return textJson(sql`${value}::pg_catalog.text`, notNull);
  if (isReference(base)) return textJson(sql`${value}::pg_catalog.oid::pg_catalog.text`, notNull);
  if (!isFloat(base)) return scalarJson(compilation, base, value, notNull);
  compilation.writesFloat();
  const finite = sql`${value} operator(pg_catalog.-) ${value} operator(pg_catalog.=) 0::pg_catalog.float8`;
  const text = sql`case when ${finite} then ${value}::pg_catalog.text else pg_catalog.to_json(${value}::pg_catalog.text)::pg_catalog.text end`;
  return [notNull ? text : sql`coalesce(${text}, 'null')`];
}

function scalarJson(compilation: Compilation, type: BaseType, value: Sql, notNull: boolean): TextPieces {
  if (isFloat(type)) return [floatJson(compilation, value)];
  const text = scalarText(type, value);
  switch (text.form) {
    case 'bare':
      return [notNull ? text.value : sql`coalesce(${text.value}, 'null')`];
    case 'json':
      return [notNull ? text.value : sql`coalesce(${text.value}::pg_catalog.text, 'null')`];
    case 'quotable':
      return notNull ? ['"', text.value, '"'] : textJson(text.value, false);
    case 'output':
      compilation.writesFloat();
      return textJson(text.value, notNull);
    case 'text':
      return textJson(text.value, notNull);
  }
}

function textJson(text: Sql, notNull: boolean): TextPieces {
  const json = sql`pg_catalog.to_json(${text})`;
  return [notNull ? json : sql`coalesce(${json}::pg_catalog.text, 'null')`];
}

export function isFloat(type: BaseType): boolean {
  return type.namespace === 'pg_catalog' && (type.name === 'float8' || type.name === 'float4');
}

export function isJson(type: BaseType): boolean {
  return type.namespace === 'pg_catalog' && (type.name === 'jsonb' || type.name === 'json');
}

/** JSON has no NaN and no infinity: they are null. Only for finite numbers is x - x zero. */
function floatJson(compilation: Compilation, value: Sql): Sql {
  compilation.writesFloat();
  const finite = sql`${value} operator(pg_catalog.-) ${value} operator(pg_catalog.=) 0::pg_catalog.float8`;
  return sql`case when ${finite} then ${value}::pg_catalog.text else 'null' end`;
}

function enumJson({ enumValues }: Compilation, type: EnumType, value: Sql, notNull: boolean): TextPieces {
  const text = sql`${value}::pg_catalog.text`;
  const renamed = [...(enumValues.get(type.oid) ?? [])].filter(([label, name]) => label !== name);
  // What is not renamed is a GraphQL name, in which no character needs an escape; but a table may have got new rows.
  if (renamed.length === 0) return notNull && type.table === undefined ? ['"', text, '"'] : textJson(text, notNull);
  // The short form of CASE would take its = from the search_path.
  const cases = renamed.map(([label, name]) => {
    return sql`when ${text} operator(pg_catalog.=) ${verbatim(quoteLiteral(label))} then ${verbatim(quoteLiteral(name))}`;
  });
  return textJson(sql`case ${join(cases, ' ')} else ${text} end`, notNull);
}

/**
 * PostgreSQL does not hold an array to a number of dimensions, but a type of GraphQL is so many lists: an array of others
 * is an error, since its elements in other lists would be another value. The text, which `int4` cannot read, is PostgreSQL's
 * error message; it is made of the value, so that nothing can raise it beforehand.
 */
function arrayJson(compilation: Compilation, type: ArrayType, value: Sql, selection: ValueSelection | undefined): Sql {
  const declared = dimensionsOfArray(type);
  const dimensions = sql`pg_catalog.array_ndims(${value})`;
  const wrong = declared === 1 ? '> 1' : `<> ${declared}`;
  const [operator = '', number = ''] = wrong.split(' ');
  const what = declared === 1 ? 'no GraphQL list' : `no GraphQL list of lists, ${declared} deep`;
  const message = sql`pg_catalog.concat('an array of ', ${dimensions}, ${verbatim(`' dimensions is ${what}'`)})`;
  const test = sql`${dimensions} ${verbatim(`operator(pg_catalog.${operator}) ${number}`)}`;
  const error = sql`when ${test} then ${message}::pg_catalog.int4::pg_catalog.text`;
  const list = listJson(compilation, type.element, value, selection, declared);
  return sql`case when ${value} is null then 'null' ${error} else ${list} end`;
}

/** The elements of an array or multirange as a JSON list, in its order; those of several dimensions in lists of lists. */
function listJson(
  compilation: Compilation,
  element: DataType,
  value: Sql,
  selection: ValueSelection | undefined,
  dimensions = 1,
): Sql {
  const alias = compilation.alias('e');
  const pieces = jsonValue(compilation, element, verbatim(`${alias}.value`), false, selection);
  const position = verbatim(`${alias}.position`);
  const [before, behind] = [sql`${position} operator(pg_catalog.-) 1`, position];
  const elements = concatenate([
    ...innerLists(value, dimensions).map((size) => bracketAt(before, size, '[')),
    ...pieces,
    ...innerLists(value, dimensions).map((size) => bracketAt(behind, size, ']')),
  ]);
  const list = sql`pg_catalog.string_agg(${elements}, ',' order by ${position})`;
  return sql`(select pg_catalog.concat('[', ${list}, ']') from ${elementsOf(element, value)} as ${verbatim(`${alias}(value, position)`)})`;
}

/** The number of elements in a list of each dimension but the first. */
function innerLists(value: Sql, dimensions: number): readonly Sql[] {
  const lengths = Array.from({ length: dimensions - 1 }, (_, index) => {
    return sql`pg_catalog.array_length(${value}, ${verbatim(String(index + 2))})`;
  });
  return lengths.map((_, index) => join(lengths.slice(index), ' operator(pg_catalog.*) '));
}

/** A list begins before, and ends behind, so many elements; `concat` leaves null out. */
function bracketAt(position: Sql, size: Sql, bracket: '[' | ']'): Sql {
  const test = sql`(${position}) operator(pg_catalog.%) (${size}) operator(pg_catalog.=) 0`;
  return sql`case when ${test} then ${verbatim(`'${bracket}'`)} end`;
}

/** In FROM, `unnest` would spread a composite over as many columns as it has; in a select list it stays one value. */
function elementsOf(element: DataType, value: Sql): Sql {
  if (baseOf(element).kind !== 'composite') return sql`pg_catalog.unnest(${value}) with ordinality`;
  return sql`(select pg_catalog.unnest(${value}), pg_catalog.generate_series(1, pg_catalog.cardinality(${value})))`;
}

function rangeJson(compilation: Compilation, type: RangeType, value: Sql, selection: ValueSelection): Sql {
  return partsJson(selection, (part) => {
    if (part.kind !== 'rangePart') throw new Error('A range has no attributes.');
    return rangePart(compilation, type, value, part.part);
  });
}

function rangePart(compilation: Compilation, type: RangeType, value: Sql, part: RangePart): TextPieces {
  switch (part) {
    case 'lower':
      return jsonValue(compilation, type.subtype, sql`pg_catalog.lower(${value})`, false, undefined);
    case 'upper':
      return jsonValue(compilation, type.subtype, sql`pg_catalog.upper(${value})`, false, undefined);
    case 'lowerInclusive':
      return [sql`pg_catalog.lower_inc(${value})::pg_catalog.text`];
    case 'upperInclusive':
      return [sql`pg_catalog.upper_inc(${value})::pg_catalog.text`];
    case 'isEmpty':
      return [sql`pg_catalog.isempty(${value})::pg_catalog.text`];
  }
}

/** A row of nulls is a value, though `is null` calls it null. */
function compositeJson(compilation: Compilation, type: CompositeType, value: Sql, selection: ValueSelection): Sql {
  const object = partsJson(selection, (part) => {
    if (part.kind !== 'attribute') throw new Error(`The composite type ${type.name} is no range.`);
    const attribute = sql`(${value}).${verbatim(quoteIdentifier(part.name))}`;
    return jsonValue(compilation, part.type, attribute, false, part.selection);
  });
  return sql`case when pg_catalog.num_nulls(${value}) operator(pg_catalog.=) 1 then 'null' else ${object} end`;
}

type DatabasePart = Exclude<ValuePartPlan, { readonly kind: 'constant' }>;

function partsJson(selection: ValueSelection, write: (part: DatabasePart) => TextPieces): Sql {
  return concatenate(
    objectPieces(
      selection.map((part) => ({
        key: part.responseKey,
        value: part.kind === 'constant' ? [part.json] : write(part),
      })),
    ),
  );
}

function orNull(value: Sql, json: Sql): Sql {
  return sql`case when ${value} is null then 'null' else ${json} end`;
}
