import type { ListLayout, ListPart } from '../sql/layout.js';
import { createRowWriter, type Fields, splitAtBelow, type WriteRow } from './row-writer.js';

/** How much was written: characters of JSON, without what stands round the items of a list. */
export interface Written {
  characters: number;
}

/** Writes the JSON of a list from its rows. */
export interface ListWriter {
  /** Takes a row; one that has no place in the list is of none of its items. */
  readonly row: (fields: Fields) => void;
  /** The JSON of the list, which is then empty again. */
  readonly end: () => string;
}

/**
 * Makes a writer for one answer.
 * @param numbers Page sizes and offsets, by their index in the layout.
 * @param written Is counted on.
 */
export type CreateListWriter = (numbers: readonly number[], written: Written) => ListWriter;

/** All that does not depend on the request is done here. */
export function prepareListWriter(layout: ListLayout): CreateListWriter {
  const only = layout.cutAfter === undefined && layout.cursor === undefined ? onlyItems(layout.parts) : undefined;
  return only === undefined ? prepareItemWriter(layout) : prepareTextWriter(layout, only);
}

/** The items of a list that shows them once, and the JSON before and behind them. */
interface OnlyItems extends ItemPart {
  readonly head: string;
  readonly tail: string;
}

function onlyItems(parts: readonly ListPart[]): OnlyItems | undefined {
  const at = parts.findIndex(isItems);
  const items = parts[at];
  const texts = parts.filter((part) => typeof part === 'string');
  if (items === undefined || !isItems(items) || texts.length !== parts.length - 1) return undefined;
  return { ...itemPart(items), head: texts.slice(0, at).join(''), tail: texts.slice(at).join('') };
}

/** Nothing is to be known of the list but its items: one text grows, and nothing is kept of a row. */
function prepareTextWriter({ place, below: belowLayout }: ListLayout, items: OnlyItems): CreateListWriter {
  const createBelow = belowLayout && prepareListWriter(belowLayout);
  return (numbers, written) =>
    createTextWriter({ place, belowLayout }, items, written, createBelow?.(numbers, written));
}

function createTextWriter(
  { place, belowLayout }: { readonly place: number | undefined; readonly belowLayout: ListLayout | undefined },
  { head, before, behind, tail }: OnlyItems,
  written: Written,
  below: ListWriter | undefined,
): ListWriter {
  let text = '';
  /** What stands behind the rows below the last item, which are not over yet. */
  let open: string | undefined;
  const add = (json: string): void => {
    written.characters += json.length + 1;
    text += json;
  };
  const close = (): void => {
    if (open === undefined) return;
    text += (below?.end() ?? '') + open;
    open = undefined;
  };
  return {
    row(fields) {
      if (place !== undefined && fields[place] === null) return;
      if (belowLayout === undefined || isFirst(belowLayout, fields)) {
        close();
        add(text === '' ? before(fields) : `,${before(fields)}`);
        open = behind?.(fields);
      }
      below?.row(fields);
    },
    end() {
      close();
      const json = head + text + tail;
      text = '';
      return json;
    },
  };
}

/** Items that are shown more than once or not all, or whose first and last are asked for. */
function prepareItemWriter(layout: ListLayout): CreateListWriter {
  const itemParts = layout.parts.flatMap((part) => (isItems(part) ? [itemPart(part)] : []));
  const writeCursor = layout.cursor && createRowWriter(layout.cursor);
  const createBelow = layout.below && prepareListWriter(layout.below);
  return (numbers, written) =>
    createItemWriter(layout, { itemParts, writeCursor, below: createBelow?.(numbers, written) }, numbers, written);
}

/** What the items of a list are written with. */
interface ItemWriters {
  readonly itemParts: readonly ItemPart[];
  readonly writeCursor: WriteRow | undefined;
  readonly below: ListWriter | undefined;
}

function createItemWriter(
  { parts, place, below: belowLayout, cutAfter, backward }: ListLayout,
  { itemParts, writeCursor, below }: ItemWriters,
  numbers: readonly number[],
  written: Written,
): ListWriter {
  const size = cutAfter === undefined ? undefined : numbers[cutAfter];
  let items: string[][] = itemParts.map(() => []);
  let rows: Fields[] = [];
  let count = 0;
  let open: readonly { readonly before: string; readonly behind: string | undefined }[] | undefined;

  const close = (): void => {
    if (open === undefined) return;
    const inner = below?.end() ?? '';
    for (const [at, { before, behind }] of open.entries()) {
      items[at]?.push(behind === undefined ? before : `${before}${inner}${behind}`);
    }
    open = undefined;
  };
  const begin = (fields: Fields): void => {
    close();
    count += 1;
    if (writeCursor !== undefined) rows.push(fields);
    open = itemParts.map(({ before, behind }) => {
      const texts = { before: before(fields), behind: behind?.(fields) };
      written.characters += texts.before.length + (texts.behind?.length ?? 0) + 1;
      return texts;
    });
  };
  return {
    row(fields) {
      if (place !== undefined && fields[place] === null) return;
      if (belowLayout === undefined || isFirst(belowLayout, fields)) begin(fields);
      below?.row(fields);
    },
    end() {
      close();
      const beyond = size === undefined ? 0 : Math.max(0, count - size);
      const shown = <T>(all: readonly T[]): readonly T[] =>
        beyond === 0 ? all : backward ? all.slice(beyond) : all.slice(0, all.length - beyond);
      const shownRows = shown(rows);
      const ends: Ends = { isCutOff: beyond > 0, first: shownRows[0], last: shownRows.at(-1), writeCursor };
      let at = 0;
      const text = parts
        .map((part) => (isItems(part) ? shown(items[at++] ?? []).join(',') : wholeText(part, ends, numbers)))
        .join('');
      items = itemParts.map(() => []);
      rows = [];
      count = 0;
      return text;
    },
  };
}

interface ItemPart {
  readonly before: WriteRow;
  /** Undefined if the rows below are not in it. */
  readonly behind: WriteRow | undefined;
}

function itemPart({ pieces }: Extract<ListPart, { readonly kind: 'items' }>): ItemPart {
  const [before, behind] = splitAtBelow(pieces);
  return { before: createRowWriter(before), behind: behind && createRowWriter(behind) };
}

/** Whether a row is the first of those that the row above the list comes with. */
export function isFirst({ place, below }: ListLayout, fields: Fields): boolean {
  const value = place === undefined ? null : fields[place];
  return value === null || (value === '1' && (below === undefined || isFirst(below, fields)));
}

/** What is known of a list at its end. */
interface Ends {
  readonly isCutOff: boolean;
  readonly first: Fields | undefined;
  readonly last: Fields | undefined;
  readonly writeCursor: WriteRow | undefined;
}

function isItems(part: ListPart): part is Extract<ListPart, { readonly kind: 'items' }> {
  return typeof part === 'object' && part.kind === 'items';
}

function wholeText(
  part: Exclude<ListPart, { readonly kind: 'items' }>,
  ends: Ends,
  numbers: readonly number[],
): string {
  if (typeof part === 'string') return part;
  const cursorOf = (row: Fields | undefined): string =>
    (row === undefined ? undefined : ends.writeCursor?.(row)) ?? 'null';
  switch (part.kind) {
    case 'isCutOff':
      return String(ends.isCutOff);
    case 'isOffset':
      return String((numbers[part.offset] ?? 0) > 0);
    case 'firstCursor':
      return cursorOf(ends.first);
    case 'lastCursor':
      return cursorOf(ends.last);
  }
}
