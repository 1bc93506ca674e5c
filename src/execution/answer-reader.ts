import type { RowsReader } from '../database/read-request.js';
import { PillionError } from '../errors/pillion-error.js';
import type { AnswerLayout, ItemLayout, RootLayout } from '../sql/layout.js';
import { createListWriter, isFirst, type Written } from './list-writer.js';
import { createRowWriter, type Fields, splitAtBelow } from './row-writer.js';

/** Writes one root field. */
interface RootWriter {
  readonly row: (fields: Fields) => void;
  /** The JSON of the field. */
  readonly end: () => string;
}

/**
 * Writes the answer from rows as they come, one JSON text for each root field.
 * @param numbers The values of the layout's slots.
 * @param maxBytes What the answer may have; beyond it no more rows are wanted.
 */
export function createAnswerReader(
  { roots, rootColumn, lengthColumn }: AnswerLayout,
  numbers: readonly number[],
  maxBytes: number | undefined,
): RowsReader {
  const written: Written = { characters: 0 };
  const writers = roots.map((root) => createRootWriter(root, numbers, written));
  const [first] = writers;
  let tooLong = false;
  return {
    row(fields) {
      const writer = rootColumn === undefined ? first : writers[Number(fields[rootColumn])];
      writer?.row(fields);
      if (maxBytes === undefined) return true;
      tooLong ||= written.characters > maxBytes || (lengthColumn !== undefined && fields[lengthColumn] !== null);
      return !tooLong;
    },
    columns() {
      if (tooLong && maxBytes !== undefined) throw tooLarge(maxBytes);
      const texts = writers.map(({ end }) => end());
      if (maxBytes !== undefined && areLonger(texts, maxBytes)) throw tooLarge(maxBytes);
      return texts;
    },
  };
}

/** A character has three bytes at most. */
function areLonger(texts: readonly string[], maxBytes: number): boolean {
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (characters * 3 <= maxBytes) return false;
  return characters > maxBytes || texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) > maxBytes;
}

export function tooLarge(limit: number): PillionError {
  return new PillionError(
    'RESULT_TOO_LARGE',
    `The answer has more than the ${limit} bytes that are allowed: ask for fewer rows or fields, page by page.`,
    { exposed: true },
  );
}

function createRootWriter(root: RootLayout, numbers: readonly number[], written: Written): RootWriter {
  return root.kind === 'list'
    ? createListWriter(root.list, numbers, written)
    : createSingleWriter(root.item, numbers, written);
}

/** One row, with the rows below it. */
function createSingleWriter(
  { pieces, below: layout }: ItemLayout,
  numbers: readonly number[],
  written: Written,
): RootWriter {
  const [before, behind] = splitAtBelow(pieces);
  const writeBefore = createRowWriter(before);
  const writeBehind = behind && createRowWriter(behind);
  const below = layout && createListWriter(layout, numbers, written);
  let texts: { readonly before: string; readonly behind: string | undefined } | undefined;
  return {
    row(fields) {
      if (layout === undefined || isFirst(layout, fields)) {
        texts = { before: writeBefore(fields), behind: writeBehind?.(fields) };
        written.characters += texts.before.length + (texts.behind?.length ?? 0);
      }
      below?.row(fields);
    },
    end() {
      if (texts === undefined) return 'null';
      return texts.behind === undefined ? texts.before : `${texts.before}${below?.end() ?? ''}${texts.behind}`;
    },
  };
}
