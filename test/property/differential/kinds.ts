import { compareDecimals, type Decimal, parseDecimal } from './decimal.js';
import { compareJson, type Json, parseJson } from './json.js';
import { compareMultiranges, compareRanges, parseMultirange, parseRange, type Range } from './ranges.js';

/** What a value of a type is in memory: read from PostgreSQL's text, compared as its manual says, shown as the SDL says. */
export interface Kind {
  readonly name: string;
  parse(text: string): unknown;
  compare(a: unknown, b: unknown): number;
  /** The JSON text of a value. */
  show(text: string, parsed: unknown): string;
  /** Of an array or a range: what is in it; of a multirange: its ranges. */
  readonly of?: Kind;
  /** Of a composite. */
  readonly attributes?: readonly Attribute[];
  readonly family: Family;
}

export interface Attribute {
  /** The field's name. */
  readonly name: string;
  readonly kind: Kind;
}

export type Family =
  | 'integer'
  | 'numeric'
  | 'float'
  | 'text'
  | 'boolean'
  | 'enum'
  | 'date'
  | 'timestamp'
  | 'timestamptz'
  | 'time'
  | 'timetz'
  | 'interval'
  | 'json'
  | 'inet'
  | 'range'
  | 'multirange'
  | 'composite'
  | 'array'
  | 'other';

const order = (a: number | bigint | string, b: number | bigint | string): number => (a < b ? -1 : a > b ? 1 : 0);
const quoted = (text: string): string => JSON.stringify(text);
const same = (text: string): string => text;

/** Code points in order, as the tests' server sorts; UTF-16 units would put surrogates too low. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x !== y) return surrogateLast(x) - surrogateLast(y);
  }
  return a.length - b.length;
}
const surrogateLast = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);

const integer: Kind = { name: 'int4', family: 'integer', parse: Number, compare: order, show: same };
const bigint: Kind = { name: 'int8', family: 'integer', parse: (text) => BigInt(text), compare: order, show: quoted };
const numeric: Kind = {
  name: 'numeric',
  family: 'numeric',
  parse: parseDecimal,
  compare: (a, b) => compareDecimals(a as Decimal, b as Decimal),
  show: quoted,
};
const float: Kind = {
  name: 'float8',
  family: 'float',
  parse: Number,
  compare: (a: number, b: number) =>
    Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(a)) - Number(Number.isNaN(b)) : order(a, b),
  show: (text, value: number) => (Number.isFinite(value) ? text : 'null'),
};
/** With the digits of a float4, and the rest of their value. */
const float4: Kind = { ...float, name: 'float4', parse: (text) => Math.fround(Number(text)) };
const text: Kind = {
  name: 'text',
  family: 'text',
  parse: same,
  compare: (a, b) => compareText(a as string, b as string),
  show: quoted,
};
const boolean: Kind = {
  name: 'bool',
  family: 'boolean',
  parse: (value) => ['t', 'true'].includes(value),
  compare: (a, b) => Number(a) - Number(b),
  show: (_, value) => String(value),
};
const date: Kind = { name: 'date', family: 'date', parse: parseDate, compare: order, show: isoDate };
const time: Kind = { name: 'time', family: 'time', parse: parseTime, compare: order, show: quoted };
const timetz: Kind = {
  name: 'timetz',
  family: 'timetz',
  parse: parseTimeTz,
  compare: (a: TimeTz, b: TimeTz) => order(a.utc, b.utc) || order(a.west, b.west),
  show: quoted,
};
const timestamp: Kind = {
  name: 'timestamp',
  family: 'timestamp',
  parse: parseTimestamp,
  compare: order,
  show: (value) => quoted(isoTimestamp(value)),
};
const timestamptz: Kind = {
  name: 'timestamptz',
  family: 'timestamptz',
  parse: parseTimestamp,
  compare: order,
  show: (value) => quoted(isoTimestamp(value).replace(/\+00(?= BC$|$)/, 'Z')),
};
const interval: Kind = { name: 'interval', family: 'interval', parse: parseInterval, compare: order, show: quoted };
const uuid: Kind = {
  name: 'uuid',
  family: 'other',
  parse: (value) => value.toLowerCase(),
  compare: order,
  show: quoted,
};
const bytea: Kind = {
  name: 'bytea',
  family: 'other',
  parse: (value) =>
    Buffer.from(value.startsWith('\\x') ? value.slice(2) : value, value.startsWith('\\x') ? 'hex' : 'base64'),
  compare: (a, b) => Buffer.compare(a as Buffer, b as Buffer),
  show: (_, value: Buffer) => quoted(value.toString('base64')),
};
const jsonb: Kind = {
  name: 'jsonb',
  family: 'json',
  parse: parseJson,
  compare: (a, b) => compareJson(a as Json, b as Json, compareText),
  show: same,
};
const json: Kind = { ...jsonb, name: 'json' };
const inet: Kind = { name: 'inet', family: 'inet', parse: parseInet, compare: compareInet, show: quoted };
const macaddr: Kind = { name: 'macaddr', family: 'other', parse: same, compare: order, show: quoted };
const bit: Kind = { name: 'bit', family: 'other', parse: same, compare: order, show: quoted };

