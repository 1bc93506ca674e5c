import type { BaseType } from '../model/data-type.js';
import { badUserInput } from './bad-user-input.js';
import { decodeCursor, orderDigestOf } from './cursor.js';
import { notGivenOut } from './not-given-out.js';
import type { CursorBound, OrderTerm, Page } from './operation-plan.js';
import type { ListSource, PageSizes } from './plan-context.js';
import type { Order } from './plan-order.js';
import type { Input } from './read-arguments.js';
import { roundOffset, roundSize } from './round-size.js';
import type { Slot, Source } from './slot.js';

/**
 * The page arguments of a list.
 * @throws {PillionError} `BAD_USER_INPUT` for arguments that do not go together and cursors of another order.
 */
export function planPage(
  list: ListSource,
  order: Order,
  inputs: ReadonlyMap<string, Input>,
  pageSizes: PageSizes,
  asksOn: { readonly next: boolean; readonly previous: boolean },
  argument: string,
): Page {
  const first = leafSource(inputs.get('first'));
  const last = leafSource(inputs.get('last'));
  const after = leafSource(inputs.get('after'));
  const before = leafSource(inputs.get('before'));
  const offset = leafSource(inputs.get('offset'));
  const backward = last !== undefined || (before !== undefined && first === undefined && after === undefined);
  if (first && last) throw badUserInput(`${argument}.last`, 'give either first or last.');
  if (backward && offset) throw badUserInput(`${argument}.offset`, 'offset counts from the start: use it with first.');
  if (order.positional && (last ?? before)) {
    throw badUserInput(
      `${argument}.${last ? 'last' : 'before'}`,
      'this list has no key to count from its end by: use first, after and offset.',
    );
  }
  const orderDigest = orderDigestOf(list, order);
  const bound = (name: string, source: Source | undefined): CursorBound | undefined =>
    source && cursorBound(order, orderDigest, source, inputs.get(name), `${argument}.${name}`);
  const maximum = pageSizes.maximumOf(list);
  return {
    direction: backward ? 'backward' : 'forward',
    size: rowsSlot(
      first ?? last ?? { kind: 'constant', value: pageSizes.defaultOf(list) },
      maximum,
      `${argument}.${backward ? 'last' : 'first'}`,
    ),
    offset: offset && rowsSlot(offset, Number.MAX_SAFE_INTEGER, `${argument}.offset`),
    within: order.positional ? undefined : rowsWithin(inputs, backward ? 'last' : 'first', pageSizes.defaultOf(list)),
    after: bound('after', after),
    before: bound('before', before),
    lookAhead: backward ? asksOn.previous : asksOn.next,
    keyset: order.keyset,
    positional: order.positional,
    orderDigest,
  };
}

/** Of numbers that stand in variables, only the round ones that they lie within are known when the plan is made. */
function rowsWithin(
  inputs: ReadonlyMap<string, Input>,
  sizeArgument: 'first' | 'last',
  defaultSize: number,
): number | undefined {
  const [size, offset] = [inputs.get(sizeArgument), inputs.get('offset')];
  const skipped = offset === undefined ? 0 : numberWithin(offset, roundOffset);
  const shown = size === undefined ? defaultSize : numberWithin(size, roundSize);
  return skipped === undefined || shown === undefined ? undefined : skipped + shown;
}

function numberWithin(input: Input, round: (value: number) => number | undefined): number | undefined {
  if (input.kind !== 'leaf' || typeof input.value !== 'number') return undefined;
  return input.source.kind === 'constant' ? input.value : round(input.value);
}

export function leafSource(input: Input | undefined): Source | undefined {
  return input?.kind === 'leaf' ? input.source : undefined;
}

function cursorBound(
  order: Order,
  orderDigest: string,
  source: Source,
  input: Input | undefined,
  argument: string,
): CursorBound {
  const text = input?.kind === 'leaf' ? input.value : undefined;
  const terms = order.positional ? [undefined] : order.keyset;
  const values = decodeCursor(text, orderDigest, terms.length, argument);
  return {
    values: terms.map((term, index) => {
      if (values[index] !== null) {
        return cursorSlot(term, { orderDigest, length: terms.length, index }, source, argument);
      }
      if (term === undefined || term.notNull) throw notGivenOut(argument);
      return undefined;
    }),
  };
}

function cursorSlot(
  term: OrderTerm | undefined,
  place: { readonly orderDigest: string; readonly length: number; readonly index: number },
  source: Source,
  argument: string,
): Slot {
  if (term !== undefined) return { source, encoding: { kind: 'cursor', ...place }, type: term.column.type, argument };
  return { source, encoding: { kind: 'position', orderDigest: place.orderDigest }, type: bigint, argument };
}

/** A number of rows: from 0 to `maximum`. */
export function rowsSlot(source: Source, maximum: number, argument: string): Slot {
  return { source, encoding: { kind: 'rows', maximum, plus: 0 }, type: bigint, argument };
}

/** The type of LIMIT and OFFSET. */
const bigint: BaseType = {
  kind: 'base',
  oid: 20,
  namespace: 'pg_catalog',
  name: 'int8',
  modifier: -1,
  orderingNamespace: 'pg_catalog',
};
