import type { Condition } from './condition.js';

/** A random database, who may read what of it, and what the gateway is told to hide: everything that an oracle needs. */
export interface World {
  readonly tables: readonly Table[];
  readonly relationships: readonly Relationship[];
  readonly functions: readonly Routine[];
  readonly grants: readonly RoleGrants[];
  /** By the name of the table: which rows a request may see. */
  readonly filters: ReadonlyMap<string, Filter>;
  readonly hidden: Hidden;
  /** Whether `expose` denies what is hidden, or allows what is not. */
  readonly deniesByDefault: boolean;
}

export type Kind = 'int' | 'text' | 'bool' | 'date' | 'numeric';
export type Value = number | string | boolean;

export interface Column {
  readonly name: string;
  readonly field: string;
  readonly kind: Kind;
}

/** A table or a view. */
export interface Table {
  readonly namespace: 'public' | 'depot';
  readonly name: string;
  readonly type: string;
  readonly list: string;
  readonly single: string;
  readonly columns: readonly Column[];
  /** Empty for a view that has none. */
  readonly key: readonly Column[];
  readonly unique: Column | undefined;
  /** The columns of its text document `words`. */
  readonly document: { readonly field: string; readonly columns: readonly Column[] } | undefined;
  /** `unique`: its column that is unique in the table below it. */
  readonly view: { readonly base: Table; readonly sql: string; readonly unique: Column | undefined } | undefined;
  readonly isJunction: boolean;
  readonly ddl: readonly string[];
}

export interface Relationship {
  readonly field: string;
  readonly from: Table;
  readonly to: Table;
  readonly many: boolean;
  /** All that must be visible for it to be there. */
  readonly needs: readonly (readonly [Table, Column])[];
  readonly far: (near: string, far: string) => string;
  readonly through:
    { readonly table: Table; readonly on: (near: string, middle: string, far: string) => string } | undefined;
}

/** What is given: a number; rows of a table that have at least a value; the row of a number; a text of a row. */
export interface Routine {
  readonly kind: 'total' | 'rows' | 'one' | 'mark';
  readonly name: string;
  readonly field: string;
  readonly table: Table;
  readonly ddl: string;
}

export interface RoleGrants {
  readonly depot: boolean;
  readonly whole: ReadonlySet<Table>;
  readonly columns: ReadonlySet<Column>;
  readonly functions: ReadonlySet<Routine>;
}

export interface Hidden {
  readonly columns: ReadonlySet<Column>;
  readonly functions: ReadonlySet<Routine>;
  /** Functions that `allow` names though they take rows with hidden columns. */
  readonly named: ReadonlySet<Routine>;
}

/** True and false for some users, and a condition for the others. */
export interface Filter {
  readonly all: readonly number[];
  readonly none: readonly number[];
  readonly condition: Condition;
}

/** Who asks; `user` is what policies and filters go by. */
export interface Asker {
  readonly role: number;
  readonly user: number;
}

export const roleCount = 5;
export const users = [0, 1, 2, 3] as const;

/** Roles belong to the whole server: these names nothing else has. The last one inherits what the second may. */
export function roleName(role: number): string {
  return `pillion_differential_${role}`;
}

export const setUpRoles: readonly string[] = [
  ...Array.from(
    { length: roleCount },
    (_, role) =>
      `do $$ begin create role ${roleName(role)} nologin; exception when duplicate_object or unique_violation then null; end $$`,
  ),
  `do $$ begin grant ${roleName(1)} to ${roleName(4)}; exception when others then null; end $$`,
  `do $$ begin alter role ${roleName(3)} bypassrls; exception when others then null; end $$`,
];

export function path({ namespace, name }: Pick<Table, 'namespace' | 'name'>): string {
  return `${namespace}.${name}`;
}
