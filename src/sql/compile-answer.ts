import type { Condition } from '../plan/condition.js';
import type { OperationPlan, RootPlan } from '../plan/operation-plan.js';
import { type Compilation, createCompilation } from './compilation.js';
import { compileCondition } from './compile-condition.js';
import { compileConnection } from './compile-connection.js';
import { compileEntities } from './compile-entities.js';
import { compileObject, compileSingleRow } from './compile-object.js';
import { compileCalled } from './compile-called.js';
import { compileRowsByKeys } from './compile-rows-by-keys.js';
import { type Sql, sql, toNative, verbatim } from './knex.js';
import { select } from './select.js';
import type { Answer, AnswerPart, Statement } from './statement.js';
import { concatenate } from './text-pieces.js';

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
  return { parts, ...compileStatement(plan.roots, enumValues, maxBytes, rowFilters) };
}

/** By `pg_class.oid`. */
type RowConditions = ReadonlyMap<number, Condition>;

function compileStatement(
  roots: readonly RootPlan[],
  enumValues: Compilation['enumValues'],
  maxBytes: number | undefined,
  rowFilters: RowConditions,
): Pick<Answer, 'statement' | 'reads'> {
  const full = compileRoots(roots, enumValues, false, rowFilters);
  const limited = (rows: Sql): Sql =>
    maxBytes === undefined ? rows : withinBytes(rows, full.columns.length, maxBytes);
  const { text, slotIndexes } = toNative(limited(select({ columns: full.columns, from: [] })));
  const portable = compileRoots(roots, enumValues, true, rowFilters);
  const portableRows = full.floats
    ? withFloatDigits(portable.columns)
    : select({ columns: portable.columns, from: [] });
  const statement: Statement = {
    text,
    portableText: toNative(limited(portableRows)).text,
    lengthColumn: maxBytes === undefined ? undefined : full.columns.length,
    slots: slotIndexes.flatMap((index) => full.slots[index] ?? []),
    checked: full.checked,
    settings: full.floats ? [['extra_float_digits', '1']] : [],
  };
  return { statement, reads: full.reads };
}

/** "offset 0" keeps the planner from computing a text twice. Its length is known without reading it. */
function withinBytes(rows: Sql, count: number, maxBytes: number): Sql {
  const names = Array.from({ length: count }, (_, index) => `answer.r${index}`);
  const length = names
    .map((name) => (count === 1 ? `pg_catalog.octet_length(${name})` : `coalesce(pg_catalog.octet_length(${name}), 0)`))
    .join(' operator(pg_catalog.+) ');
  const fits = `${length} operator(pg_catalog.<=) ${maxBytes}`;
  const columns = names.map((name, index) => verbatim(`case when ${fits} then ${name} end as r${index}`));
  return select({
    columns: [...columns, verbatim(`(${length})::pg_catalog.text as length`)],
    from: [sql`(${rows} offset 0) as answer`],
  });
}

function answerParts(roots: readonly RootPlan[]): readonly AnswerPart[] {
  let index = 0;
  return roots.map((root): AnswerPart => {
    if (root.kind === 'constant' || root.kind === 'introspection') return root;
    return { kind: 'column', responseKey: root.responseKey, index: index++ };
  });
}

function compileRoots(
  roots: readonly RootPlan[],
  enumValues: Compilation['enumValues'],
  portable: boolean,
  rowFilters: RowConditions,
) {
  const compilation = createCompilation(enumValues, portable, (inner, { oid }, source) => {
    const seen = rowFilters.get(oid);
    return seen && compileCondition(inner, source, seen);
  });
  const values = roots.flatMap((root) => compileRoot(compilation, root) ?? []);
  const columns = values.map((value, index) => sql`${value} as ${verbatim(`r${index}`)}`);
  const { slots, checked, reads } = compilation;
  return { columns, slots, checked, reads, floats: compilation.floats() };
}

function compileRoot(compilation: Compilation, root: RootPlan): Sql | undefined {
  switch (root.kind) {
    case 'constant':
    case 'introspection':
      return undefined;
    case 'connection':
      return compileConnection(compilation, root.connection, undefined, compileObject);
    case 'row':
      return compileSingleRow(compilation, root.object, (source) => compileCondition(compilation, source, root.where));
    case 'rowsByKeys':
      return compileRowsByKeys(compilation, root);
    case 'entities':
      return compileEntities(compilation, root);
    default: {
      const pieces = compileCalled(compilation, root, undefined, compileObject);
      const [only] = pieces;
      return pieces.length > 1 || typeof only !== 'object' ? concatenate(pieces) : only;
    }
  }
}

/**
 * Sets `extra_float_digits` before the columns are computed and puts it back after: FROM is evaluated first, then the
 * select list from left to right. Outside of a transaction the setting ends with the statement anyway.
 */
function withFloatDigits(columns: readonly Sql[]): Sql {
  const name = `'extra_float_digits'`;
  const restored = verbatim(`pg_catalog.set_config(${name}, s.before, true) as restored`);
  const before = `pg_catalog.current_setting(${name}) as before`;
  const during = `pg_catalog.set_config(${name}, '1', true) as during`;
  return select({
    columns: [...columns, restored],
    from: [verbatim(`(select ${before}, ${during} offset 0) as s`)],
  });
}
