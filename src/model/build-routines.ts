import type { Catalog, PgProc } from '../catalog/catalog.js';
import { parseComment } from './comment-tags.js';
import type { DataType } from './data-type.js';
import type { DataTypes } from './data-types-of.js';
import type { Routine, RoutineParameter, RoutineResult, Table } from './database-model.js';
import { byCodeUnit } from './by-code-unit.js';

/**
 * The functions that only read: IMMUTABLE or STABLE, EXECUTE granted, not tagged `@omit`, not an extension's. Left out
 * too: those with a pseudo-type for a parameter or the result (polymorphic, `trigger`, `internal`, `void`, and `record`
 * without OUT parameters), whose values have no type of their own.
 *
 * @returns in the order of namespace, name and parameter types.
 */
export function buildRoutines(
  catalog: Catalog,
  namespaces: readonly string[],
  types: DataTypes,
  tables: ReadonlyMap<number, Table>,
): readonly Routine[] {
  const usable = new Set(catalog.namespaces.filter(({ usage }) => usage).map(({ nspname }) => nspname));
  const callable = new Set(namespaces.filter((name) => usable.has(name)));
  const rowOf = (oid: number): Table | undefined => tables.get(types.row(oid).typrelid);
  return catalog.procs
    .filter((proc) => callable.has(proc.nspname) && proc.executable && !proc.extension && proc.provolatile !== 'v')
    .flatMap((proc) => {
      const { comment, tags } = parseComment(proc.description);
      const argumentsOf = argumentsOfProc(proc);
      const returns = resultOf(proc, argumentsOf, types, rowOf);
      const inputs = argumentsOf.filter(({ mode }) => mode === 'i' || mode === 'b' || mode === 'v');
      if (tags.omit === true || returns === undefined) return [];
      if (inputs.some(({ type }) => types.row(type).typtype === 'p')) return [];
      return [{ ...identityOf(proc), parameters: parametersOf(proc, inputs, types, rowOf), returns, comment, tags }];
    })
    .sort(
      (a, b) =>
        byCodeUnit(a.namespace, b.namespace) || byCodeUnit(a.name, b.name) || byCodeUnit(signature(a), signature(b)),
    );
}

interface Argument {
  readonly name: string | undefined;
  readonly type: number;
  readonly mode: 'i' | 'o' | 'b' | 'v' | 't';
}

function argumentsOfProc({ proargtypes, proallargtypes, proargmodes, proargnames }: PgProc): readonly Argument[] {
  return (proallargtypes ?? proargtypes).map((type, index) => {
    const name = proargnames?.[index] ?? '';
    return { name: name === '' ? undefined : name, type, mode: proargmodes?.[index] ?? 'i' };
  });
}

function identityOf(proc: PgProc): Pick<Routine, 'namespace' | 'name' | 'oid' | 'volatility' | 'strict'> {
  const { nspname: namespace, proname: name, oid, proisstrict: strict } = proc;
  return { namespace, name, oid, volatility: volatilities[proc.provolatile], strict };
}

const volatilities: Readonly<Record<PgProc['provolatile'], Routine['volatility']>> = {
  i: 'immutable',
  s: 'stable',
  v: 'volatile',
};

function parametersOf(
  proc: PgProc,
  inputs: readonly Argument[],
  types: DataTypes,
  rowOf: (oid: number) => Table | undefined,
): readonly RoutineParameter[] {
  return inputs.map(({ name, type, mode }, index) => ({
    name,
    type: types.build(type),
    rowOf: rowOf(type),
    optional: index >= inputs.length - proc.pronargdefaults,
    variadic: mode === 'v',
  }));
}

/** Undefined where the result has no type of its own. */
function resultOf(
  proc: PgProc,
  all: readonly Argument[],
  types: DataTypes,
  rowOf: (oid: number) => Table | undefined,
): RoutineResult | undefined {
  const row = types.row(proc.prorettype);
  const set = proc.proretset;
  if (row.typtype !== 'p') return { type: types.build(row.oid), set, rowOf: rowOf(row.oid) };
  const outputs = all.filter(({ mode }) => mode === 'o' || mode === 'b' || mode === 't');
  if (row.typname !== 'record' || outputs.length === 0) return undefined;
  if (outputs.some(({ type }) => types.row(type).typtype === 'p')) return undefined;
  return { type: rowTypeOf(proc, outputs, types), set, rowOf: undefined };
}

/** `pg_type` has no entry for the row of OUT parameters or RETURNS TABLE: it goes by the function's own oid and name. */
function rowTypeOf(proc: PgProc, outputs: readonly Argument[], types: DataTypes): DataType {
  return {
    kind: 'composite',
    oid: proc.oid,
    namespace: proc.nspname,
    name: proc.proname,
    // PostgreSQL's own name for an OUT parameter without one.
    attributes: outputs.map(({ name, type }, index) => ({
      name: name ?? `column${index + 1}`,
      type: types.build(type),
    })),
    comment: undefined,
  };
}

function signature({ parameters }: Routine): string {
  return parameters.map(({ type }) => `${type.namespace}.${type.name}`).join();
}