const scalars: Readonly<Record<string, Kind>> = {
  int2: integer,
  int4: integer,
  int8: bigint,
  numeric,
  money: { ...numeric, name: 'money' },
  float4,
  float8: float,
  text,
  varchar: text,
  name: { ...text, name: 'name' },
  // Manual 8.3: trailing blanks of character(n) mean nothing in comparisons.
  bpchar: {
    ...text,
    name: 'bpchar',
    compare: (a: string, b: string) => compareText(a.replace(/ +$/, ''), b.replace(/ +$/, '')),
  },
  bool: boolean,
  date,
  time,
  timetz,
  timestamp,
  timestamptz,
  interval,
  uuid,
  bytea,
  json,
  jsonb,
  inet,
  cidr: { ...inet, name: 'cidr' },
  macaddr,
  macaddr8: { ...macaddr, name: 'macaddr8' },
  bit,
  varbit: { ...bit, name: 'varbit' },
};

const ranges: Readonly<Record<string, Kind>> = {
  int4range: integer,
  int8range: bigint,
  numrange: numeric,
  daterange: date,
  tsrange: timestamp,
  tstzrange: timestamptz,
  float_range: float,
};

/** The labels of an enum in their order, and what they are called in the schema. */
export interface EnumLabels {
  readonly values: readonly string[];
  readonly names: readonly string[];
}

/** Shown by its fields, which are selected. */
function inParts(): never {
  throw new Error('This value is shown in parts.');
}

function rangeKind(name: string, of: Kind): Kind {
  return {
    name,
    family: 'range',
    of,
    parse: (text) => parseRange(text, of),
    compare: (a: Range, b: Range) => compareRanges(a, b),
    show: inParts,
  };
}

function multirangeKind(name: string, of: Kind): Kind {
  return {
    name,
    family: 'multirange',
    of,
    parse: (text) => parseMultirange(text, of),
    compare: (a: readonly Range[], b: readonly Range[]) => compareMultiranges(a, b),
    show: inParts,
  };
}

/** Their values are compared by their attributes only. */
export function compositeKind(name: string, attributes: readonly Attribute[]): Kind {
  return {
    name,
    family: 'composite',
    attributes,
    parse: (text) => {
      const texts = parseComposite(text);
      return Object.fromEntries(
        attributes.map(({ name: attribute, kind }, index) => {
          const part = texts[index] ?? null;
          return [attribute, part === null ? null : { text: part, value: kind.parse(part) }];
        }),
      );
    },
    compare: inParts,
    show: inParts,
  };
}

/** `(title,"a, b",)`: nothing at all is null. */
function parseComposite(text: string): (string | null)[] {
  return Array.from(
    `,${text.slice(1, -1)}`.matchAll(/,(?:"((?:[^"\\]|\\.|"")*)"|([^",]*))/gs),
    ([, inQuotes, bare]) => {
      if (inQuotes !== undefined) return inQuotes.replaceAll(/""|\\(.)/gs, (_, escaped?: string) => escaped ?? '"');
      return bare === undefined || bare === '' ? null : bare;
    },
  );
}

