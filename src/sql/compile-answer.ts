import type { Condition } from '../plan/condition.js';
import type { OperationPlan, RootPlan } from '../plan/operation-plan.js';
import { type Compilation, type CompilationResult, createCompilation } from './compilation.js';
import { compileCondition } from './compile-condition.js';
import { compileRoot, isDatabaseRoot } from './compile-root.js';
import { type Sql, sql, toNative, verbatim } from './knex.js';
import { layOutAnswer } from './lay-out-answer.js';
import { select } from './select.js';
import type { Answer, AnswerPart, PortableStatement, Statement } from './statement.js';

/**
 * The answer to a plan, with the one SELECT for all root fields that the database answers.
 * @param enumValues GraphQL enum values by PostgreSQL label, by the oid of the enum.
 * @param rowFilters What rows of a table the request may see, by `pg_class.oid` of the table.
 * @param maxBytes What the answer may have; a longer one stays in the database, which tells its length instead.
 */
export function compileAnswer(
  plan: OperationPlan,
  enumValues: Compilation['enumValues'],
  maxBytes: number | undefined,
  rowFilters: RowConditions = new Map(),
): Answer {
  const parts = answerParts(plan.roots);
  if (!parts.some((part) => part.kind === 'column')) return { parts, statement: undefined, reads: new Set() };
  const compile = (portable: boolean): Compilation & CompilationResult =>
    createCompilation(enumValues, portable, (inner, { oid }, source) => {
      const seen = rowFilters.get(oid);
      return seen && compileCondition(inner, source, seen);
    });
  const portable = once(() => compileTexts(compile(true), plan.roots, maxBytes, true));
  const shared = { portable: (): PortableStatement => portable() };
  const compilation = compile(false);
  const laidOut = layOutAnswer(compilation, plan.roots, maxBytes);
  if (laidOut === undefined) {
    const texts = compileTexts(compile(false), plan.roots, maxBytes, false);
    return { parts, reads: texts.reads, statement: { ...texts, ...shared, rows: undefined } };
  }
  const { text, slotIndexes } = toNative(laidOut.rows);
  const settings = settingsOf(compilation);
  const statement: Statement = {
    ...shared,
    text,
    slots: slotIndexes.flatMap((index) => compilation.slots[index] ?? []),
    rows: {
      standaloneText: settings.length === 0 ? text : toNative(withLastingFloatDigits(laidOut.rows)).text,
      layout: laidOut.layout,
    },
    lengthColumn: undefined,
    checked: compilation.checked,
    settings,
  };
  return { parts, reads: compilation.reads, statement };
}

/** By `pg_class.oid`. */
type RowConditions = ReadonlyMap<number, Condition>;

function answerParts(roots: readonly RootPlan[]): readonly AnswerPart[] {
  let index = 0;
  return roots.map((root): AnswerPart => {
    if (root.kind === 'constant' || root.kind === 'introspection') return root;
    return { kind: 'column', responseKey: root.responseKey, index: index++ };
  });
}

type Texts = Pick<Statement, 'text' | 'slots' | 'lengthColumn' | 'checked' | 'settings'> & Pick<Answer, 'reads'>;

/** One row of JSON texts, a column for each root field. */
function compileTexts(
  compilation: Compilation & CompilationResult,
  roots: readonly RootPlan[],
  maxBytes: number | undefined,
  standsAlone: boolean,
): Texts {
  const values = roots.filter(isDatabaseRoot).map((root) => compileRoot(compilation, root));
  const columns = values.map((value, index) => sql`${value} as ${verbatim(`r${index}`)}`);
  const settings = settingsOf(compilation);
  const rows = standsAlone && settings.length > 0 ? withFloatDigits(columns) : select({ columns, from: [] });
  const limited = maxBytes === undefined ? rows : withinBytes(rows, columns.length, maxBytes);
  const { text, slotIndexes } = toNative(limited);
  return {
    text,
    slots: slotIndexes.flatMap((index) => compilation.slots[index] ?? []),
    lengthColumn: maxBytes === undefined ? undefined : columns.length,
    checked: compilation.checked,
    settings,
    reads: compilation.reads,
  };
}

function settingsOf({ floats }: CompilationResult): Statement['settings'] {
  return floats() ? [['extra_float_digits', '1']] : [];
}

/**
 * "offset 0" keeps the planner from computing a text twice. Its length is known without reading it, and the lengths are added
 * up once.
 */
function withinBytes(rows: Sql, count: number, maxBytes: number): Sql {
  const names = Array.from({ length: count }, (_, index) => `answer.r${index}`);
  const length = names
    .map((name) => (count === 1 ? `pg_catalog.octet_length(${name})` : `coalesce(pg_catalog.octet_length(${name}), 0)`))
    .join(' operator(pg_catalog.+) ');
  const measured = select({
    columns: [verbatim('answer.*'), verbatim(`${length} as length`)],
    from: [sql`(${rows} offset 0) as answer`],
  });
  const columns = names.map((_, index) =>
    verbatim(`case when limited.length operator(pg_catalog.<=) ${maxBytes} then limited.r${index} end as r${index}`),
  );
  return select({
    columns: [...columns, verbatim('limited.length::pg_catalog.text as length')],
    from: [sql`(${measured} offset 0) as limited`],
  });
}

/**
 * Sets `extra_float_digits` before the columns are computed and puts it back after: FROM is evaluated first, then the
 * select list from left to right. Outside of a transaction the setting ends with the statement anyway.
 */
function withFloatDigits(columns: readonly Sql[]): Sql {
  const restored = verbatim(`pg_catalog.set_config('extra_float_digits', s.before, true) as restored`);
  const before = `pg_catalog.current_setting('extra_float_digits') as before`;
  return select({
    columns: [...columns, restored],
    from: [verbatim(`(select ${before}, ${floatDigits} offset 0) as s`)],
  });
}

/** Sets `extra_float_digits` before the first row is read: the rows are of a subselect that asks for the setting first. */
function withLastingFloatDigits(rows: Sql): Sql {
  const set = verbatim(`s.during operator(pg_catalog.=) '1'`);
  const read = select({ columns: [verbatim('answer.*')], from: [sql`(${rows}) as answer`], where: [set] });
  return select({
    columns: [verbatim('answer.*')],
    from: [verbatim(`(select ${floatDigits} offset 0) as s`), sql`cross join lateral (${read}) as answer`],
  });
}

const floatDigits = `pg_catalog.set_config('extra_float_digits', '1', true) as during`;

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
