import type { Condition } from './condition.js';
import type { Column, Relationship, Routine, Table } from './world.js';

/** What is asked: one or more root fields, each under an alias of its own. */
export type Root =
  | { readonly is: 'list'; readonly alias: string; readonly list: List }
  | {
      readonly is: 'byKey';
      readonly alias: string;
      readonly table: Table;
      readonly values: readonly number[];
      readonly row: Row;
    }
  | {
      readonly is: 'byUnique';
      readonly alias: string;
      readonly table: Table;
      readonly column: Column;
      readonly value: string;
      readonly row: Row;
    }
  | {
      readonly is: 'node';
      readonly alias: string;
      readonly table: Table;
      readonly values: readonly number[];
      readonly row: Row;
    }
  | { readonly is: 'total'; readonly alias: string; readonly routine: Routine }
  | {
      readonly is: 'one';
      readonly alias: string;
      readonly routine: Routine;
      readonly argument: number;
      readonly row: Row;
    };

export interface List {
  readonly from: ListSource;
  readonly where: Condition | undefined;
  readonly order: readonly Order[];
  readonly distinctOn: Column | undefined;
  readonly page: Page | undefined;
  readonly nodes: Row | undefined;
  readonly total:
    { readonly mode: 'EXACT' | 'ESTIMATE' } | { readonly mode: 'CAPPED'; readonly cap: number } | undefined;
  readonly aggregate: readonly Aggregate[];
  readonly groups: Groups | undefined;
  readonly pageInfo: boolean;
}

export type ListSource =
  | { readonly is: 'table'; readonly table: Table }
  | { readonly is: 'related'; readonly relationship: Relationship }
  | { readonly is: 'function'; readonly routine: Routine; readonly argument: number };

export interface Page {
  readonly from: 'first' | 'last';
  readonly count: number;
  readonly offset: number;
  /** The cursor of the row with this number, counted from 1. */
  readonly after: { readonly cursor: string; readonly number: number } | undefined;
}

export interface Order {
  readonly path: readonly Relationship[];
  readonly value:
    { readonly is: 'column'; readonly column: Column } | { readonly is: 'count'; readonly relationship: Relationship };
  readonly direction: Direction;
}

export type Direction = 'ASC' | 'DESC' | 'ASC_NULLS_FIRST' | 'DESC_NULLS_FIRST' | 'ASC_NULLS_LAST' | 'DESC_NULLS_LAST';

/** Undefined for the count of rows. */
export interface Aggregate {
  readonly name: 'count' | 'countDistinct' | 'sum' | 'min' | 'max';
  readonly column: Column | undefined;
}

export interface Groups {
  readonly path: readonly Relationship[];
  readonly by: Column;
  readonly aggregate: readonly Aggregate[];
}

export type Row = readonly Part[];
export type Part =
  | { readonly is: 'column'; readonly column: Column }
  | { readonly is: 'mark'; readonly routine: Routine }
  | { readonly is: 'one'; readonly alias: string; readonly relationship: Relationship; readonly row: Row }
  | { readonly is: 'list'; readonly alias: string; readonly list: List };

export function rowsOf(list: List): Table {
  if (list.from.is === 'table') return list.from.table;
  return list.from.is === 'related' ? list.from.relationship.to : list.from.routine.table;
}