/** The kind of a type by its name in `pg_type`, or undefined where the evaluator does not know it. */
export function kindOf(type: string, enums: ReadonlyMap<string, EnumLabels>): Kind | undefined {
  const scalar = scalars[type];
  if (scalar !== undefined) return scalar;
  const bound = ranges[type];
  if (bound !== undefined) return rangeKind(type, bound);
  const range = type.replace('multirange', 'range');
  const ofRange = ranges[range];
  if (ofRange !== undefined) return multirangeKind(type, rangeKind(range, ofRange));
  const labels = enums.get(type);
  if (labels !== undefined) {
    const { values, names } = labels;
    return {
      name: type,
      family: 'enum',
      parse: (label) => (values.includes(label) ? values.indexOf(label) : names.indexOf(label)),
      compare: order,
      show: (label) => quoted(names[values.indexOf(label)] ?? ''),
    };
  }
  if (!type.startsWith('_')) return undefined;
  const of = kindOf(type.slice(1), enums);
  if (of === undefined || of.family === 'range' || of.family === 'multirange') return undefined;
  return {
    name: type,
    family: 'array',
    of,
    parse: (value) => parseArray(value).map((item) => (item === null ? null : { text: item, value: of.parse(item) })),
    compare: (a: readonly Element[], b: readonly Element[]) => compareLists(a, b, of),
    show: (_, list: readonly Element[]) =>
      `[${list.map((item) => (item === null ? 'null' : of.show(item.text, item.value))).join(',')}]`,
  };
}

export type Element = { readonly text: string; readonly value: unknown } | null;

/** array_cmp: element by element, null above all and equal to null, then the shorter one first. */
function compareLists(a: readonly Element[], b: readonly Element[], of: Kind): number {
  for (const [index, x] of a.entries()) {
    const y = b[index];
    if (y === undefined) return 1;
    if (x === null || y === null) {
      if (x !== y) return x === null ? 1 : -1;
    } else {
      const result = of.compare(x.value, y.value);
      if (result !== 0) return result;
    }
  }
  return a.length - b.length;
}

/** One dimension only: `[2:3]={a,"b c",NULL}`. */
function parseArray(source: string): (string | null)[] {
  const items = source.slice(source.indexOf('{') + 1, -1);
  return Array.from(items.matchAll(/"((?:[^"\\]|\\.)*)"|[^,]+/gs), ([whole, inner]) => {
    if (inner !== undefined) return inner.replaceAll(/\\(.)/gs, '$1');
    return whole === 'NULL' ? null : whole;
  });
}

/** As PostgreSQL writes a double: the fewest digits that read back as it, with an exponent below 1e-4 and from 1e15 on. */
export function printFloat(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const places = Number(exponent);
  if (places >= -4 && places < 15) return value.toString();
  return `${digits}e${places < 0 ? '-' : '+'}${String(Math.abs(places)).padStart(2, '0')}`;
}

/** Days since 1970, or an infinity. */
export function parseDate(source: string): number {
  if (source.endsWith('infinity')) return source.startsWith('-') ? -Infinity : Infinity;
  const [, year = '0', month = '1', day = '1', era] = /^(\d+)-(\d+)-(\d+)( BC)?/.exec(source) ?? [];
  return daysOf(era === undefined ? Number(year) : 1 - Number(year), Number(month), Number(day));
}

function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const century = Math.floor(y / 400);
  const ofCentury = y - century * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    century * 146_097 + ofCentury * 365 + Math.floor(ofCentury / 4) - Math.floor(ofCentury / 100) + ofYear - 719_468
  );
}

/**
 * The text of a day, or of the first day of its month, quarter or year.
 * @param months How many months are taken together: 1, 3 or 12.
 */
export function dayText(days: number, months?: number): string {
  const shifted = days + 719_468;
  const century = Math.floor(shifted / 146_097);
  const ofCentury = shifted - century * 146_097;
  const yearOfCentury = Math.floor(
    (ofCentury - Math.floor(ofCentury / 1460) + Math.floor(ofCentury / 36_524) - Math.floor(ofCentury / 146_096)) / 365,
  );
  const ofYear = ofCentury - (365 * yearOfCentury + Math.floor(yearOfCentury / 4) - Math.floor(yearOfCentury / 100));
  const place = Math.floor((5 * ofYear + 2) / 153);
  const month = place < 10 ? place + 3 : place - 9;
  const year = century * 400 + yearOfCentury + (month <= 2 ? 1 : 0);
  const day = months === undefined ? ofYear - Math.floor((153 * place + 2) / 5) + 1 : 1;
  const first = months === undefined ? month : month - ((month - 1) % months);
  const two = (part: number): string => String(part).padStart(2, '0');
  const ofEra = String(year > 0 ? year : 1 - year).padStart(4, '0');
  return `${ofEra}-${two(first)}-${two(day)}${year > 0 ? '' : ' BC'}`;
}

