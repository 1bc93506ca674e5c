import { type CountMode, countAggregate } from '../plan/aggregate.js';
import type {
  ConnectionFieldPlan,
  ConnectionPlan,
  EdgeFieldPlan,
  ObjectPlan,
  PageInfoFieldPlan,
} from '../plan/operation-plan.js';
import type { PageInfoPart } from '../typesystem/field-meaning.js';
import type { Compilation, PageSource, RowSource } from './compilation.js';
import { compileCount } from './compile-count.js';
import { compileGroups } from './compile-groups.js';
import type { LinkTo } from './compile-page.js';
import { aggregatePieces, createSummary, type Summary } from './summary.js';
import { type Sql, sql, verbatim } from './knex.js';
import { createPageRows, type PageRows } from './page-rows.js';
import { concatenate, objectPieces, type TextPieces } from './text-pieces.js';

/** The JSON of a row; given by the caller, since rows hold lists in their turn. */
type CompileObject = (compilation: Compilation, source: RowSource, object: ObjectPlan, joins: Sql[]) => TextPieces;

/** What the parts of a connection are compiled with. */
interface Parts {
  readonly compilation: Compilation;
  readonly connection: ConnectionPlan;
  readonly linkTo: LinkTo | undefined;
  readonly near: RowSource | undefined;
  readonly rows: PageRows;
  readonly summary: Summary;
  readonly compileObject: CompileObject;
}

/**
 * A list as one SQL expression, the JSON text of its connection: the page first, in a subselect of its own; the
 * to-one relationships joined to its rows; the text of each row; and the texts put together.
 *
 * @param linkTo Undefined for a list of all rows of the table, or of a function.
 * @param near The row that a function takes which gives the list.
 */
export function compileConnection(
  compilation: Compilation,
  connection: ConnectionPlan,
  linkTo: LinkTo | undefined,
  compileObject: CompileObject,
  near?: RowSource,
): Sql {
  const rows = createPageRows(compilation, connection);
  const summary = createSummary(compilation, connection, linkTo, near);
  const parts: Parts = { compilation, connection, linkTo, near, rows, summary, compileObject };
  const members = connection.fields.map((field) => ({ key: field.responseKey, value: compilePart(parts, field) }));
  const json = concatenate(objectPieces(members));
  if (!rows.used()) checkPage(compilation, connection);
  return summary.around(json, rows.used() ? sql`(${rows.select(linkTo, near)}) as ${verbatim(rows.alias)}` : undefined);
}

function checkPage(compilation: Compilation, { page }: ConnectionPlan): void {
  const bounds = [page.after, page.before].flatMap((bound) => bound?.values ?? []);
  for (const slot of [page.size, page.offset, ...bounds]) if (slot !== undefined) compilation.check(slot);
}

function compilePart(parts: Parts, field: ConnectionFieldPlan): TextPieces {
  switch (field.kind) {
    case 'constant':
      return [field.json];
    case 'totalCount':
      return totalCount(parts, field.mode);
    case 'aggregate':
      return parts.summary.text((value) => aggregatePieces(field.fields, value));
    case 'groups':
      return compileGroups(parts.compilation, parts.connection, parts.linkTo, parts.near, field.groups, (rows, link) =>
        compileConnection(parts.compilation, rows, link, parts.compileObject, parts.near),
      );
    case 'nodes':
      return list(
        parts,
        parts.rows.text((page, joins) =>
          concatenate(parts.compileObject(parts.compilation, page, field.object, joins)),
        ),
      );
    case 'edges':
      return list(
        parts,
        parts.rows.text((page, joins) =>
          concatenate(objectPieces(field.fields.map((edge) => compileEdge(parts, edge, page, joins)))),
        ),
      );
    case 'pageInfo':
      return objectPieces(field.fields.map((part) => compilePageInfo(parts, part)));
  }
}

