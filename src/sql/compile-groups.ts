import { baseOf } from '../model/data-type.js';
import type { Aggregate } from '../plan/aggregate.js';
import type { BinStep, GroupFieldPlan, GroupKey, GroupOrderTerm, GroupsPlan, TimeStep } from '../plan/groups-plan.js';
import type { ConnectionPlan } from '../plan/operation-plan.js';
import { aggregateSource, aggregateValue } from './aggregate-value.js';
import type { Compilation, RowSource } from './compilation.js';
import { compileCondition } from './compile-condition.js';
import type { LinkTo } from './compile-page.js';
import { aggregateJson, aggregatePieces } from './summary.js';
import { jsonValue } from './json-value.js';
import { type Sql, sql, verbatim } from './knex.js';
import { type ListRows, listRows } from './list-rows.js';
import { select } from './select.js';
import { concatenate, objectPieces, type TextPieces } from './text-pieces.js';
import { typeName } from './type-name.js';

/** The rows of a list in groups, as the JSON of `AlbumGroups`. */
export function compileGroups(
  compilation: Compilation,
  connection: ConnectionPlan,
  linkTo: LinkTo | undefined,
  near: RowSource | undefined,
  groups: GroupsPlan,
): TextPieces {
  const rows = (): GroupedRows => groupedRows(compilation, groups, listRows(compilation, connection, linkTo, near));
  return objectPieces(
    groups.fields.map((field) => {
      const key = field.responseKey;
      switch (field.kind) {
        case 'constant':
          return { key, value: [field.json] };
        case 'totalCount':
          return { key, value: [countGroups(compilation, rows())] };
        case 'nodes':
          return { key, value: [listGroups(compilation, groups, field.fields, rows())] };
      }
    }),
  );
}

/** The grouped rows, before any group is shown. */
interface GroupedRows extends ListRows {
  readonly keys: ReadonlyMap<GroupKey, Sql>;
  readonly groupBy: readonly Sql[];
  readonly having: readonly Sql[];
}

function groupedRows(compilation: Compilation, { keys, having }: GroupsPlan, rows: ListRows): GroupedRows {
  const joins: Sql[] = [];
  const values = new Map(keys.map((key) => [key, keyValue(compilation, rows, key, joins)]));
  return {
    ...rows,
    from: [...rows.from, ...joins],
    keys: values,
    groupBy: [...values.values()],
    having:
      having === undefined
        ? []
        : [compileCondition(compilation, aggregateSource(rows.source, having.aggregates), having.condition)],
  };
}

function countGroups(compilation: Compilation, rows: GroupedRows): Sql {
  const groups = sql`(${select({ ...rows, columns: [] })}) as ${verbatim(compilation.alias('g'))}`;
  return sql`(${select({ columns: [verbatim('pg_catalog.count(*)')], from: [groups] })})`;
}

/** The values of the groups first, then their texts. */
function listGroups(
  compilation: Compilation,
  groups: GroupsPlan,
  fields: readonly GroupFieldPlan[],
  rows: GroupedRows,
): Sql {
  const alias = compilation.alias('g');
  const columns = new Map<string, Sql>();
  const show = (value: Sql, name: string): Sql => {
    columns.set(name, sql`${value} as ${verbatim(name)}`);
    return verbatim(`${alias}.${name}`);
  };
  const aggregates: string[] = [];
  const aggregateText = (aggregate: Aggregate): TextPieces => {
    const { name } = aggregate.value;
    if (!aggregates.includes(name)) aggregates.push(name);
    const column = show(aggregateValue(rows.source, aggregate), `a${aggregates.indexOf(name) + 1}`);
    return aggregateJson(compilation, aggregate, column);
  };
  const keyText = (key: GroupKey): TextPieces => {
    const column = show(rows.keys.get(key) ?? verbatim('null'), `k${groups.keys.indexOf(key) + 1}`);
    return jsonValue(compilation, key.column.type, column, key.column.notNull, undefined);
  };
  const text = concatenate(groupPieces(fields, keyText, aggregateText));
  const page = select({
    ...rows,
    columns: [...columns.values()],
    orderBy: groups.order.map((term) => orderTerm(rows, term)),
    limit: compilation.slot(groups.size),
    offset: groups.offset && compilation.slot(groups.offset),
  });
  const list = concatenate(['[', sql`pg_catalog.string_agg(${text}, ',')`, ']']);
  return sql`(${select({ columns: [list], from: [sql`(${page}) as ${verbatim(alias)}`] })})`;
}

