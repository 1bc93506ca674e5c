import type { Column, Relationship } from '../model/database-model.js';
import type { Aggregate, AggregateFieldPlan } from './aggregate.js';
import type { Having } from './condition.js';
import type { ConnectionPlan } from './operation-plan.js';
import type { Slot } from './slot.js';

/** The rows of a list in groups of those with the same keys. */
export interface GroupsPlan {
  readonly keys: readonly GroupKey[];
  readonly having: Having | undefined;
  /** Holds every key, so that the order is always the same. */
  readonly order: readonly GroupOrderTerm[];
  readonly size: Slot;
  readonly offset: Slot | undefined;
  readonly fields: readonly GroupsFieldPlan[];
}

export interface GroupKey {
  /** The way from a row of the list to the row that holds the column; empty for a column of the row itself. */
  readonly path: readonly Relationship[];
  readonly column: Column;
  /** True if there is always a value. */
  readonly notNull: boolean;
  /** How values are made coarser; undefined for the values as they are. */
  readonly step: TimeStep | BinStep | undefined;
}

export interface TimeStep {
  readonly kind: 'truncate';
  readonly unit: TimeUnit;
}

export interface BinStep {
  readonly kind: 'bin';
  readonly width: Slot;
}

export type TimeUnit = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

export type GroupOrderTerm = (
  { readonly kind: 'key'; readonly key: GroupKey } | { readonly kind: 'aggregate'; readonly aggregate: Aggregate }
) & { readonly descending: boolean; readonly nullsFirst: boolean };

type Keyed<Plan> = { readonly responseKey: string } & (Plan | { readonly kind: 'constant'; readonly json: string });

export type GroupsFieldPlan = Keyed<
  { readonly kind: 'totalCount' } | { readonly kind: 'nodes'; readonly fields: readonly GroupFieldPlan[] }
>;

export type GroupFieldPlan = Keyed<
  | { readonly kind: 'keys'; readonly fields: readonly GroupKeyFieldPlan[] }
  | { readonly kind: 'aggregate'; readonly fields: readonly AggregateFieldPlan[] }
  /** The rows of the group: those of the list with its keys. */
  | { readonly kind: 'rows'; readonly connection: ConnectionPlan }
>;

export type GroupKeyFieldPlan = Keyed<
  | { readonly kind: 'key'; readonly key: GroupKey }
  | { readonly kind: 'row'; readonly fields: readonly GroupKeyFieldPlan[] }
>;
