import type { Column } from '../model/database-model.js';
import type { Condition } from '../plan/condition.js';
import type { ObjectPlan } from '../plan/operation-plan.js';
import type { Slot } from '../plan/slot.js';
import type { DatabaseRootPlan } from './compile-root.js';

/** Rows of one table by the same key, of which the same is asked: `a: album(albumId: 1) { title } b: album(albumId: 2) { title }`. */
export interface AlikeRows {
  readonly object: ObjectPlan;
  readonly columns: readonly Column[];
  /** For each row its place among the root fields, and a slot for each column. */
  readonly keys: readonly { readonly root: number; readonly slots: readonly Slot[] }[];
}

/** Root fields that stand alone, and those that are read together. */
export type RootGroup =
  | { readonly kind: 'one'; readonly index: number; readonly root: DatabaseRootPlan }
  | (AlikeRows & { readonly kind: 'alike' });

/** Puts the rows together that one join with a list of keys finds: it is planned and begun once, not once for each. */
export function groupAlikeRows(roots: readonly DatabaseRootPlan[]): readonly RootGroup[] {
  const groups: RootGroup[] = [];
  for (const [index, root] of roots.entries()) {
    const key = root.kind === 'row' && isTable(root.object) ? keyOf(root.where) : undefined;
    const alike =
      root.kind === 'row' && key !== undefined
        ? groups.findIndex((group) => group.kind === 'alike' && isAlike(group, root.object, key))
        : -1;
    const group = groups[alike];
    if (group?.kind === 'alike' && key !== undefined) {
      groups[alike] = { ...group, keys: [...group.keys, { root: index, slots: key.map(({ slot }) => slot) }] };
    } else if (root.kind === 'row' && key !== undefined) {
      const columns = key.map(({ column }) => column);
      groups.push({
        kind: 'alike',
        object: root.object,
        columns,
        keys: [{ root: index, slots: key.map(({ slot }) => slot) }],
      });
    } else groups.push({ kind: 'one', index, root });
  }
  return groups.map((group) => {
    if (group.kind === 'one' || group.keys.length > 1) return group;
    const index = group.keys[0]?.root ?? 0;
    const root = roots[index];
    return root === undefined ? group : { kind: 'one', index, root };
  });
}

/** PostgreSQL holds the keys of these to be unique; of a view, only its tags say so. */
function isTable({ table }: ObjectPlan): boolean {
  return table.kind === 'table' || table.kind === 'partitionedTable';
}

interface KeyPart {
  readonly column: Column;
  readonly slot: Slot;
}

function keyOf(where: Condition): readonly KeyPart[] | undefined {
  if (where.kind === 'and') {
    const parts = where.conditions.map(keyOf);
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  if (where.kind !== 'compare' || where.operator !== 'eq' || 'inside' in where.column) return undefined;
  return [{ column: where.column, slot: where.slot }];
}

function isAlike(group: AlikeRows, object: ObjectPlan, key: readonly KeyPart[]): boolean {
  return (
    group.columns.length === key.length &&
    key.every(({ column, slot }, at) => group.columns[at] === column && group.keys[0]?.slots[at]?.type === slot.type) &&
    isSamePlan(group.object, object)
  );
}

/**
 * Plans are data; what they refer to of the model is the same object. Where a value stands in the operation does not matter: it is
 * the same value.
 */
function isSamePlan(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (one instanceof Map || other instanceof Map) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => {
      if (name === 'argument') return true;
      const [left, right] = [(one as Plan)[name], (other as Plan)[name]];
      return ofTheModel.has(name) ? left === right : isSamePlan(left, right);
    })
  );
}

type Plan = Readonly<Record<string, unknown>>;

const ofTheModel: ReadonlySet<string> = new Set([
  'table',
  'column',
  'relationship',
  'base',
  'typeColumn',
  'rowType',
  'routine',
  'parameter',
]);
