import { join, type Sql, sql, verbatim } from './knex.js';
import { quoteLiteral } from './quote.js';

/** Text to be put together: strings stand for themselves, SQL for its value, which must not be null. */
export type TextPieces = readonly (string | Sql)[];

/**
 * One SQL expression for the pieces. `concat` writes every type by its output function and is not bound to two
 * operands; it takes 100 arguments at most (FUNC_MAX_ARGS), so longer ones are nested.
 */
export function concatenate(pieces: TextPieces): Sql {
  const merged = mergeStrings(pieces).map((piece) =>
    typeof piece === 'string' ? verbatim(quoteLiteral(piece)) : piece,
  );
  return concat(merged);
}

function concat(pieces: readonly Sql[]): Sql {
  if (pieces.length === 0) return verbatim("''");
  if (pieces.length <= argumentLimit) return sql`pg_catalog.concat(${join(pieces, ', ')})`;
  const chunks: Sql[] = [];
  for (let start = 0; start < pieces.length; start += argumentLimit) {
    chunks.push(concat(pieces.slice(start, start + argumentLimit)));
  }
  return concat(chunks);
}

const argumentLimit = 100;

function mergeStrings(pieces: TextPieces): TextPieces {
  const merged: (string | Sql)[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  return merged;
}

/** The text of a JSON object from its members; keys are GraphQL names, so they need no escape. */
export function objectPieces(members: readonly { readonly key: string; readonly value: TextPieces }[]): TextPieces {
  return ['{', ...members.flatMap(({ key, value }, index) => [`${index === 0 ? '' : ','}"${key}":`, ...value]), '}'];
}
