import type { DatabaseModel, Table } from '../model/database-model.js';
import type { Names, TableNames } from './names.js';
import type { NamedDataType } from './naming.js';
import { owner } from './owner.js';

/** The names of a model, and what they were made from. */
export interface NamedModel {
  readonly model: DatabaseModel;
  readonly types: readonly NamedDataType[];
  readonly names: Names;
  readonly relayIds: boolean;
}

/** The names that must differ from one another: all types, the fields of one type, or the values of one enum. */
export interface NameScope {
  /** `type`, `field of Album`, `value of Status`: what a name in it is. */
  readonly kind: string;
  readonly claims: readonly NameClaim[];
}

/** An object that takes a name. */
export interface NameClaim {
  readonly name: string;
  /** The object in PostgreSQL's words: `table public.album`; or `Pillion itself`. */
  readonly owner: () => string;
  /** How the host gives the object another name; undefined where nobody can. */
  readonly remedy: string | (() => string) | undefined;
}

export function tableClaim(name: string, table: Table): NameClaim {
  return { name, owner: () => owner.table(table), remedy: nameTagRemedy };
}

export function ownClaim(name: string): NameClaim {
  return { name, owner: pillion, remedy: undefined };
}

export const pillion = (): string => 'Pillion itself';

export function tagRemedy(tag: string): () => string {
  return () => `the tag "@${tag} …" in its comment`;
}

export const nameTagRemedy = tagRemedy('name');

export function namesOf(table: Table, names: Names): TableNames {
  const found = names.tables.get(table);
  if (found === undefined) throw new Error(`There are no names for the ${owner.table(table)}.`);
  return found;
}
