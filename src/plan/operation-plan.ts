import type { DataType } from '../model/data-type.js';
import type { Column, ReferencedRelationship, Relationship, RowType, Table } from '../model/database-model.js';
import type { TreeRelationship } from '../model/is-tree.js';
import type { PageInfoPart, RangePart } from '../typesystem/field-meaning.js';
import type { AggregateFieldPlan, CountMode, RelatedAggregate } from './aggregate.js';
import type { Condition, Having } from './condition.js';
import type { GroupKey, GroupOrderTerm } from './group-key.js';
import type { Measure } from './measure.js';
import type { RoutineCall } from './routine-call.js';
import type { Slot } from './slot.js';

/** What one operation asks of the model, in the order of its answer. A tree of plain data without any SQL. */
export interface OperationPlan {
  readonly roots: readonly RootPlan[];
}

export type RootPlan =
  | (Keyed & ConstantPlan)
  /** Answered from the schema; it stands here for its place in the answer. */
  | (Keyed & { readonly kind: 'introspection' })
  | (Keyed & { readonly kind: 'connection'; readonly connection: ConnectionPlan })
  | (Keyed & { readonly kind: 'row'; readonly where: Condition; readonly object: ObjectPlan })
  | RowsByKeysPlan
  | CalledPlan;

/** The rows with these keys, in the order of the keys; null where there is none. */
export interface RowsByKeysPlan {
  readonly kind: 'rowsByKeys';
  readonly responseKey: string;
  /** For each column of the key, its values as an array: the first key is made of their first elements. */
  readonly keys: readonly KeyValues[];
  readonly object: ObjectPlan;
}

export interface KeyValues {
  readonly column: Column;
  readonly values: Slot;
}

interface Keyed {
  /** The key in the answer: the field's alias or name. */
  readonly responseKey: string;
}

/** A value that does not depend on the database, as JSON text: `__typename`. */
export interface ConstantPlan {
  readonly kind: 'constant';
  readonly json: string;
}

/** A row of a table as a JSON object. */
export interface ObjectPlan {
  readonly table: Table;
  /** Of rows of no other type, where `types` is set. */
  readonly fields: readonly FieldPlan[];
  /** Set where the type of a row decides what is asked of it. */
  readonly types?: RowTypesPlan;
}

/** A field plan that is asked of several types alike is the same object in each. */
export interface RowTypesPlan {
  readonly typeColumn: Column;
  readonly types: readonly RowTypePlan[];
}

export interface RowTypePlan {
  readonly rowType: RowType;
  readonly fields: readonly FieldPlan[];
}

export type FieldPlan =
  | (Keyed & ConstantPlan)
  | (Keyed & {
      readonly kind: 'column';
      readonly column: Column;
      readonly selection: ValueSelection | undefined;
      /** Only what stands at this path of a JSON value. */
      readonly path?: Slot;
    })
  | (Keyed & { readonly kind: 'measure'; readonly measure: Measure })
  | (Keyed & { readonly kind: 'nodeId'; readonly typeName: string; readonly columns: readonly Column[] })
  | (Keyed & { readonly kind: 'row'; readonly relationship: Relationship; readonly object: ObjectPlan })
  | (Keyed & { readonly kind: 'connection'; readonly relationship: Relationship; readonly connection: ConnectionPlan })
  | (Keyed & { readonly kind: 'tree'; readonly tree: TreePlan })
  /** What fields of the host's need, as one object. */
  | (Keyed & { readonly kind: 'needs'; readonly fields: readonly FieldPlan[] })
  /** A field of the row that holds the other columns of this one, which its type says. */
  | (Keyed & { readonly kind: 'ofPart'; readonly field: FieldPlan })
  /** A field of the row that this one is a part of. */
  | (Keyed & { readonly kind: 'ofBase'; readonly base: ReferencedRelationship; readonly field: FieldPlan })
  | CalledPlan;

/** The rows above or below a row, each once. */
export interface TreePlan {
  readonly relationship: TreeRelationship;
  readonly maxDepth: Slot;
  /** Which of the rows are shown; the walk goes on through the others. */
  readonly where: Condition | undefined;
  /** Undefined: by depth and then by the key that the foreign key refers to. */
  readonly order: readonly OrderTerm[] | undefined;
  /** Undefined: all of them. */
  readonly size: Slot | undefined;
  readonly offset: Slot | undefined;
  readonly fields: readonly TreeNodeFieldPlan[];
}

export type TreeNodeFieldPlan =
  | (Keyed & ConstantPlan)
  | (Keyed & { readonly kind: 'depth' })
  | (Keyed & { readonly kind: 'node'; readonly object: ObjectPlan });

/** What a function gives: one value, a list of values, a row, or a list of rows. */
export type CalledPlan =
  | (Keyed & CalledValuePlan & { readonly kind: 'calledValue' })
  | (Keyed &
      CalledValuePlan & { readonly kind: 'calledValues'; readonly size: Slot; readonly offset: Slot | undefined })
  | (Keyed & { readonly kind: 'calledRow'; readonly call: RoutineCall; readonly object: ObjectPlan })
  | (Keyed & { readonly kind: 'calledRows'; readonly connection: ConnectionPlan });

