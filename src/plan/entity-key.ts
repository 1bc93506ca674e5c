/** A reference to a row, as a router sends it. */
export type Representation = Readonly<Record<string, unknown>> & { readonly __typename: string };

/** Which key of a type a representation has. */
export interface EntityKey {
  readonly typeName: string;
  /** The fields of each key of the type. */
  readonly keys: readonly (readonly string[])[];
  /** The first that the representation has whole. */
  readonly chosen: number;
}

export function isRepresentation(value: unknown): value is Representation {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__typename') && typeof (value as Record<string, unknown>).__typename === 'string';
}

/** Undefined if it has none of the keys. */
export function entityKeyOf(value: Representation, keys: EntityKey['keys']): EntityKey | undefined {
  const chosen = keys.findIndex((fields) =>
    fields.every((field) => Object.hasOwn(value, field) && value[field] != null),
  );
  return chosen === -1 ? undefined : { typeName: value.__typename, keys, chosen };
}

export interface PlacedRepresentation {
  readonly representation: Representation;
  readonly place: number;
}

/** Those of a list that refer by a key, with their places in the list. */
export function representationsBy(
  { typeName, keys, chosen }: EntityKey,
  list: unknown,
): readonly PlacedRepresentation[] {
  return (list as readonly unknown[]).flatMap((representation, place) => {
    if (!isRepresentation(representation) || representation.__typename !== typeName) return [];
    return entityKeyOf(representation, keys)?.chosen === chosen ? [{ representation, place }] : [];
  });
}

/** All of a list of representations that a plan depends on: the types that they are of, and what they know of their rows. */
export function shapeOfRepresentations(list: readonly unknown[]): string {
  const shapes = list.map((value) => {
    if (!isRepresentation(value)) return '?';
    const known = Object.keys(value).filter((name) => value[name] != null);
    return JSON.stringify([value.__typename, ...known.sort()]);
  });
  return [...new Set(shapes)].sort().join(',');
}
