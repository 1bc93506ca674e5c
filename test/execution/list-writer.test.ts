import { describe, expect, it } from 'vitest';
import { createAnswerReader } from '../../src/execution/answer-reader.js';
import type { AnswerLayout, ListLayout, Piece } from '../../src/sql/layout.js';

const value = (column: number): Piece => ({ kind: 'value', column, form: 'json' });
const list: ListLayout = {
  parts: ['[', { kind: 'items', pieces: [value(0)] }, ']'],
  place: undefined,
  below: undefined,
  cutAfter: undefined,
  backward: false,
  cursor: undefined,
};

function written(layout: ListLayout, rows: readonly (readonly (string | null)[])[], numbers: readonly number[] = []) {
  const answer: AnswerLayout = {
    roots: [{ kind: 'list', list: layout }],
    rootColumn: undefined,
    lengthColumn: undefined,
    slots: [],
  };
  const reader = createAnswerReader(answer, numbers, undefined);
  for (const row of rows) expect(reader.row(row)).toBe(true);
  return reader.columns();
}

describe('the rows of a list', () => {
  it('are its items', () => {
    expect(written(list, [['1'], ['2'], [null]])).toEqual(['[1,2,null]']);
    expect(written(list, [])).toEqual(['[]']);
  });

  it('stand beside the row above, whose columns come with the first of them', () => {
    const tags: ListLayout = { ...list, parts: ['[', { kind: 'items', pieces: [value(4)] }, ']'], place: 3 };
    const tracks: ListLayout = {
      ...list,
      parts: ['[', { kind: 'items', pieces: ['{"t":', value(2), ',"g":', { kind: 'below' }, '}'] }, ']'],
      place: 1,
      below: tags,
    };
    const albums: ListLayout = {
      ...list,
      parts: ['[', { kind: 'items', pieces: ['{"a":', value(0), ',"s":', { kind: 'below' }, '}'] }, ']'],
      below: tracks,
    };
    expect(
      written(albums, [
        ['1', '1', '11', '1', '111'],
        [null, '1', null, '2', '112'],
        [null, '2', '12', null, null],
        ['2', null, null, null, null],
        ['3', '1', '31', '1', '311'],
        // Alike, and another album all the same.
        ['3', '1', '31', '1', '311'],
      ]),
    ).toEqual([
      '[{"a":1,"s":[{"t":11,"g":[111,112]},{"t":12,"g":[]}]},{"a":2,"s":[]},' +
        '{"a":3,"s":[{"t":31,"g":[311]}]},{"a":3,"s":[{"t":31,"g":[311]}]}]',
    ]);
  });

  it.each([
    [false, '[1,2]', 'true', 'WzFd', 'WzJd'],
    [true, '[2,3]', 'true', 'WzJd', 'WzNd'],
  ])('are cut off where one more was read than is shown; backward: %s', (backward, items, cut, first, last) => {
    const page: ListLayout = {
      ...list,
      parts: [...list.parts, ',', { kind: 'isCutOff' }, ',', { kind: 'firstCursor' }, ',', { kind: 'lastCursor' }],
      cutAfter: 0,
      backward,
      cursor: [{ kind: 'opaque', pieces: ['[', value(0), ']'] }],
    };
    expect(written(page, [['1'], ['2'], ['3']], [2])).toEqual([`${items},${cut},"${first}","${last}"`]);
    expect(written(page, [['1'], ['2'], ['3']], [3])).toEqual(['[1,2,3],false,"WzFd","WzNd"']);
    expect(written(page, [['1']], [0])).toEqual(['[],true,null,null']);
    expect(written(page, [], [2])).toEqual(['[],false,null,null']);
  });
});

describe('an answer that is longer than it may be', () => {
  const layout: AnswerLayout = {
    roots: [{ kind: 'list', list }],
    rootColumn: undefined,
    lengthColumn: 1,
    slots: [],
  };

  it('wants no more rows once it is', () => {
    const reader = createAnswerReader(layout, [], 10);
    const taken = Array.from({ length: 10 }, () => reader.row(['12345', null]));
    expect(taken).toEqual([true, ...Array<boolean>(9).fill(false)]);
    expect(() => reader.columns()).toThrow(/more than the 10 bytes/);
  });

  it('wants no more rows when a value stayed away for its length', () => {
    const reader = createAnswerReader(layout, [], 10);
    expect(reader.row([null, '11'])).toBe(false);
    expect(() => reader.columns()).toThrow(/more than the 10 bytes/);
  });
});
