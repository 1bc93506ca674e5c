import type { Column, Relationship } from '../model/database-model.js';
import type { Aggregate } from './aggregate.js';
import type { Slot } from './slot.js';

/** What the rows of a group have in common: a column, as it is or coarser. */
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
