import type { Names } from '../naming/names.js';

/** Variables as a client sent them. */
export type Inputs = Readonly<Record<string, unknown>>;

/**
 * Makes variables safe for graphql-js, which takes `constructor` and other members of every JavaScript object for
 * fields that were given, where a column has such a name. Schemas without one need no copies.
 */
export function createOwnProperties({ columns, relationships, attributes }: InputNames): (inputs: Inputs) => Inputs {
  const maps: readonly ReadonlyMap<unknown, string>[] = [columns, relationships, ...attributes.values()];
  const needed = maps.some((names) => hasInherited(names.values()));
  return needed ? (inputs) => withoutPrototypes(inputs) as Inputs : (inputs) => inputs;
}

/** The names of the database's things that are fields of input types. */
type InputNames = Pick<Names, 'columns' | 'relationships' | 'attributes'>;

function hasInherited(names: Iterable<string>): boolean {
  for (const name of names) if (name in Object.prototype) return true;
  return false;
}

function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value)) own[key] = withoutPrototypes(member);
  return own;
}
