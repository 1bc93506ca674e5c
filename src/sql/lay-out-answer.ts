import type { RootPlan } from '../plan/operation-plan.js';
import type { Slot } from '../plan/slot.js';
import { groupAlikeRows, type RootGroup } from './alike-rows.js';
import type { Compilation } from './compilation.js';
import { compileRoot, type DatabaseRootPlan, isDatabaseRoot } from './compile-root.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { isOfRows, layOutAlikeRows, layOutList, layOutSingleRow } from './lay-out-list.js';
import type { AnswerLayout, RootLayout } from './layout.js';
import { computedJson, type PrintedValue } from './printed-value.js';
import {
  asSubselect,
  type Columns,
  createOwnColumns,
  createRowsCompilation,
  type RowsCompilation,
  type RowsSelect,
  shown,
} from './own-columns.js';
import { select } from './select.js';

/** Rows for all root fields, and how they become the answer. */
export interface LaidOutAnswer {
  readonly rows: Sql;
  readonly layout: AnswerLayout;
}

/**
 * The root fields that the database answers as rows of plain columns, which the gateway writes as JSON: cheaper for both than
 * text that PostgreSQL puts together. Undefined where nothing of them is rows.
 * @param maxBytes What a value may have; a longer one stays in the database, which tells its length instead.
 */
export function layOutAnswer(
  compilation: Compilation,
  roots: readonly RootPlan[],
  maxBytes: number | undefined,
): LaidOutAnswer | undefined {
  const asked = roots.filter(isDatabaseRoot);
  if (!asked.some(isOfRowsRoot)) return undefined;
  const slots: Slot[] = [];
  const several = asked.length > 1;
  const laidOut = groupAlikeRows(asked).map((group) => layOutGroup(compilation, group, slots, several));
  const width = Math.max(...laidOut.map(({ select: { columns } }) => Math.max(...columns.keys()) + 1));
  if (width > greatestWidth) return undefined;
  const limited = laidOut.some(({ select: { columns } }) => maxBytes !== undefined && longColumns(columns).length > 0);
  const result: Result = { width, maxBytes: limited ? maxBytes : undefined, several };
  return {
    rows: unionAll(laidOut.map((group) => resultRows(group.select, group.roots[0] ?? 0, result))),
    layout: {
      roots: asked.flatMap((_, index) => laidOut.find(({ roots }) => roots.includes(index))?.layout ?? []),
      rootColumn: several ? 0 : undefined,
      lengthColumn: limited ? width : undefined,
      slots,
    },
  };
}

/** PostgreSQL takes 1,664 columns in a select list. */
const greatestWidth = 1000;

function isOfRowsRoot(root: DatabaseRootPlan): boolean {
  switch (root.kind) {
    case 'row':
      return true;
    case 'connection':
    case 'calledRows':
      return isOfRows(root.connection);
    default:
      return false;
  }
}

/** The rows of root fields, which are laid out alike. */
interface LaidOutGroup {
  readonly select: RowsSelect;
  readonly roots: readonly number[];
  readonly layout: RootLayout;
}

function layOutGroup(compilation: Compilation, group: RootGroup, slots: Slot[], several: boolean): LaidOutGroup {
  if (group.kind === 'alike') {
    const { select: found, item } = layOutAlikeRows(createRowsCompilation(compilation, slots, 0), group);
    return { select: found, roots: group.keys.map(({ root }) => root), layout: { kind: 'row', item } };
  }
  const rows = createRowsCompilation(compilation, slots, several ? 1 : 0);
  return { ...layOutRoot(rows, group.root), roots: [group.index] };
}

function layOutRoot(rows: RowsCompilation, root: DatabaseRootPlan): Pick<LaidOutGroup, 'select' | 'layout'> {
  if (root.kind === 'row') {
    const { select: row, item } = layOutSingleRow(rows, root.object, root.where);
    return { select: row, layout: { kind: 'row', item } };
  }
  if ((root.kind === 'connection' || root.kind === 'calledRows') && isOfRows(root.connection)) {
    const { select: listed, list } = layOutList(rows, root.connection, undefined);
    return { select: listed, layout: { kind: 'list', list } };
  }
  const columns = createOwnColumns(rows);
  const json = computedJson(compileRoot(rows.compilation, root));
  const piece = { kind: 'value', column: columns.add(json), form: json.form } as const;
  return {
    select: { clauses: { from: [] }, columns: columns.values },
    layout: { kind: 'row', item: { pieces: [piece], below: undefined } },
  };
}

/** What the rows of all root fields have in common. */
interface Result {
  readonly width: number;
  /** True if the first column is the place of the root field. */
  readonly several: boolean;
  readonly maxBytes: number | undefined;
}

/** The columns of a root field's rows in their order, none longer than may be. */
function resultRows(rows: RowsSelect, root: number, result: Result): Sql {
  const { maxBytes } = result;
  const long = maxBytes === undefined ? [] : longColumns(rows.columns);
  // What PostgreSQL computes it is not to compute twice, which OFFSET 0 keeps it from.
  if (long.some(([, { plain }]) => !plain)) {
    const { clauses } = rows;
    const kept = clauses.limit === undefined ? { ...clauses, offset: verbatim('0') } : clauses;
    const { from, columns } = asSubselect({ clauses: kept, columns: rows.columns }, 'answer');
    return resultRows({ clauses: { from: [from] }, columns }, root, result);
  }
  const { several, width } = result;
  const cells = Array.from({ length: width }, (_, at): Sql => {
    const cell = rows.columns.get(at);
    if (cell === undefined && several && at === 0) return verbatim(String(root));
    if (cell === undefined) return verbatim('null::pg_catalog.text');
    const write = several ? cell.printed : undefined;
    return cell.bounded || maxBytes === undefined
      ? shown(cell, write)
      : shown(cell, write, sql`pg_catalog.octet_length(${cell.value}) ${notAbove(maxBytes)}`);
  });
  const columns = [...cells, ...(maxBytes === undefined ? [] : [tooLong(long, maxBytes)])];
  return select({ ...rows.clauses, columns });
}

/** Those that may be longer than an answer may be. */
function longColumns(columns: Columns): readonly (readonly [number, PrintedValue])[] {
  return [...columns].filter(([, { bounded }]) => !bounded);
}

/** The length of a value that is too long. */
function tooLong(long: readonly (readonly [number, PrintedValue])[], maxBytes: number): Sql {
  const lengths = long.map(([, { value }]) => sql`pg_catalog.octet_length(${value})`);
  if (lengths.length === 0) return verbatim('null::pg_catalog.text');
  const longest = lengths.length === 1 ? join(lengths, ', ') : sql`greatest(${join(lengths, ', ')})`;
  return sql`case when not (${longest} ${notAbove(maxBytes)}) then (${longest})::pg_catalog.text end`;
}

function notAbove(maxBytes: number): Sql {
  return verbatim(`operator(pg_catalog.<=) ${maxBytes}`);
}

function unionAll(selects: readonly Sql[]): Sql {
  const [only] = selects;
  if (only !== undefined && selects.length === 1) return only;
  return join(
    selects.map((each) => sql`(${each})`),
    ' union all ',
  );
}
