import { baseOf, type DataType } from '../model/data-type.js';
import type { Column, Relationship, Table } from '../model/database-model.js';
import type { OrderTerm } from '../plan/operation-plan.js';
import { isSameValue } from '../plan/order-term.js';
import type { Slot } from '../plan/slot.js';
import { createSlotKey } from './slot-key.js';
import { placeholder, type Sql, sql, verbatim } from './knex.js';
import { qualifiedName, quoteIdentifier } from './quote.js';
import { documentValue } from './document-value.js';
import { typeName } from './type-name.js';

/** What one compilation keeps: the slots that it has met, and the names it has given. */
export interface Compilation {
  /** The placeholder of a slot, cast to the slot's type or another. */
  readonly slot: (slot: Slot, type?: string) => Sql;
  /** Has a slot's value checked that the statement does not use. */
  readonly check: (slot: Slot) => void;
  /** A name for a table or subselect of the statement that no other has: `t1`, `p2`. */
  readonly alias: (prefix: string) => string;
  /** Says that the statement writes a number whose digits depend on `extra_float_digits`. */
  readonly writesFloat: () => void;
  /** GraphQL enum values by label, by the oid of the enum. */
  readonly enumValues: ReadonlyMap<number, ReadonlyMap<string, string>>;
  /** Which rows of a table the request may see, as a condition on rows of `source`; undefined: all of them. */
  readonly rowFilter: (table: Table, source: RowSource) => Sql | undefined;
}

export interface CompilationResult {
  readonly slots: readonly Slot[];
  readonly checked: readonly Slot[];
  readonly floats: () => boolean;
  /** The tables that rows are read of, by `pg_class.oid`. */
  readonly reads: ReadonlySet<number>;
}

/** Writes the filter of a table's rows. What it reads of other tables in its turn, it reads as it is. */
export type CompileRowFilter = (compilation: Compilation, table: Table, source: RowSource) => Sql | undefined;

/** @param portable True to cast each parameter from text, for drivers that would else guess its type. */
export function createCompilation(
  enumValues: Compilation['enumValues'],
  portable: boolean,
  compileRowFilter: CompileRowFilter = () => undefined,
): Compilation & CompilationResult {
  const slots: Slot[] = [];
  const checked: Slot[] = [];
  const indexes = new Map<string, number>();
  const keyOf = createSlotKey();
  let aliases = 0;
  let floats = false;
  const reads = new Set<number>();
  const compilation: Compilation & CompilationResult = {
    enumValues,
    reads,
    rowFilter(table, source) {
      reads.add(table.oid);
      return compileRowFilter({ ...compilation, rowFilter: () => undefined }, table, source);
    },
    slots,
    checked,
    check: (slot) => void checked.push(slot),
    floats: () => floats,
    writesFloat: () => (floats = true),
    alias: (prefix) => `${prefix}${++aliases}`,
    slot(slot, type = castOf(slot.type)) {
      // A parameter has one type: another cast makes it another parameter.
      const key = `${type} ${keyOf(slot)}`;
      const index = indexes.get(key) ?? slots.push(slot) - 1;
      indexes.set(key, index);
      return placeholder(index, `${portable ? '::pg_catalog.text' : ''}${type}`);
    },
  };
  return compilation;
}

/** `::pg_catalog.int4`. The text of money depends on `lc_monetary`, so it comes as a numeric. */
function castOf(type: DataType): string {
  const name = typeName(baseOf(type));
  if (name === 'pg_catalog.money') return '::pg_catalog.numeric::pg_catalog.money';
  if (name === 'pg_catalog.money[]') return '::pg_catalog.numeric[]::pg_catalog.money[]';
  return `::${name}`;
}

/** Something in FROM whose columns can be asked for. */
export interface RowSource {
  readonly column: (column: Pick<Column, 'name' | 'computedBy' | 'document'>) => Sql;
  /** The whole row as one value of the type of its table, as functions take it. */
  readonly row: () => Sql;
  /**
   * For a relationship whose far rows are better grouped for all rows at once than read row by row: what gets the join of
   * the groups.
   */
  readonly groupedInto?: ((relationship: Relationship) => Sql[] | undefined) | undefined;
}

