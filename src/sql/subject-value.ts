import { baseOf, type DataType } from '../model/data-type.js';
import type { JsonPart, Subject } from '../plan/condition.js';
import type { Compilation, RowSource } from './compilation.js';
import { distanceOf } from './distance-of.js';
import { type Sql, sql, verbatim } from './knex.js';
import { quoteIdentifier } from './quote.js';
import { typeName } from './type-name.js';

/** What a condition is on: a column of a source, or an expression for a part of its value. */
export function subjectValue(compilation: Compilation, source: RowSource, subject: Subject): Sql {
  return withoutEnumDomain(subject.type, bareValue(compilation, source, subject));
}

/** PostgreSQL finds no operator between a domain over an enum and the enum. */
export function withoutEnumDomain(type: DataType, value: Sql): Sql {
  const base = baseOf(type);
  return type.kind === 'domain' && base.kind === 'enum' ? sql`${value}${verbatim(`::${typeName(base)}`)}` : value;
}

function bareValue(compilation: Compilation, source: RowSource, subject: Subject): Sql {
  if (!('inside' in subject)) return source.column(subject);
  const whole = subjectValue(compilation, source, subject.inside);
  const { part } = subject;
  switch (part.kind) {
    case 'attribute':
      return sql`(${whole}).${verbatim(quoteIdentifier(part.name))}`;
    case 'bound':
      return sql`${verbatim(`pg_catalog.${part.bound}`)}(${whole})`;
    case 'length':
      return sql`pg_catalog.cardinality(${whole})`;
    case 'distance':
      return distanceOf(compilation, subject.inside.type, whole, part.from);
    case 'json':
      return jsonPart(compilation, whole, subject.inside, part);
  }
}

/** A test for null. A composite value whose parts are all null is a value, though `is null` calls it null. */
export function nullTest(compilation: Compilation, source: RowSource, subject: Subject, negated: boolean): Sql {
  const value = subjectValue(compilation, source, subject);
  if (baseOf(subject.type).kind === 'composite') {
    return sql`pg_catalog.num_nulls(${value}) operator(pg_catalog.=) ${verbatim(negated ? '0' : '1')}`;
  }
  return negated ? sql`${value} is not null` : sql`${value} is null`;
}

/** CASE keeps the cast from a value of another kind. */
function jsonPart(compilation: Compilation, json: Sql, { type }: Subject, { path, as }: JsonPart): Sql {
  const typeOf = verbatim(baseOf(type).name === 'json' ? 'pg_catalog.json_typeof' : 'pg_catalog.jsonb_typeof');
  const found = sql`${json} operator(pg_catalog.#>) ${compilation.slot(path)}`;
  const text = sql`(${json} operator(pg_catalog.#>>) ${compilation.slot(path)})`;
  const cast = verbatim(casts[as]);
  return sql`case when ${typeOf}(${found}) operator(pg_catalog.=) ${verbatim(`'${as}'`)} then ${text}${cast} end`;
}

const casts = { number: '::pg_catalog.numeric', string: '::pg_catalog.text', boolean: '::pg_catalog.bool' } as const;
