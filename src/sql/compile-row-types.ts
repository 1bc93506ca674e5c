import type { Table } from '../model/database-model.js';
import type { FieldPlan, RowTypePlan, RowTypesPlan } from '../plan/operation-plan.js';
import { areSame } from '../plan/plan-row-types.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { compileLink, presenceColumn } from './compile-link.js';
import { tableRows } from './table-rows.js';
import { join, type Sql, sql, verbatim } from './knex.js';
import { quoteLiteral } from './quote.js';
import { concatenate, type TextPieces } from './text-pieces.js';

/** The JSON of a field; `part` is the row that holds the other columns of a row of this type. */
type Write = (field: FieldPlan, part?: RowSource) => TextPieces;

/**
 * A row whose type decides its fields as a JSON object. What all types are asked alike is written once, in its place; what
 * stands between is a CASE over the types.
 */
export function compileRowTypes(
  compilation: Compilation,
  source: RowSource,
  { typeColumn, types }: RowTypesPlan,
  otherFields: readonly FieldPlan[],
  joins: Sql[],
  write: Write,
): TextPieces {
  const typeText = sql`${source.column(typeColumn)}::pg_catalog.text`;
  const cases = types.map((plan) => typeCase(compilation, source, plan, typeText, joins));
  const known = new Map<FieldPlan, TextPieces>();
  const writeOnce = (field: FieldPlan, part: RowSource | undefined): TextPieces => {
    const pieces = known.get(field) ?? write(field, part);
    known.set(field, pieces);
    return pieces;
  };
  const pieces: (string | Sql)[] = ['{'];
  let started = false;
  const segments = align([...types.map(({ fields }) => fields), otherFields]);
  const anyShared = segments.some(({ shared }) => shared !== undefined);
  for (const { runs, shared } of segments) {
    const other = runs.at(-1) ?? [];
    const texts = runs.map((run, index) => {
      const members = run.map((field) => member(field, writeOnce(field, cases[index]?.part)));
      return concatenate(separated(members, started ? 'before' : anyShared ? 'behind' : 'between'));
    });
    const branches = cases.flatMap(({ condition }, index) => {
      const text = texts[index];
      return text === undefined || areSame(runs[index] ?? [], other) ? [] : sql`when ${condition} then ${text}`;
    });
    const otherText = texts.at(-1) ?? verbatim("''");
    if (branches.length > 0) pieces.push(sql`case ${join(branches, ' ')} else ${otherText} end`);
    else if (other.length > 0) pieces.push(otherText);
    if (shared === undefined) continue;
    pieces.push(started ? ',' : '', ...member(shared, writeOnce(shared, undefined)));
    started = true;
  }
  return [...pieces, '}'];
}

interface TypeCase {
  readonly condition: Sql;
  readonly part: RowSource | undefined;
}

/** A row without its part is of no type, whatever it says. */
function typeCase(
  compilation: Compilation,
  source: RowSource,
  { rowType: { value = '', joined } }: RowTypePlan,
  typeText: Sql,
  joins: Sql[],
): TypeCase {
  const isOfType = sql`${typeText} operator(pg_catalog.=) ${verbatim(quoteLiteral(value))}`;
  if (joined === undefined) return { condition: isOfType, part: undefined };
  const table: Table = joined.part.to;
  const alias = compilation.alias('t');
  const part = tableSource(alias);
  const { condition } = compileLink(compilation, joined.part, source, part);
  joins.push(sql`left join ${tableRows(compilation, table, alias)} on ${condition} and ${isOfType}`);
  return { condition: sql`${part.column(presenceColumn(joined.part))} is not null`, part };
}

function member(field: FieldPlan, value: TextPieces): TextPieces {
  return [`"${field.responseKey}":`, ...value];
}

function separated(members: readonly TextPieces[], comma: 'before' | 'behind' | 'between'): TextPieces {
  return members.flatMap((pieces, index) => {
    if (comma === 'before') return [',', ...pieces];
    return comma === 'behind' ? [...pieces, ','] : [index === 0 ? '' : ',', ...pieces];
  });
}

/** Fields of each list, and then one field that all lists have. */
interface Segment {
  readonly runs: readonly (readonly FieldPlan[])[];
  readonly shared: FieldPlan | undefined;
}

function align(lists: readonly (readonly FieldPlan[])[]): readonly Segment[] {
  const segments: Segment[] = [];
  let starts = lists.map(() => 0);
  for (const field of lists[0] ?? []) {
    const places = lists.map((list, index) => list.indexOf(field, starts[index]));
    if (places.includes(-1)) continue;
    segments.push({ runs: lists.map((list, index) => list.slice(starts[index], places[index])), shared: field });
    starts = places.map((place) => place + 1);
  }
  return [...segments, { runs: lists.map((list, index) => list.slice(starts[index])), shared: undefined }];
}