export interface CalledValuePlan {
  readonly call: RoutineCall;
  readonly type: DataType;
  readonly selection: ValueSelection | undefined;
}

/** The asked parts of a composite or range value; of each element where the column is an array of them. */
export type ValueSelection = readonly ValuePartPlan[];

export type ValuePartPlan =
  | (Keyed & ConstantPlan)
  | (Keyed & {
      readonly kind: 'attribute';
      readonly name: string;
      readonly type: DataType;
      readonly selection: ValueSelection | undefined;
    })
  | (Keyed & { readonly kind: 'rangePart'; readonly part: RangePart });

/** A page of rows. */
export interface ConnectionPlan {
  readonly table: Table;
  /** Set where the rows do not stand in the table but are given by a function. */
  readonly call: RoutineCall | undefined;
  readonly where: Condition | undefined;
  /** Ends in the columns of a key, so that no two rows are equal in it; see `positional` for tables without a key. */
  readonly order: readonly OrderTerm[];
  /** So many terms of the order come first in it, and of the rows that are equal in them only the first is there. */
  readonly distinctOn: number;
  readonly page: Page;
  readonly fields: readonly ConnectionFieldPlan[];
}

export interface OrderTerm {
  /** The way from the row of the list to the row that holds the column; empty for a column of the row itself. */
  readonly path: readonly Relationship[];
  /** A column of the row, or the one that `aggregate` is given the name of. */
  readonly column: Column;
  /** True if there is always a value: the column is not null, and the path always leads to a row. */
  readonly notNull: boolean;
  /** Set where the rows are ordered by what related rows come to. */
  readonly aggregate?: RelatedAggregate;
  /** Set where the rows are ordered by a number that the row at the end of the path has by what the client asks. */
  readonly measure?: Measure;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export interface Page {
  /** Backward pages are read from the end and turned round. */
  readonly direction: 'forward' | 'backward';
  readonly size: Slot;
  readonly offset: Slot | undefined;
  /**
   * Where variables tell the size or the offset: a round number of rows, from the start of the list or from its cursor,
   * that the page lies within. Undefined where it may lie anywhere.
   */
  readonly within: number | undefined;
  readonly after: CursorBound | undefined;
  readonly before: CursorBound | undefined;
  /** True if the answer says whether the list goes on in the page's direction: one row more is read than shown. */
  readonly lookAhead: boolean;
  /** The order terms whose values a cursor holds: enough of them, from the first, to tell every two rows apart. */
  readonly keyset: readonly OrderTerm[];
  /** The table has no key: cursors count rows instead of naming them. */
  readonly positional: boolean;
  /** Names the list and its order, and stands at the head of each cursor. */
  readonly orderDigest: string;
}

/** The row of a cursor: its value for each term of the keyset, undefined where it is null. For positional pages, the one count. */
export interface CursorBound {
  readonly values: readonly (Slot | undefined)[];
}

export type ConnectionFieldPlan =
  | (Keyed & ConstantPlan)
  | (Keyed & { readonly kind: 'nodes'; readonly object: ObjectPlan })
  | (Keyed & { readonly kind: 'edges'; readonly fields: readonly EdgeFieldPlan[] })
  | (Keyed & { readonly kind: 'pageInfo'; readonly fields: readonly PageInfoFieldPlan[] })
  | (Keyed & { readonly kind: 'totalCount'; readonly mode: CountMode })
  | (Keyed & { readonly kind: 'aggregate'; readonly fields: readonly AggregateFieldPlan[] })
  | (Keyed & { readonly kind: 'groups'; readonly groups: GroupsPlan });

export type EdgeFieldPlan =
  | (Keyed & ConstantPlan)
  | (Keyed & { readonly kind: 'node'; readonly object: ObjectPlan })
  | (Keyed & { readonly kind: 'cursor' });

export type PageInfoFieldPlan =
  (Keyed & ConstantPlan) | (Keyed & { readonly kind: 'part'; readonly part: PageInfoPart });

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

export type GroupsFieldPlan =
  | (Keyed & ConstantPlan)
  | (Keyed & { readonly kind: 'totalCount' })
  | (Keyed & { readonly kind: 'nodes'; readonly fields: readonly GroupFieldPlan[] });

export type GroupFieldPlan =
  | (Keyed & ConstantPlan)
  | (Keyed & { readonly kind: 'keys'; readonly fields: readonly GroupKeyFieldPlan[] })
  | (Keyed & { readonly kind: 'aggregate'; readonly fields: readonly AggregateFieldPlan[] })
  /** The rows of the group: those of the list with its keys. */
  | (Keyed & { readonly kind: 'rows'; readonly connection: ConnectionPlan });

export type GroupKeyFieldPlan =
  | (Keyed & ConstantPlan)
  | (Keyed & { readonly kind: 'key'; readonly key: GroupKey })
  /** The keys that are columns of a related row. */
  | (Keyed & { readonly kind: 'row'; readonly fields: readonly GroupKeyFieldPlan[] });
