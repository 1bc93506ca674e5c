import type { DatabaseModel, Table } from '../model/database-model.js';
import { isTree } from '../model/is-tree.js';
import type { Names } from '../naming/names.js';
import { hasOrder } from './order-by-types.js';

/** Which tables the relationships of others need more types of. */
export interface TableUses {
  /** A relationship leads to many rows of the table. */
  readonly related: ReadonlySet<Table>;
  /** The same, from a table that has an order. */
  readonly relatedOrder: ReadonlySet<Table>;
  /** The table has a relationship with itself. */
  readonly tree: ReadonlySet<Table>;
}

export function tableUses({ relationships }: DatabaseModel, names: Names): TableUses {
  const toMany = relationships.filter(({ cardinality }) => cardinality === 'many');
  return {
    related: new Set(toMany.map(({ to }) => to)),
    relatedOrder: new Set(toMany.filter(({ from }) => hasOrder(from, names)).map(({ to }) => to)),
    tree: new Set(relationships.filter(isTree).map(({ from }) => from)),
  };
}
