import type { Column } from '../model/database-model.js';
import type { OrderTerm } from '../plan/operation-plan.js';
import type { Compilation, OrderValues, RowSource } from './compilation.js';
import { carriedValue } from './json-value.js';
import { type Sql, sql } from './knex.js';
import { concatenate, type TextPieces } from './text-pieces.js';

/** The global identifier of a row, as `decodeNodeId` reads it. */
export function nodeIdText(
  compilation: Compilation,
  source: RowSource,
  typeName: string,
  columns: readonly Column[],
): Sql {
  return opaqueText(
    typeName,
    columns.map((column) => carriedValue(compilation, column.type, source.column(column), true)),
  );
}

/** The cursor of a row, as `decodeCursor` reads it. */
export function cursorText(
  compilation: Compilation,
  source: OrderValues,
  orderDigest: string,
  keyset: readonly OrderTerm[],
): Sql {
  return opaqueText(
    orderDigest,
    keyset.map((term) => carriedValue(compilation, term.column.type, source.value(term), term.notNull)),
  );
}

/** The cursor of a row of a list without a key: its place in the list, counted from 1. */
export function positionText(orderDigest: string, position: Sql): Sql {
  return opaqueText(orderDigest, [[position]]);
}

/** base64 of a JSON array; PostgreSQL breaks it into lines, which are joined again. */
function opaqueText(head: string, values: readonly TextPieces[]): Sql {
  const array = concatenate([`["${head}"`, ...values.flatMap((value) => [',', ...value]), ']']);
  const bytes = sql`pg_catalog.convert_to(${array}, 'UTF8')`;
  return sql`pg_catalog.translate(pg_catalog.encode(${bytes}, 'base64'), pg_catalog.chr(10), '')`;
}
