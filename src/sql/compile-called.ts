import { baseOf, type DataType } from '../model/data-type.js';
import type { CalledPlan, ObjectPlan, ValueSelection } from '../plan/operation-plan.js';
import type { RoutineCall } from '../plan/routine-call.js';
import { type Compilation, type PageSource, type RowSource, tableSource } from './compilation.js';
import { compileCall } from './compile-call.js';
import { compileConnection } from './compile-connection.js';
import { jsonValue } from './json-value.js';
import { type Sql, sql, verbatim } from './knex.js';
import { select } from './select.js';
import { calledRows } from './table-rows.js';
import { concatenate, type TextPieces } from './text-pieces.js';

type CompileObject = (compilation: Compilation, source: RowSource, object: ObjectPlan, joins: Sql[]) => TextPieces;

/**
 * The JSON of what a function gives.
 * @param near The row that the field belongs to; undefined on `Query`.
 * @param compileObject Given by the caller, since rows hold functions in their turn.
 */
export function compileCalled(
  compilation: Compilation,
  called: CalledPlan,
  near: RowSource | undefined,
  compileObject: CompileObject,
): TextPieces {
  switch (called.kind) {
    case 'calledValue': {
      const { call, type, selection } = called;
      const write = (row: RowSource | undefined): Sql => compileCall(compilation, call, row);
      if (near === undefined || !isPage(near)) return onceJson(compilation, type, write(near), selection);
      return jsonValue(compilation, type, near.computed(call.routine.name, write), false, selection);
    }
    case 'calledValues':
      return [compileValues(compilation, called, near)];
    case 'calledRow':
      return [compileRow(compilation, called.call, called.object, near, compileObject)];
    case 'calledRows':
      return [compileConnection(compilation, called.connection, undefined, compileObject, near)];
  }
}

/** A page computes a value once, when it reads the row. */
export function isPage(source: RowSource): source is PageSource {
  return 'computed' in source;
}

/** The JSON of what a function gives, which runs once however often its value is named in its JSON. */
export function onceJson(
  compilation: Compilation,
  type: DataType,
  value: Sql,
  selection: ValueSelection | undefined,
): TextPieces {
  if (isNamedOnce(type)) return jsonValue(compilation, type, value, false, selection);
  const alias = compilation.alias('v');
  const json = concatenate(jsonValue(compilation, type, verbatim(`${alias}.value`), false, selection));
  // OFFSET 0 keeps PostgreSQL from putting the value into every place where its column is named.
  return [sql`(select ${json} from (select ${value} as value offset 0) as ${verbatim(alias)})`];
}

function isNamedOnce(type: DataType): boolean {
  const base = baseOf(type);
  return base.kind === 'base' && !['float4', 'float8', 'timestamptz', 'interval'].includes(base.name);
}

function compileValues(
  compilation: Compilation,
  { call, type, selection, size, offset }: Extract<CalledPlan, { kind: 'calledValues' }>,
  near: RowSource | undefined,
): Sql {
  const alias = compilation.alias('v');
  const values = select({
    // In the select list a composite stays one value, and PostgreSQL can stop at the limit.
    columns: [sql`${compileCall(compilation, call, near)} as value`],
    from: [],
    limit: compilation.slot(size),
    offset: offset && compilation.slot(offset),
  });
  const json = concatenate(jsonValue(compilation, type, verbatim(`${alias}.value`), false, selection));
  const list = concatenate(['[', sql`pg_catalog.string_agg(${json}, ',')`, ']']);
  return sql`(select ${list} from (${values}) as ${verbatim(alias)})`;
}

/** In FROM, a function that gives null gives a row of nulls. */
function compileRow(
  compilation: Compilation,
  call: RoutineCall,
  object: ObjectPlan,
  near: RowSource | undefined,
  compileObject: CompileObject,
): Sql {
  const alias = compilation.alias('t');
  const joins: Sql[] = [];
  const json = concatenate(compileObject(compilation, tableSource(alias), object, joins));
  const row = select({
    columns: [json],
    from: [calledRows(compilation, call.routine, compileCall(compilation, call, near), alias), ...joins],
    where: [verbatim(`not (${alias}.* is null)`)],
  });
  return sql`coalesce((${row}), 'null')`;
}
