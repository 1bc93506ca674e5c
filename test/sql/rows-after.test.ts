import { describe, expect, test } from 'vitest';
import type { Column } from '../../src/model/database-model.js';
import type { OrderTerm } from '../../src/plan/operation-plan.js';
import type { Slot } from '../../src/plan/slot.js';
import { createCompilation, type OrderValues, tableSource } from '../../src/sql/compilation.js';
import { toNative } from '../../src/sql/knex.js';
import { reverse, rowsAfter } from '../../src/sql/rows-after.js';
import { base } from '../typesystem/shop-model.js';

type Direction = readonly [descending: boolean, nullsFirst: boolean];
const asc: Direction = [false, false];
const ascFirst: Direction = [false, true];
const desc: Direction = [true, true];
const descLast: Direction = [true, false];

const int4 = base('int4', 23);

function term(name: string, [descending, nullsFirst]: Direction, notNull: boolean): OrderTerm {
  const column: Column = { name, position: 1, type: int4, notNull, comment: undefined, tags: {} };
  return { path: [], column, notNull, descending, nullsFirst };
}

/** The values differ, for equal ones would share a parameter. */
const slot = (value: number): Slot => ({
  source: { kind: 'constant', value },
  encoding: { kind: 'value' },
  type: int4,
  argument: '',
});

const source = tableSource('t');
const values: OrderValues = { value: ({ column }) => source.column(column) };

/** The condition, with what every operator and cast say taken out. */
function conditionOf(order: readonly OrderTerm[], nulls: readonly boolean[]): string {
  const bound = { values: nulls.map((isNull, index) => (isNull ? undefined : slot(index))) };
  const { text } = toNative(rowsAfter(createCompilation(new Map(), false), values, order, bound));
  return text
    .replace(/operator\(pg_catalog\.(.+?)\)/g, '$1')
    .replace(/::pg_catalog\.int4/g, '')
    .replace(/t\."(\w+)"/g, '$1');
}

describe('one column', () => {
  test.each([
    ['asc', asc, true, false, 'a > $1'],
    ['desc', desc, true, false, 'a < $1'],
    ['asc, nulls last', asc, false, false, '(a > $1 or a is null)'],
    ['asc, nulls last, after a null', asc, false, true, 'false'],
    ['asc, nulls first', ascFirst, false, false, 'a > $1'],
    ['asc, nulls first, after a null', ascFirst, false, true, 'a is not null'],
    ['desc, nulls first', desc, false, false, 'a < $1'],
    ['desc, nulls first, after a null', desc, false, true, 'a is not null'],
    ['desc, nulls last', descLast, false, false, '(a < $1 or a is null)'],
    ['desc, nulls last, after a null', descLast, false, true, 'false'],
  ] as const)('%s', (_name, direction, notNull, isNull, condition) => {
    expect(conditionOf([term('a', direction, notNull)], [isNull])).toBe(condition);
  });
});

describe('several columns', () => {
  test('that are never null and go one way are compared as rows', () => {
    const order = [term('a', asc, true), term('b', asc, true)];
    expect(conditionOf(order, [false, false])).toBe('row(a, b) > row($1, $2)');
    expect(conditionOf(reverse(order), [false, false])).toBe('row(a, b) < row($1, $2)');
  });

  test('that go different ways', () => {
    const order = [term('a', asc, true), term('b', desc, true)];
    expect(conditionOf(order, [false, false])).toBe('(a > $1 or (a = $1 and b < $2))');
  });

  test('with nulls', () => {
    const order = [term('a', asc, false), term('b', descLast, false), term('c', asc, true)];
    expect(conditionOf(order, [false, false, false])).toBe(
      '((a > $1 or a is null) or (a = $1 and ((b < $2 or b is null) or (b = $2 and c > $3))))',
    );
    expect(conditionOf(order, [true, false, false])).toBe(
      '(a is null and ((b < $1 or b is null) or (b = $1 and c > $2)))',
    );
    expect(conditionOf(order, [false, true, false])).toBe(
      '((a > $1 or a is null) or (a = $1 and (b is null and c > $2)))',
    );
    expect(conditionOf(order, [true, true, false])).toBe('(a is null and (b is null and c > $1))');
  });
});

test('an order read from its end is turned round, nulls too', () => {
  const order = [term('a', asc, false), term('b', descLast, false)];
  expect(reverse(order).map(({ descending, nullsFirst }) => [descending, nullsFirst])).toEqual([desc, ascFirst]);
  expect(reverse(reverse(order))).toEqual(order);
});
