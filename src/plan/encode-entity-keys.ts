import { baseOf } from '../model/data-type.js';
import { scalarOfType } from '../typesystem/scalar-of-type.js';
import { arrayText } from './array-text.js';
import { badUserInput } from './bad-user-input.js';
import { representationsBy } from './entity-key.js';
import { encodeValue } from './encode-value.js';
import type { Encoding, TypedEncoding } from './slot.js';

type EncodingOf<Kind extends Encoding['kind']> = Extract<Encoding, { readonly kind: Kind }>;

/**
 * The values of one field of the key of those representations that refer by it, as PostgreSQL's array text.
 * @throws {PillionError} `BAD_USER_INPUT` naming the representation whose value the column cannot hold.
 */
export function encodeEntityKeys(
  { key, field, value }: EncodingOf<'entityKeys'>,
  list: unknown,
  argument: string,
): string {
  return arrayText(
    representationsBy(key, list).map(({ representation, place }) =>
      encodeKey(value, representation[field], `${argument}[${place}].${field}`),
    ),
  );
}

/** Their places among all representations, as PostgreSQL's array text. */
export function encodeEntityPlaces({ key }: EncodingOf<'entityPlaces'>, list: unknown): string {
  return arrayText(representationsBy(key, list).map(({ place }) => String(place)));
}

function encodeKey({ type, encoding }: TypedEncoding, value: unknown, argument: string): string {
  const base = baseOf(type);
  if (encoding.kind === 'label') {
    const label = typeof value === 'string' ? encoding.labels.get(value) : undefined;
    if (label !== undefined) return label;
    throw badUserInput(argument, `there is no value ${JSON.stringify(value)}.`);
  }
  if (base.kind !== 'base') throw new Error(`A key of the type ${base.name} is not offered.`);
  return encodeValue(parsed(scalarOfType(base), value, argument), type, argument);
}

function parsed(scalar: ReturnType<typeof scalarOfType>, value: unknown, argument: string): unknown {
  try {
    return scalar.parseValue(value);
  } catch (thrown) {
    throw badUserInput(argument, thrown instanceof Error ? thrown.message : String(thrown));
  }
}
