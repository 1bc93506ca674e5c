import { baseOf, type DataType } from '../model/data-type.js';
import type { DatabaseModel } from '../model/database-model.js';

/** A type that is published under a name of its own. */
export type NamedType = Extract<DataType, { kind: 'enum' | 'composite' | 'range' }>;

/** The enums, composites and ranges of all columns, also inside of others; each once. */
export function namedTypes(model: DatabaseModel): readonly NamedType[] {
  const found = new Map<number, NamedType>();
  const collect = (type: DataType): void => {
    const base = baseOf(type);
    if (base.kind === 'array') collect(base.element);
    else if (base.kind === 'multirange') collect(base.range);
    else if (base.kind !== 'base' && !found.has(base.oid)) {
      found.set(base.oid, base);
      if (base.kind === 'range') collect(base.subtype);
      if (base.kind === 'composite') for (const attribute of base.attributes) collect(attribute.type);
    }
  };
  for (const table of model.tables) for (const column of table.columns) collect(column.type);
  return [...found.values()];
}
