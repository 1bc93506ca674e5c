import type { Catalog, PgProc } from '../catalog/catalog.js';
import { PillionError } from '../errors/pillion-error.js';
import { parseComment } from './comment-tags.js';
import type { CompositeType } from './data-type.js';
import type { DataTypes } from './data-types-of.js';
import type { ComputedField, Routine, RoutineParameter, RoutineResult, Table } from './database-model.js';
import type { ExposedCatalog } from './exposure.js';
import { byCodeUnit } from './by-code-unit.js';
import { groupedBy } from './grouped-by.js';
import { recordTable } from './record-table.js';

export interface RoutineSources {
  readonly namespaces: readonly string[];
  readonly types: DataTypes;
  /** By `pg_class.oid`. */
  readonly tables: ReadonlyMap<number, Table>;
  /** `namespace.name` of those that the host lets be called though they are VOLATILE. */
  readonly volatileFunctions: readonly string[];
  readonly exposed: Omit<ExposedCatalog, 'catalog'>;
}

/**
 * The functions that only read: IMMUTABLE or STABLE, or named by the host; EXECUTE granted, not tagged `@omit`, not an
 * extension's. Left out too: the constructors that every range type brings, and those with a pseudo-type for a parameter
 * or the result (polymorphic, `trigger`, `internal`, `void`, and `record` without OUT parameters), whose values have no
 * type of their own; and those that give, or take, what is hidden of a row.
 *
 * @returns in the order of namespace, name and parameter types.
 * @throws PillionError `CONFIGURATION` for a VOLATILE function that is named and not there.
 */
export function buildRoutines(
  catalog: Catalog,
  { namespaces, types, tables, volatileFunctions, exposed }: RoutineSources,
): readonly Routine[] {
  const usable = new Set(catalog.namespaces.filter(({ usage }) => usage).map(({ nspname }) => nspname));
  const callable = new Set(namespaces.filter((name) => usable.has(name)));
  const rowOf = (oid: number): Table | undefined => tables.get(types.row(oid).typrelid);
  const procs = catalog.procs.filter((proc) => callable.has(proc.nspname) && proc.executable && !proc.extension);
  requireFunctions(volatileFunctions, procs);
  const named = groupedBy(catalog.procs, pathOf);
  // A function that takes a row reads all columns of it.
  const whole = new Set(catalog.classes.filter(({ selectable }) => selectable).map(({ oid }) => oid));
  return procs
    .filter((proc) => proc.provolatile !== 'v' || volatileFunctions.includes(pathOf(proc)))
    .flatMap((proc) => {
      const { comment, tags } = parseComment(proc.description);
      const argumentsOf = argumentsOfProc(proc);
      const returns = resultOf(proc, argumentsOf, types, rowOf);
      const inputs = argumentsOf.filter(({ mode }) => mode === 'i' || mode === 'b' || mode === 'v');
      if (tags.omit === true || returns === undefined || isConstructor(proc, returns)) return [];
      if (inputs.some(({ type }) => types.row(type).typtype === 'p')) return [];
      // A row that is no argument of the field would be a value that the client writes, column by column.
      if (inputs.some(({ type }, index) => exposed.closedTypes.has(type) && (index > 0 || rowOf(type) === undefined)))
        return [];
      if (returns.rowOf === undefined && outputsOf(proc, argumentsOf).some((type) => exposed.closedTypes.has(type)))
        return [];
      const overloads = (named.get(pathOf(proc)) ?? []).filter((other) => other !== proc);
      const parameters = parametersOf(proc, inputs, overloads, types, rowOf);
      const [first] = parameters;
      if (first?.rowOf !== undefined && !whole.has(first.rowOf.oid)) return [];
      if (first?.rowOf !== undefined && exposed.partlyHidden.has(first.rowOf.oid) && !exposed.isNamed(proc)) return [];
      const routine = { ...identityOf(proc), parameters, returns, comment, tags };
      return [{ ...routine, computes: first?.rowOf && computedField(first.rowOf, routine) }];
    })
    .sort(
      (a, b) =>
        byCodeUnit(a.namespace, b.namespace) || byCodeUnit(a.name, b.name) || byCodeUnit(signature(a), signature(b)),
    );
}

function requireFunctions(names: readonly string[], procs: readonly PgProc[]): void {
  const known = new Set(procs.map(pathOf));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new PillionError(
    'CONFIGURATION',
    `The option "volatileFunctions" names ${unknown.map((name) => `"${name}"`).join(', ')}, which is no function that the database role may call in the published namespaces. Write namespace.name, such as 'public.next_ticket'.`,
  );
}

function pathOf({ nspname, proname }: PgProc): string {
  return `${nspname}.${proname}`;
}

function computedField(table: Table, routine: Omit<Routine, 'computes'>): ComputedField {
  const { namespace, name, parameters, returns, comment, tags } = routine;
  const isValue = !returns.set && returns.rowOf === undefined && returns.record === undefined;
  if (!isValue || parameters.length > 1 || routine.volatility === 'volatile') return { table, column: undefined };
  const computedBy = { namespace, name };
  return { table, column: { name, position: 0, type: returns.type, notNull: false, comment, tags, computedBy } };
}

/** A range or multirange type brings functions of its own name. */
function isConstructor({ nspname, proname }: PgProc, { type }: RoutineResult): boolean {
  return (type.kind === 'range' || type.kind === 'multirange') && type.namespace === nspname && type.name === proname;
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
  overloads: readonly PgProc[],
  types: DataTypes,
  rowOf: (oid: number) => Table | undefined,
): readonly RoutineParameter[] {
  return inputs.map(({ name, type, mode }, index) => ({
    name,
    type: types.build(type),
    rowOf: rowOf(type),
    optional:
      index >= inputs.length - proc.pronargdefaults &&
      !overloads.some((other) => takesCall(other, proc.proargtypes.slice(0, index))),
    variadic: mode === 'v',
  }));
}

/** PostgreSQL would take a call with these arguments, and with defaults for the rest, for one of the overload. */
function takesCall({ proargtypes, pronargdefaults }: PgProc, given: readonly number[]): boolean {
  const needed = proargtypes.length - pronargdefaults;
  return (
    given.length >= needed &&
    given.length <= proargtypes.length &&
    given.every((type, index) => type === proargtypes[index])
  );
}

/** The types of all that it gives. */
function outputsOf({ prorettype }: PgProc, all: readonly Argument[]): readonly number[] {
  return [
    prorettype,
    ...all.filter(({ mode }) => mode === 'o' || mode === 'b' || mode === 't').map(({ type }) => type),
  ];
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
  if (row.typtype !== 'p') return { type: types.build(row.oid), set, rowOf: rowOf(row.oid), record: undefined };
  const outputs = all.filter(({ mode }) => mode === 'o' || mode === 'b' || mode === 't');
  if (row.typname !== 'record' || outputs.length === 0) return undefined;
  if (outputs.some(({ type }) => types.row(type).typtype === 'p')) return undefined;
  const type = rowTypeOf(proc, outputs, types);
  return { type, set, rowOf: undefined, record: recordTable(type) };
}

/** `pg_type` has no entry for the row of OUT parameters or RETURNS TABLE: it goes by the function's own oid and name. */
function rowTypeOf(proc: PgProc, outputs: readonly Argument[], types: DataTypes): CompositeType {
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