export function tableSource(alias: string): RowSource {
  return rowSource(alias, () => verbatim(`${alias}.*`));
}

/** @param row The whole row; `t1.*` is it wherever it stands as a value, and no column can be called so. */
export function rowSource(alias: string, row: () => Sql): RowSource {
  const column: RowSource['column'] = ({ name, computedBy, document }) => {
    if (document !== undefined) return documentValue(document, column);
    return computedBy === undefined
      ? verbatim(`${alias}.${quoteIdentifier(name)}`)
      : sql`${qualifiedName(computedBy)}(${row()})`;
  };
  return { row, column };
}

/** Something that has the values that rows are ordered by. */
export interface OrderValues {
  readonly value: (term: OrderTerm) => Sql;
}

/** The subselect of a page, which gets the columns that are asked of it. */
export interface PageSource extends RowSource, OrderValues {
  readonly alias: string;
  /** By the name of the column in the page: how it is written in terms of what the page is read from. */
  readonly asked: ReadonlyMap<string, (source: RowSource) => Sql>;
  /** A value of each row, computed when the row is read. */
  readonly computed: (name: string, write: (source: RowSource) => Sql) => Sql;
  /** The values of order terms that are not columns of the table, each with the name that it gets in the subselect. */
  readonly askedValues: ReadonlyMap<string, OrderTerm>;
  /** The place of a row in the list, counted from 1, for lists without a key. */
  readonly position: () => Sql;
  readonly positionAsked: () => boolean;
  readonly positionName: string;
}

export function pageSource(alias: string, table: Table): PageSource {
  const asked = new Map<string, (source: RowSource) => Sql>();
  const askedValues = new Map<string, OrderTerm>();
  const known = new Map<string, Sql>();
  const taken = (name: string): boolean =>
    asked.has(name) || askedValues.has(name) || table.columns.some((column) => column.name === name);
  const positionName = untaken('position', taken);
  const free = (name: string): string => untaken(name, (candidate) => taken(candidate) || candidate === positionName);
  let positionAsked = false;
  const computed: PageSource['computed'] = (name, write) => {
    const given = free(name);
    asked.set(given, (source) => sql`${write(source)} as ${verbatim(quoteIdentifier(given))}`);
    return verbatim(`${alias}.${quoteIdentifier(given)}`);
  };
  const computedOnce = (key: string, name: string, write: (source: RowSource) => Sql): Sql => {
    const column = known.get(key) ?? computed(name, write);
    known.set(key, column);
    return column;
  };
  const column: RowSource['column'] = (column) => {
    const { name, computedBy, document } = column;
    if (document !== undefined) return computedOnce(`document ${name}`, name, (source) => source.column(column));
    if (computedBy !== undefined) {
      return computedOnce(`${computedBy.namespace}.${name}`, name, (source) => source.column(column));
    }
    asked.set(name, (source) => source.column({ name }));
    return verbatim(`${alias}.${quoteIdentifier(name)}`);
  };
  const nameOfValue = (term: OrderTerm): string => {
    const same = [...askedValues].find(([, asked]) => isSameValue(asked, term));
    const name = same?.[0] ?? free(`order${askedValues.size + 1}`);
    askedValues.set(name, term);
    return name;
  };
  return {
    alias,
    asked,
    computed,
    askedValues,
    column,
    value: (term) =>
      term.path.length === 0 && term.measure === undefined
        ? column(term.column)
        : verbatim(`${alias}.${quoteIdentifier(nameOfValue(term))}`),
    positionName,
    positionAsked: () => positionAsked,
    position() {
      positionAsked = true;
      return verbatim(`${alias}.${quoteIdentifier(positionName)}`);
    },
    row: () => computedOnce('', 'row', (source) => sql`(${source.row()})::${qualifiedName(table)}`),
  };
}

/**
 * A name that is not taken, with underscores behind it where it would be. The place in a function's rows is a column
 * too, though no column of the table.
 */
function untaken(name: string, taken: (name: string) => boolean): string {
  return taken(name) || name.startsWith('ordinality')
    ? untaken(`${name}_`.replace(/^ordinality/, 'value'), taken)
    : name;
}
