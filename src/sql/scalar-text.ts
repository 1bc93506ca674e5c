import type { BaseType } from '../model/data-type.js';
import { type Space, spaceOf } from '../model/space-of.js';
import { type Sql, sql, verbatim } from './knex.js';
import { quoteIdentifier } from './quote.js';

/**
 * A value as text that no session setting changes and that PostgreSQL reads back as the same value.
 *
 * - `bare`: already JSON (numbers, booleans, `json`);
 * - `quotable`: JSON once it stands between quotes, no character needs an escape;
 * - `text`: any text, to be escaped;
 * - `json`: a `json` value;
 * - `output`: any text, to be escaped, which may have floating-point numbers in it.
 */
export interface ScalarText {
  readonly form: 'bare' | 'quotable' | 'text' | 'json' | 'output';
  readonly value: Sql;
}

export function scalarText(type: BaseType, value: Sql): ScalarText {
  const write = type.namespace === 'pg_catalog' ? writers.get(type.name) : undefined;
  if (write !== undefined) return write(value);
  const space = spaceOf(type);
  if (space !== undefined) return spaceWriters[space](value, type);
  return { form: type.name === 'citext' ? 'text' : 'output', value: asText(value) };
}

type Writer = (value: Sql) => ScalarText;

function asText(value: Sql): Sql {
  return sql`${value}::pg_catalog.text`;
}

const bare: Writer = (value) => ({ form: 'bare', value: asText(value) });
const quotable: Writer = (value) => ({ form: 'quotable', value: asText(value) });
const json: Writer = (value) => ({ form: 'json', value: sql`pg_catalog.to_json(${value})` });
const text: Writer = (value) => ({ form: 'text', value });
const castText: Writer = (value) => ({ form: 'text', value: asText(value) });

const writers: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ['int2', bare],
  ['int4', bare],
  ['bool', bare],
  ['json', bare],
  ['jsonb', bare],
  ['float4', bare],
  ['float8', bare],
  ['text', text],
  ['varchar', text],
  // A cast to text takes the padding away.
  ['bpchar', json],
  ['name', castText],
  ['char', castText],
  ['xml', castText],
  ['tsvector', castText],
  ['tsquery', castText],
  ['int8', quotable],
  ['oid', quotable],
  ['xid8', quotable],
  ['numeric', quotable],
  ['money', (value) => quotable(sql`${value}::pg_catalog.numeric`)],
  ['uuid', quotable],
  ['time', quotable],
  ['timetz', quotable],
  ['macaddr', quotable],
  ['macaddr8', quotable],
  ['bit', quotable],
  ['varbit', quotable],
  ['pg_lsn', quotable],
  // to_json writes these in ISO 8601 whatever DateStyle is, and addresses without a prefix of full length.
  ['date', json],
  ['timestamp', json],
  ['inet', json],
  ['cidr', json],
  ['timestamptz', (value) => ({ form: 'quotable', value: instant(value) })],
  ['interval', (value) => ({ form: 'quotable', value: duration(value) })],
  [
    'bytea',
    // encode breaks lines after 76 characters.
    (value) => ({
      form: 'quotable',
      value: sql`pg_catalog.translate(pg_catalog.encode(${value}, 'base64'), pg_catalog.chr(10), '')`,
    }),
  ],
]);

/** UTC with `Z`, to the microsecond; `BC` stays at the end, where PostgreSQL reads it. */
function instant(value: Sql): Sql {
  const utc = sql`pg_catalog.btrim(pg_catalog.to_json(pg_catalog.timezone('UTC', ${value}))::pg_catalog.text, '"')`;
  return sql`case when pg_catalog.isfinite(${value}) then pg_catalog.replace(pg_catalog.concat(${utc}, 'Z'), ' BCZ', 'Z BC') else ${utc} end`;
}

/** ISO 8601 whatever IntervalStyle is; the same text as IntervalStyle iso_8601 gives. Infinite ones exist since 17. */
function duration(value: Sql): Sql {
  const date = sql`${unit('year', value)}, ${unit('month', value)}, ${unit('day', value)}`;
  const time = sql`${unit('hour', value)}, ${unit('minute', value)}, ${unit('second', value)}`;
  const parts = sql`pg_catalog.concat('P', ${date}, 'T', ${time})`;
  const trimmed = sql`pg_catalog.regexp_replace(pg_catalog.rtrim(${parts}, 'T'), '^P$', 'PT0S')`;
  return sql`case when pg_catalog.isfinite(${value}) then ${trimmed} else ${value}::pg_catalog.text end`;
}

/** `3D`; null for a part that is zero, which `concat` leaves out. */
function unit(field: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', value: Sql): Sql {
  const part = sql`extract(${verbatim(field)} from ${value})`;
  const letter = verbatim(`'${field.charAt(0).toUpperCase()}'`);
  return sql`case when ${part} operator(pg_catalog.<>) 0 then pg_catalog.concat(pg_catalog.trim_scale(${part}), ${letter}) end`;
}

const spaceWriters: Readonly<Record<Space, (value: Sql, type: BaseType) => ScalarText>> = {
  // pgvector writes numbers in their shortest form, whatever extra_float_digits is.
  vector: bare,
  sparseVector: quotable,
  geometry: (value, type) => ({ form: 'bare', value: geoJson(type, flatCurves(type, value), 8) }),
  geography: (value, type) => ({ form: 'bare', value: geoJson(type, value, 0) }),
};

/** @param options 8 adds `crs` where it is not WGS 84. */
function geoJson({ namespace }: BaseType, value: Sql, options: 0 | 8): Sql {
  const write = verbatim(`${quoteIdentifier(namespace)}.st_asgeojson`);
  return sql`${write}(${value}, ${verbatim(`15, ${options}`)})`;
}

/** GeoJSON has no curves; a column that is declared with a type has none, or nothing else. */
function flatCurves({ namespace, modifier }: BaseType, value: Sql): Sql {
  const plain = modifier >= 0 && plainTypes.has((modifier & 0xfc) >> 2);
  return plain ? value : sql`${verbatim(`${quoteIdentifier(namespace)}.st_curvetoline`)}(${value})`;
}

/** Points, lines, polygons, and several of them (`POINTTYPE` to `MULTIPOLYGONTYPE`). */
const plainTypes: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6]);