function groupPieces(
  fields: readonly GroupFieldPlan[],
  keyText: (key: GroupKey) => TextPieces,
  aggregateText: (aggregate: Aggregate) => TextPieces,
): TextPieces {
  return objectPieces(
    fields.map((field) => {
      const key = field.responseKey;
      switch (field.kind) {
        case 'constant':
          return { key, value: [field.json] };
        case 'aggregate':
          return { key, value: aggregatePieces(field.fields, aggregateText) };
        case 'keys': {
          const members = field.fields.map((part) => ({
            key: part.responseKey,
            value: part.kind === 'constant' ? [part.json] : keyText(part.key),
          }));
          return { key, value: objectPieces(members) };
        }
      }
    }),
  );
}

function orderTerm(rows: GroupedRows, term: GroupOrderTerm): Sql {
  const value = term.kind === 'key' ? rows.keys.get(term.key) : aggregateValue(rows.source, term.aggregate);
  const nulls = term.nullsFirst === term.descending ? '' : ` nulls ${term.nullsFirst ? 'first' : 'last'}`;
  const way = `${term.descending ? ' desc' : ''}${nulls}`.trim();
  const ordered = value ?? verbatim('null');
  return way === '' ? ordered : sql`${ordered} ${verbatim(way)}`;
}

/** @param joins Gets the value of a bin, which has a parameter: to PostgreSQL, two parameters are never the same. */
function keyValue(compilation: Compilation, { source }: ListRows, { column, step }: GroupKey, joins: Sql[]): Sql {
  const value = source.column(column);
  switch (step?.kind) {
    case undefined:
      return value;
    case 'truncate':
      return truncated(value, column.type, step);
    case 'bin': {
      const alias = verbatim(compilation.alias('k'));
      joins.push(sql`cross join lateral (select ${bin(compilation, value, column.type, step)} as key) as ${alias}`);
      return sql`${alias}.key`;
    }
  }
}

function truncated(value: Sql, type: GroupKey['column']['type'], { unit }: TimeStep): Sql {
  const base = typeName(baseOf(type));
  const field = verbatim(`'${unit.toLowerCase()}'`);
  if (base === 'pg_catalog.timestamptz') return sql`pg_catalog.date_trunc(${field}, ${value}, 'UTC')`;
  const start = sql`pg_catalog.date_trunc(${field}, ${value}::pg_catalog.timestamp)`;
  return base === 'pg_catalog.date' ? sql`${start}::pg_catalog.date` : start;
}

/**
 * The lower end of a bin, exactly: what is left of the division is taken away. Of NaN and infinity NaN is left, and
 * they are their own bins.
 */
function bin(compilation: Compilation, value: Sql, type: GroupKey['column']['type'], { width }: BinStep): Sql {
  const base = typeName(baseOf(type));
  const number = base === 'pg_catalog.numeric' ? value : sql`${value}::pg_catalog.numeric`;
  const rest = sql`pg_catalog.mod(${number}, ${compilation.slot(width)})`;
  const above = sql`case when ${rest} operator(pg_catalog.<) 0 then ${compilation.slot(width)} else 0 end`;
  const end = sql`${number} operator(pg_catalog.-) ${rest} operator(pg_catalog.-) ${above}`;
  const own = sql`case when ${rest} operator(pg_catalog.=) 'NaN'::pg_catalog.numeric then ${number} else ${end} end`;
  return base.startsWith('pg_catalog.int') ? sql`pg_catalog.round(${own}, 0)` : sql`(${own})::${verbatim(base)}`;
}
