import type { RowsReader } from '../database/read-request.js';
import { PillionError } from '../errors/pillion-error.js';
import type { AnswerLayout, ItemLayout, ListLayout, RootLayout } from '../sql/layout.js';
import { isFirst, prepareListWriter, type Written } from './list-writer.js';
import { createRowWriter, type Fields, splitAtBelow, type WriteRow } from './row-writer.js';

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
  layout: AnswerLayout,
  numbers: readonly number[],
  maxBytes: number | undefined,
): RowsReader {
  const { rootColumn, lengthColumn } = layout;
  const written: Written = { characters: 0 };
  const writers = rootWriters(layout).map((create) => create(numbers, written));
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

type CreateRootWriter = (numbers: readonly number[], written: Written) => RootWriter;

/** A statement is run many times, and what its layout alone decides is made with the first. */
const prepared = new WeakMap<AnswerLayout, readonly CreateRootWriter[]>();

function rootWriters(layout: AnswerLayout): readonly CreateRootWriter[] {
  const known = prepared.get(layout);
  if (known !== undefined) return known;
  const made = layout.roots.map(prepareRootWriter);
  prepared.set(layout, made);
  return made;
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

function prepareRootWriter(root: RootLayout): CreateRootWriter {
  return root.kind === 'list' ? prepareListWriter(root.list) : prepareSingleWriter(root.item);
}

function prepareSingleWriter({ pieces, below }: ItemLayout): CreateRootWriter {
  const [before, behind] = splitAtBelow(pieces);
  const writers: SingleWriters = {
    writeBefore: createRowWriter(before),
    writeBehind: behind && createRowWriter(behind),
  };
  const createBelow = below && prepareListWriter(below);
  return (numbers, written) => createSingleWriter(below, writers, written, createBelow?.(numbers, written));
}

interface SingleWriters {
  readonly writeBefore: WriteRow;
  readonly writeBehind: WriteRow | undefined;
}

/** One row, with the rows below it. */
function createSingleWriter(
  layout: ListLayout | undefined,
  { writeBefore, writeBehind }: SingleWriters,
  written: Written,
  below: RootWriter | undefined,
): RootWriter {
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
