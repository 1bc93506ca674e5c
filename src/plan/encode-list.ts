import { arrayText } from './array-text.js';
import { badUserInput } from './bad-user-input.js';
import { checkModifier } from './check-modifier.js';
import type { Encoding, TypedEncoding } from './slot.js';

type EncodingOf<Kind extends Encoding['kind']> = Extract<Encoding, { readonly kind: Kind }>;

/** Given by the caller, since parts have parts. */
type EncodeAs = (part: TypedEncoding, value: unknown, argument: string) => string;

/**
 * A list, or lists of lists, as PostgreSQL's array text.
 * @throws {PillionError} `BAD_USER_INPUT` for lists side by side that are not of one length.
 */
export function encodeList(
  { element, dimensions }: EncodingOf<'list'>,
  value: unknown,
  argument: string,
  encodeAs: EncodeAs,
): string {
  const items = value as readonly unknown[];
  if (dimensions === 1) {
    return arrayText(
      items.map((item, index) => (item === null ? null : encodeAs(element, item, `${argument}[${index}]`))),
    );
  }
  const lists = items.map((item, index) =>
    encodeList({ kind: 'list', element, dimensions: dimensions - 1 }, item, `${argument}[${index}]`, encodeAs),
  );
  if (new Set(items.map(lengthsOf)).size > 1) {
    throw badUserInput(
      argument,
      'the lists inside must be of one length, as PostgreSQL has arrays of several dimensions.',
    );
  }
  // An array without an element has no dimensions.
  return lists.every((list) => list === '{}') ? '{}' : `{${lists.join(',')}}`;
}

/** `2,3`: how long a list is, and those inside of it, whose lengths have been found to be one. */
function lengthsOf(value: unknown): string {
  if (!Array.isArray(value)) return '';
  return `${value.length},${lengthsOf(value[0])}`;
}

/** A composite value as PostgreSQL's row text: `("Oslo",,"1")`; what is left out is null. */
export function encodeComposite(
  { fields }: EncodingOf<'composite'>,
  value: unknown,
  argument: string,
  encodeAs: EncodeAs,
): string {
  const given = value as Readonly<Record<string, unknown>>;
  const texts = fields.map(({ field, ...part }) => {
    const own = Object.hasOwn(given, field) ? given[field] : undefined;
    if (own === undefined || own === null) return '';
    checkModifier(part.type, own, `${argument}.${field}`);
    return quoted(encodeAs(part, own, `${argument}.${field}`));
  });
  return `(${texts.join(',')})`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '$&$&')}"`;
}
