import { type BaseType, baseOf, type DataType, type EnumType } from '../model/data-type.js';
import { isReference } from '../model/is-reference.js';
import type { ValueSelection } from '../plan/operation-plan.js';
import type { Compilation } from './compilation.js';
import { isFloat, isJson, jsonValue } from './json-value.js';
import type { ValueForm } from './layout.js';
import { type Sql, sql } from './knex.js';
import { scalarText } from './scalar-text.js';
import { concatenate } from './text-pieces.js';

/** A value as a column of a result, and how what PostgreSQL prints of it becomes JSON. */
export interface PrintedValue {
  /** Of any type. */
  readonly value: Sql;
  /** What PostgreSQL prints of the value, as a `text`. */
  readonly printed: (value: Sql) => Sql;
  readonly form: ValueForm;
  /** Set where it is null in the rows for which this does not hold. */
  readonly onlyWhere?: Sql;
  /** True if `value` is nothing but a column, and so costs nothing where it stands twice. */
  readonly plain: boolean;
  /** True if no value of the type is longer than an answer may be. */
  readonly bounded: boolean;
}

/**
 * The value of a column, where it is cheaper to have PostgreSQL print it than to have it make JSON of it.
 * @param source A column.
 */
export function printedValue(
  compilation: Compilation,
  type: DataType,
  source: Sql,
  selection: ValueSelection | undefined,
): PrintedValue {
  const base = baseOf(type);
  switch (base.kind) {
    case 'base':
      return printedScalar(compilation, base, source, isFloat(base) ? 'number' : undefined);
    case 'enum':
      return printedLabel(compilation, base, source);
    default:
      return computedJson(concatenate(jsonValue(compilation, type, source, false, selection)));
  }
}

/** The value as a cursor or global identifier carries it, as `carriedValue` writes it in SQL. */
export function printedCarried(compilation: Compilation, type: DataType, source: Sql): PrintedValue {
  const base = baseOf(type);
  if (base.kind !== 'base' || isJson(base)) return computed(asText(source), 'text', false);
  if (isReference(base)) return computed(sql`${source}::pg_catalog.oid::pg_catalog.text`, 'text', true);
  return printedScalar(compilation, base, source, isFloat(base) ? 'carriedNumber' : undefined);
}

/** A JSON text that PostgreSQL makes. */
export function computedJson(text: Sql): PrintedValue {
  return computed(text, 'json', false);
}

function printedScalar(
  compilation: Compilation,
  type: BaseType,
  source: Sql,
  float: ValueForm | undefined,
): PrintedValue {
  if (float !== undefined) {
    compilation.writesFloat();
    return column(source, float, true);
  }
  const bounded = isBounded(type);
  if (type.namespace === 'pg_catalog') {
    // A cast to text takes the padding away, and the output function does not.
    if (type.name === 'bpchar') {
      return bounded
        ? { ...column(source, 'text', true), printed: paddedText }
        : computed(paddedText(source), 'text', false);
    }
    if (type.name === 'timestamptz') {
      const utc = sql`pg_catalog.to_json(pg_catalog.timezone('UTC', ${source}))`;
      return { ...column(utc, 'instant', bounded), plain: false };
    }
  }
  const { form, value: text } = scalarText(type, source);
  switch (form) {
    case 'json':
      return { ...column(text, 'json', bounded), plain: false };
    case 'text':
      // Its length is known without reading it.
      if (isText(type)) return column(source, 'text', bounded);
      return computed(text, 'text', bounded);
    case 'output':
      compilation.writesFloat();
      return computed(text, 'text', false);
    case 'quotable':
    case 'bare': {
      const written = form === 'bare' ? 'json' : 'quoted';
      // PostgreSQL prints a boolean as t or f.
      const printed = bounded && printedAlike.has(type.name) && type.namespace === 'pg_catalog';
      return printed ? column(source, written, true) : computed(text, written, bounded);
    }
  }
}

function printedLabel({ enumValues }: Compilation, type: EnumType, source: Sql): PrintedValue {
  const names = enumValues.get(type.oid) ?? new Map<string, string>();
  const renamed = [...names].some(([label, name]) => label !== name);
  // What is not renamed is a GraphQL name, in which no character needs an escape; but a table may have got new rows.
  const form = renamed ? names : type.table === undefined ? 'quoted' : 'text';
  const bounded = type.table === undefined;
  return bounded ? column(source, form, true) : computed(asText(source), form, false);
}

function computed(text: Sql, form: ValueForm, bounded: boolean): PrintedValue {
  return { value: text, printed: (value) => value, form, plain: false, bounded };
}

/** A column of the answer that holds a value as it is. */
export function column(value: Sql, form: ValueForm, bounded: boolean): PrintedValue {
  return { value, printed: asText, form, plain: true, bounded };
}

function paddedText(value: Sql): Sql {
  return sql`pg_catalog.textin(pg_catalog.bpcharout(${value}))`;
}

function asText(value: Sql): Sql {
  return sql`${value}::pg_catalog.text`;
}

function isText({ namespace, name }: BaseType): boolean {
  return namespace === 'pg_catalog' && (name === 'text' || name === 'varchar');
}

/** Types whose output is their text, and short. */
const printedAlike: ReadonlySet<string> = new Set(
  'int2 int4 int8 oid xid8 numeric uuid time timetz macaddr macaddr8 pg_lsn'.split(' '),
);

const alwaysShort: ReadonlySet<string> = new Set([
  ...printedAlike,
  ...'bool float4 float8 date timestamp timestamptz interval inet cidr money name char'.split(' '),
]);

/** A modifier of these types is the greatest length in characters, and four. */
const limited: ReadonlySet<string> = new Set(['varchar', 'bpchar']);

/** Characters that no answer is too short for. */
const shortText = 10_000;

function isBounded({ namespace, name, modifier }: BaseType): boolean {
  if (namespace !== 'pg_catalog') return false;
  return alwaysShort.has(name) || (limited.has(name) && modifier >= 0 && modifier <= shortText);
}