/** Microseconds since midnight. */
function parseTime(source: string): number {
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] =
    /(\d+):(\d+)(?::(\d+)(?:\.(\d+))?)?/.exec(source) ?? [];
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1e6 + Number(fraction.padEnd(6, '0'));
}

interface TimeTz {
  readonly utc: number;
  readonly west: number;
}
function parseTimeTz(source: string): TimeTz {
  const [, clock = '', sign = '+', hours = '0', minutes = '0', seconds = '0'] =
    /^(.+?)([+-])(\d+)(?::(\d+))?(?::(\d+))?$/.exec(source) ?? [];
  const offset = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * (sign === '+' ? -1 : 1);
  return { utc: parseTime(clock) + offset * 1e6, west: offset };
}

/** Microseconds since 1970, a BigInt where a number has not enough digits: both compare with `<`. */
function parseTimestamp(source: string): number | bigint {
  if (source.endsWith('infinity')) return source.startsWith('-') ? -Infinity : Infinity;
  const [, day = '', clock = '', sign, hours = '0', minutes = '0', era = ''] =
    /^(\d+-\d+-\d+)[ T]([\d:.]+)(?:Z|([+-])(\d+)(?::?(\d+))?)?( BC)?$/.exec(source) ?? [];
  if (day === '') throw new Error(`Not a timestamp: ${source}`);
  const offset = (Number(hours) * 60 + Number(minutes)) * 60e6 * (sign === '-' ? -1 : 1);
  const days = parseDate(day + era);
  const rest = parseTime(clock) - offset;
  const exact = BigInt(days) * 86_400_000_000n + BigInt(rest);
  return exact > -9_007_199_254_740_992n && exact < 9_007_199_254_740_992n ? Number(exact) : exact;
}

function isoDate(source: string): string {
  return quoted(source);
}

function isoTimestamp(source: string): string {
  return source.replace(' ', 'T').replace('TBC', ' BC');
}

/** Manual 9.9: for comparison a month is 30 days, a day 24 hours. In microseconds. */
function parseInterval(source: string): bigint | number {
  if (source.endsWith('infinity')) return source.startsWith('-') ? -Infinity : Infinity;
  const [, day = '', clock = ''] = /^P([^T]*)(?:T(.*))?$/.exec(source) ?? [];
  const part = (of: string, unit: string): string => new RegExp(`(-?[\\d.]+)${unit}`).exec(of)?.[1] ?? '0';
  const months = BigInt(part(day, 'Y')) * 12n + BigInt(part(day, 'M'));
  const days = months * 30n + BigInt(part(day, 'W')) * 7n + BigInt(part(day, 'D'));
  const { digits, scale } = parseDecimal(part(clock, 'S'));
  const seconds = digits * 10n ** BigInt(6 - scale);
  return days * 86_400_000_000n + (BigInt(part(clock, 'H')) * 60n + BigInt(part(clock, 'M'))) * 60_000_000n + seconds;
}

export interface Address {
  readonly bits: bigint;
  readonly size: 32 | 128;
  readonly prefix: number;
}

function parseInet(source: string): Address {
  const [address = '', mask] = source.split('/');
  const size = address.includes(':') ? 128 : 32;
  const prefix = mask === undefined ? size : Number(mask);
  if (size === 32) {
    return { bits: address.split('.').reduce((bits, byte) => bits * 256n + BigInt(byte), 0n), size, prefix };
  }
  const [head = '', tail] = address.split('::');
  const groups = (of: string): string[] => (of === '' ? [] : of.split(':'));
  const [left, right] = [groups(head), groups(tail ?? '')];
  const all = [
    ...left,
    ...Array.from({ length: tail === undefined ? 0 : 8 - left.length - right.length }, () => '0'),
    ...right,
  ];
  return { bits: all.reduce((bits, group) => bits * 65_536n + BigInt(`0x${group}`), 0n), size, prefix };
}

/** network_cmp: the family, the bits of the shorter prefix, the prefix, all bits. */
function compareInet(a: Address, b: Address): number {
  if (a.size !== b.size) return a.size - b.size;
  const common = Math.min(a.prefix, b.prefix);
  return order(networkOf(a, common), networkOf(b, common)) || a.prefix - b.prefix || order(a.bits, b.bits);
}

export function networkOf(address: Address, prefix: number): bigint {
  return address.bits >> BigInt(address.size - prefix);
}
