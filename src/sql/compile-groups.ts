import { baseOf } from '../model/data-type.js';
import type { Aggregate } from '../plan/aggregate.js';
import { allOf } from '../plan/condition.js';
import type { BinStep, GroupKey, GroupOrderTerm, TimeStep } from '../plan/group-key.js';
import type { ConnectionPlan, GroupFieldPlan, GroupKeyFieldPlan, GroupsPlan } from '../plan/operation-plan.js';
import { all } from './all.js';
import { aggregateSource, aggregateValue } from './aggregate-value.js';
import type { Compilation, RowSource } from './compilation.js';
import { compileCondition } from './compile-condition.js';
import type { LinkTo } from './compile-page.js';
import { aggregateJson, aggregatePieces } from './summary.js';
import { jsonValue } from './json-value.js';
import { type Sql, sql, verbatim } from './knex.js';
import { type ListRows, listRows } from './list-rows.js';
import { joinedOrderValues } from './order-values.js';
import { select } from './select.js';
import { concatenate, objectPieces, type TextPieces } from './text-pieces.js';
import { withoutEnumDomain } from './subject-value.js';
import { operatorOf, typeName } from './type-name.js';

/** The list of a group's rows. */
type CompileRows = (connection: ConnectionPlan, linkTo: LinkTo) => Sql;

/** The rows of a list in groups, as the JSON of `AlbumGroups`. */
export function compileGroups(
  compilation: Compilation,
  connection: ConnectionPlan,
  linkTo: LinkTo | undefined,
  near: RowSource | undefined,
  groups: GroupsPlan,
  compileRows: CompileRows,
): TextPieces {
  const rowsText = (shown: ConnectionPlan, keyColumn: (key: GroupKey) => Sql): Sql =>
    compileRows(
      { ...shown, where: allOf([connection.where, shown.where].filter((condition) => condition !== undefined)) },
      groupLink(compilation, groups.keys, linkTo, keyColumn),
    );
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
          return { key, value: [listGroups(compilation, groups, field.fields, rows(), rowsText)] };
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
  const columns = joinedOrderValues(compilation, rows.source, joins);
  const values = new Map(keys.map((key) => [key, keyValue(compilation, columns.value(key), key, joins)]));
  return {
    ...rows,
    get from() {
      return [...rows.from, ...joins];
    },
    keys: values,
    groupBy: [...values.values()],
    having:
      having === undefined
        ? []
        : [
            compileCondition(
              compilation,
              aggregateSource(compilation, rows.source, having.aggregates),
              having.condition,
            ),
          ],
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
  rowsText: RowsText,
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
    const column = show(aggregateValue(compilation, rows.source, aggregate), `a${aggregates.indexOf(name) + 1}`);
    return aggregateJson(compilation, aggregate, column);
  };
  const keyColumn = (key: GroupKey): Sql =>
    show(rows.keys.get(key) ?? verbatim('null'), `k${groups.keys.indexOf(key) + 1}`);
  const text = concatenate(
    groupPieces(fields, {
      key: (key) => jsonValue(compilation, key.column.type, keyColumn(key), key.notNull, undefined),
      aggregate: aggregateText,
      rows: (connection) => [rowsText(connection, keyColumn)],
    }),
  );
  const orderBy = groups.order.map((term) => orderTerm(compilation, rows, term));
  const page = select({
    ...rows,
    columns: [...columns.values()],
    orderBy,
    limit: compilation.slot(groups.size),
    offset: groups.offset && compilation.slot(groups.offset),
  });
  const list = concatenate(['[', sql`pg_catalog.string_agg(${text}, ',')`, ']']);
  return sql`(${select({ columns: [list], from: [sql`(${page}) as ${verbatim(alias)}`] })})`;
}

/** The list of the rows of a group, in terms of the group's keys. */
type RowsText = (connection: ConnectionPlan, keyColumn: (key: GroupKey) => Sql) => Sql;

/** Ties rows to the group that they belong to. */
function groupLink(
  compilation: Compilation,
  keys: readonly GroupKey[],
  linkTo: LinkTo | undefined,
  keyColumn: (key: GroupKey) => Sql,
): LinkTo {
  return (far) => {
    const link = linkTo?.(far);
    const joins = [...(link?.joins ?? [])];
    const columns = joinedOrderValues(compilation, far, joins);
    const conditions = keys.map((key) => {
      const value = withoutEnumDomain(key.column.type, keyValue(compilation, columns.value(key), key, joins));
      const same = withoutEnumDomain(key.column.type, keyColumn(key));
      const equal = sql`${value} ${verbatim(operatorOf(key.column.type, '='))} ${same}`;
      return key.notNull ? equal : sql`(${equal} or (${value} is null and ${same} is null))`;
    });
    return { joins, condition: all([...(link === undefined ? [] : [link.condition]), ...conditions]) };
  };
}

/** The texts of the parts of a group. */
interface GroupTexts {
  readonly key: (key: GroupKey) => TextPieces;
  readonly aggregate: (aggregate: Aggregate) => TextPieces;
  readonly rows: (connection: ConnectionPlan) => TextPieces;
}

function keyPieces(fields: readonly GroupKeyFieldPlan[], text: GroupTexts['key']): TextPieces {
  return objectPieces(
    fields.map((field) => {
      const key = field.responseKey;
      switch (field.kind) {
        case 'constant':
          return { key, value: [field.json] };
        case 'key':
          return { key, value: text(field.key) };
        case 'row':
          return { key, value: keyPieces(field.fields, text) };
      }
    }),
  );
}

function groupPieces(fields: readonly GroupFieldPlan[], texts: GroupTexts): TextPieces {
  return objectPieces(
    fields.map((field) => {
      const key = field.responseKey;
      switch (field.kind) {
        case 'constant':
          return { key, value: [field.json] };
        case 'aggregate':
          return { key, value: aggregatePieces(field.fields, texts.aggregate) };
        case 'rows':
          return { key, value: texts.rows(field.connection) };
        case 'keys':
          return { key, value: keyPieces(field.fields, texts.key) };
      }
    }),
  );
}

function orderTerm(compilation: Compilation, rows: GroupedRows, term: GroupOrderTerm): Sql {
  const value =
    term.kind === 'key' ? rows.keys.get(term.key) : aggregateValue(compilation, rows.source, term.aggregate);
  const nulls = term.nullsFirst === term.descending ? '' : ` nulls ${term.nullsFirst ? 'first' : 'last'}`;
  const way = `${term.descending ? ' desc' : ''}${nulls}`.trim();
  const ordered = value ?? verbatim('null');
  return way === '' ? ordered : sql`${ordered} ${verbatim(way)}`;
}

/** @param joins Gets the value of a bin, which has a parameter: to PostgreSQL, two parameters are never the same. */
function keyValue(compilation: Compilation, value: Sql, { column, step }: GroupKey, joins: Sql[]): Sql {
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
