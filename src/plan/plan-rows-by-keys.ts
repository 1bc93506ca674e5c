import type { SelectionSetNode } from 'graphql';
import { baseOf, type DataType } from '../model/data-type.js';
import type { Column, Table } from '../model/database-model.js';
import type { RowGraphQLType } from '../typesystem/field-meaning.js';
import type { RowsByKeysPlan } from './operation-plan.js';
import type { PlanContext } from './plan-context.js';
import { planObject } from './plan-object.js';
import type { Source } from './slot.js';
import { typedSlot } from './typed-slot.js';

/** Rows that are asked for by their keys. */
export interface RowsByKeys {
  readonly type: RowGraphQLType;
  readonly table: Table;
  readonly columns: readonly Column[];
  /** Where the values of each column come from, in the order of `columns`. */
  readonly sources: readonly Source[];
  readonly selectionSets: readonly SelectionSetNode[];
}

/** The rows of one table with given keys, however many: the plan does not depend on their number. */
export function planRowsByKeys(
  context: PlanContext,
  responseKey: string,
  { type, table, columns, sources, selectionSets }: RowsByKeys,
): RowsByKeysPlan {
  return {
    kind: 'rowsByKeys',
    responseKey,
    keys: columns.map((column, index) => {
      const source = sources[index] ?? { kind: 'constant', value: [] };
      return { column, values: typedSlot(context, arrayOf(column.type), source, `${responseKey}.${column.name}`) };
    }),
    object: planObject(context, type, table, selectionSets, responseKey),
  };
}

/** PostgreSQL has an array type for each type that a key can be of. */
function arrayOf(type: DataType): DataType {
  const element = baseOf(type);
  return { kind: 'array', oid: 0, namespace: element.namespace, name: `_${element.name}`, element };
}
