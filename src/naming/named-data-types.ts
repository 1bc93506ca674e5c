import { baseOf, type DataType } from '../model/data-type.js';
import type { Table } from '../model/database-model.js';
import type { NamedDataType } from './naming.js';

/** The enums, composites, ranges and multiranges in the columns of tables, and what is inside them; each one once. */
export function namedDataTypes(tables: readonly Table[]): readonly NamedDataType[] {
  const found = new Map<number, NamedDataType>();
  const visit = (type: DataType): void => {
    const base = baseOf(type);
    if (base.kind === 'array') visit(base.element);
    else if (base.kind !== 'base' && !found.has(base.oid)) {
      found.set(base.oid, base);
      for (const part of partsOf(base)) visit(part);
    }
  };
  for (const table of tables) for (const column of table.columns) visit(column.type);
  return [...found.values()];
}

function partsOf(type: NamedDataType): readonly DataType[] {
  switch (type.kind) {
    case 'enum':
      return [];
    case 'range':
      return [type.subtype];
    case 'multirange':
      return [type.range];
    case 'composite':
      return type.attributes.map((attribute) => attribute.type);
  }
}
