import type { ConnectionPlan } from '../plan/operation-plan.js';
import { attributeNames, type RoutineArgument, type RoutineCall } from '../plan/routine-call.js';
import { type Compilation, type RowSource, rowSource, tableSource } from './compilation.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { qualifiedName, quoteIdentifier } from './quote.js';
import { calledRows, placedRows, tableRows } from './table-rows.js';
import { typeName } from './type-name.js';

/**
 * `"public"."departures"($1::pg_catalog.text, "day" => $2::pg_catalog.date)`
 * @param near The row that the function takes, if it takes one.
 */
export function compileCall(compilation: Compilation, call: RoutineCall, near: RowSource | undefined): Sql {
  const { routine } = call;
  if (call.arguments.length === 0) return sql`${qualifiedName(routine)}()`;
  const given = call.arguments.map((argument) => {
    const { parameter, named } = argument;
    const prefix = [
      ...(parameter.variadic ? ['variadic '] : []),
      ...(named ? [`${quoteIdentifier(parameter.name ?? '')} => `] : []),
    ].join('');
    const value = argumentValue(compilation, argument, near);
    return prefix === '' ? value : sql`${verbatim(prefix)}${value}`;
  });
  return sql`${qualifiedName(routine)}(${join(given, ', ')})`;
}

function argumentValue(
  compilation: Compilation,
  { parameter, value }: RoutineArgument,
  near: RowSource | undefined,
): Sql {
  switch (value.kind) {
    case 'row':
      if (near === undefined) throw new Error('There is no row to call the function with.');
      return near.row();
    case 'null':
      return verbatim(`null::${typeName(parameter.type)}`);
    case 'slot': {
      const slot = compilation.slot(value.slot);
      // A slot is of the base type; an overload may take that one.
      return parameter.type.kind === 'domain' ? sql`${slot}${verbatim(`::${typeName(parameter.type)}`)}` : slot;
    }
  }
}

/**
 * What a list's rows are read from: its table, or the function that gives them.
 * @param places True if each row of a function has to bear its place among them, which keeps PostgreSQL from putting
 *   the function's own query in its place.
 */
export function compileRowsOf(
  compilation: Compilation,
  { table, call }: Pick<ConnectionPlan, 'table' | 'call'>,
  near: RowSource | undefined,
  places: boolean,
): { readonly from: Sql; readonly source: RowSource } {
  const alias = compilation.alias('t');
  if (call === undefined) return { from: tableRows(compilation, table, alias), source: tableSource(alias) };
  const { routine } = call;
  const called = compileCall(compilation, call, near);
  if (!places) return { from: calledRows(compilation, routine, called, alias), source: tableSource(alias) };
  const names = attributeNames(routine.returns.type);
  const row = verbatim(names.map((name) => `${alias}.${quoteIdentifier(name)}`).join(', '));
  return {
    from: placedRows(compilation, routine, called, alias),
    // t1.* would hold the place too.
    source: rowSource(alias, () => sql`row(${row})::${qualifiedName(table)}`),
  };
}