function compileEdge(parts: Parts, field: EdgeFieldPlan, page: PageSource, joins: Sql[]) {
  const key = field.responseKey;
  switch (field.kind) {
    case 'constant':
      return { key, value: [field.json] };
    case 'cursor':
      return { key, value: ['"', parts.rows.cursorOf(page), '"'] };
    case 'node':
      return { key, value: parts.compileObject(parts.compilation, page, field.object, joins) };
  }
}

function totalCount({ compilation, connection, linkTo, near, summary }: Parts, mode: CountMode): TextPieces {
  if (mode.kind === 'exact' && summary.used) return summary.text((value) => value(countAggregate));
  return [compileCount(compilation, connection, linkTo, near, mode)];
}

/** The texts of the shown rows between brackets. `string_agg` of no row is null, which `concat` leaves out. */
function list(parts: Parts, column: Sql): TextPieces {
  if (!parts.connection.page.lookAhead) return ['[', sql`pg_catalog.string_agg(${column}, ',')`, ']'];
  const shown = sql`(pg_catalog.array_agg(${column}))[${firstShown(parts)}:${lastShown(parts)}]`;
  return ['[', sql`pg_catalog.array_to_string(${shown}, ',')`, ']'];
}

/** The row beyond the page stands last in a forward page, and first in a backward one. */
function firstShown({ compilation, connection: { page }, rows }: Parts): Sql {
  if (!page.lookAhead || page.direction === 'forward') return verbatim('1');
  const size = compilation.slot(page.size);
  return sql`(greatest(${rows.count()} operator(pg_catalog.-) ${size}, 0) operator(pg_catalog.+) 1)::pg_catalog.int4`;
}

function lastShown({ compilation, connection: { page }, rows }: Parts): Sql {
  if (!page.lookAhead || page.direction === 'backward') return sql`${rows.count()}::pg_catalog.int4`;
  return sql`least(${rows.count()}, ${compilation.slot(page.size)})::pg_catalog.int4`;
}

function compilePageInfo(parts: Parts, field: PageInfoFieldPlan) {
  const key = field.responseKey;
  return { key, value: field.kind === 'constant' ? [field.json] : [pageInfoPart(parts, field.part)] };
}

function pageInfoPart(parts: Parts, part: PageInfoPart): string | Sql {
  const { page } = parts.connection;
  switch (part) {
    case 'hasNextPage':
      if (page.before !== undefined) return 'true';
      return page.direction === 'forward' ? isCutOff(parts) : 'false';
    case 'hasPreviousPage':
      if (page.after !== undefined) return 'true';
      return page.direction === 'backward' ? isCutOff(parts) : isOffset(parts);
    case 'startCursor':
      return cursorAt(parts, page.direction === 'forward' ? unlessEmpty(parts, firstShown(parts)) : firstShown(parts));
    case 'endCursor':
      return cursorAt(parts, page.direction === 'backward' ? unlessEmpty(parts, lastShown(parts)) : lastShown(parts));
  }
}

function isCutOff({ compilation, connection, rows }: Parts): Sql {
  return sql`(${rows.count()} operator(pg_catalog.>) ${compilation.slot(connection.page.size)})::pg_catalog.text`;
}

function isOffset({ compilation, connection: { page } }: Parts): string | Sql {
  if (page.offset === undefined) return 'false';
  return sql`(${compilation.slot(page.offset)} operator(pg_catalog.>) 0)::pg_catalog.text`;
}

/** A page of no rows still reads the one beyond it. */
function unlessEmpty({ compilation, connection: { page } }: Parts, index: Sql): Sql {
  if (!page.lookAhead) return index;
  return sql`case when ${compilation.slot(page.size)} operator(pg_catalog.>) 0 then ${index} end`;
}

function cursorAt({ rows }: Parts, index: Sql): Sql {
  const cursor = sql`(pg_catalog.array_agg(${rows.cursor()}))[${index}]`;
  return sql`coalesce('"' operator(pg_catalog.||) ${cursor} operator(pg_catalog.||) '"', 'null')`;
}
