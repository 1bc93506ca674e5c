import { baseOf, type DataType } from '../model/data-type.js';
import { badUserInput } from './bad-user-input.js';
import { decodeCursor } from './cursor.js';
import { encodeEntityKeys, encodeEntityPlaces } from './encode-entity-keys.js';
import { encodeHstore, type HstoreEntry } from './encode-hstore.js';
import { encodeRanges } from './encode-range.js';
import { encodeForeignValue, encodeValue } from './encode-value.js';
import { decodeNodeId } from './node-id.js';
import { notGivenOut } from './not-given-out.js';
import { rawSearchQuery } from './raw-search-query.js';
import type { Slot, Source, TypedEncoding } from './slot.js';
import { encodeComposite, encodeList } from './encode-list.js';
import { arrayText } from './array-text.js';

/**
 * Fills the slots of a statement.
 * @param variables The operation's variables as graphql-js coerced them.
 * @returns One text for each slot, in PostgreSQL's text format.
 * @throws {PillionError} `BAD_USER_INPUT` naming the argument.
 */
export function bindSlots(slots: readonly Slot[], variables: Readonly<Record<string, unknown>>): string[] {
  return slots.map((slot) => encodeAs(slot, valueOf(slot.source, variables), slot.argument));
}

function valueOf(source: Source, variables: Readonly<Record<string, unknown>>): unknown {
  switch (source.kind) {
    case 'constant':
      return source.value;
    case 'list':
      return source.items.map((item) => valueOf(item, variables));
    case 'object':
      return Object.fromEntries(source.fields.map(([name, field]) => [name, valueOf(field, variables)]));
    case 'variable': {
      let value: unknown = variables;
      for (const step of source.path) value = (value as Record<string | number, unknown>)[step];
      return value;
    }
  }
}

function encodeAs({ encoding, type }: TypedEncoding, value: unknown, argument: string): string {
  switch (encoding.kind) {
    case 'value':
      return encodeValue(value, type, argument);
    case 'array':
      return arrayText(
        (value as unknown[]).map((item, index) => (item === null ? null : encodeElement(item, type, argument, index))),
      );
    case 'list':
      return encodeList(encoding, value, argument, encodeAs);
    case 'composite':
      return encodeComposite(encoding, value, argument, encodeAs);
    case 'range':
      return encodeRanges(value, type, argument);
    case 'hstore':
      return encodeHstore(value as readonly HstoreEntry[], argument);
    case 'oneOf': {
      const text = encoding.texts.get(value as string);
      if (text !== undefined) return text;
      throw badUserInput(argument, `there is no ${encoding.what} ${JSON.stringify(value)}.`);
    }
    case 'rawSearch':
      return rawSearchQuery(encodeValue(value, type, argument), argument);
    case 'label':
      return encoding.array
        ? arrayText(
            (value as (string | null)[]).map((name) => (name === null ? null : (encoding.labels.get(name) ?? name))),
          )
        : (encoding.labels.get(value as string) ?? (value as string));
    case 'likePattern':
      return likePattern(encodeValue(value, type, argument), argument);
    case 'pattern': {
      const literal = encodeValue(value, type, argument).replace(/[\\%_]/g, '\\$&');
      return `${encoding.anyBefore ? '%' : ''}${literal}${encoding.anyAfter ? '%' : ''}`;
    }
    case 'rows':
      return String(rowCount(value as number, encoding.maximum, argument) + encoding.plus);
    case 'distance':
      return notNegative(encodeValue(value, type, argument), argument);
    case 'fraction':
      return fraction(value as number, argument);
    case 'binWidth':
      return binWidth(encodeValue(value, type, argument), encoding.whole, argument);
    case 'cursor': {
      const values = decodeCursor(value, encoding.orderDigest, encoding.length, argument);
      return encodeForeignValue(values[encoding.index], type, argument);
    }
    case 'position': {
      const [position] = decodeCursor(value, encoding.orderDigest, 1, argument);
      if (!Number.isSafeInteger(position) || (position as number) < 1) throw notGivenOut(argument);
      return String(position);
    }
    case 'nodeId': {
      const { values } = decodeNodeId(value, argument);
      if (values.length !== encoding.length) throw badUserInput(argument, 'this global identifier is incomplete.');
      return encodeForeignValue(values[encoding.index], type, argument);
    }
    case 'entityKeys':
      return encodeEntityKeys(encoding, value, argument);
    case 'entityPlaces':
      return encodeEntityPlaces(encoding, value);
  }
}

function rowCount(value: number, maximum: number, argument: string): number {
  if (value < 0) throw badUserInput(argument, `${value} is negative; it must be from 0 to ${maximum}.`);
  if (value > maximum) throw badUserInput(argument, `${value} is too much; it must be from 0 to ${maximum}.`);
  return value;
}

function fraction(value: number, argument: string): string {
  if (value < 0 || value > 1) throw badUserInput(argument, `${value} is no fraction; it must be from 0 to 1.`);
  return String(value);
}

function notNegative(text: string, argument: string): string {
  if (Number(text) < 0) throw badUserInput(argument, `${text} is negative; a distance is not.`);
  return text;
}

function binWidth(text: string, whole: boolean, argument: string): string {
  // Number() makes zero of what is merely very small.
  const [mantissa = ''] = text.toLowerCase().split('e');
  if (!/[1-9]/.test(mantissa) || !/^[+.\d]/.test(text)) throw badUserInput(argument, 'the width must be above zero.');
  if (whole && !/^\+?\d+$/.test(text)) throw badUserInput(argument, 'the width must be whole, as the numbers are.');
  return text;
}

/** PostgreSQL would find the fault only once a value matches as far as that. */
function likePattern(text: string, argument: string): string {
  if (/(?<!\\)(?:\\\\)*\\$/.test(text)) {
    throw badUserInput(
      argument,
      'a pattern must not end with a single backslash, which takes the meaning from the next character.',
    );
  }
  return text;
}

/** Ranges are the only elements that are no scalars. */
function encodeElement(item: unknown, type: DataType, argument: string, index: number): string {
  const element = elementOf(type);
  const { kind } = baseOf(element);
  if (kind === 'range' || kind === 'multirange') return encodeRanges(item, element, `${argument}[${index}]`);
  return encodeValue(item, element, argument);
}

function elementOf(type: Slot['type']): Slot['type'] {
  return type.kind === 'array' ? type.element : type;
}
