import { baseOf, type DataType } from '../model/data-type.js';
import type { DatabaseModel } from '../model/database-model.js';
import type { NamedDataType } from './naming.js';
import { publishedRoutines } from './published-routines.js';

/**
 * The enums, composites, ranges and multiranges in the columns of tables, in what functions take and give, and what is
 * inside them; each one once.
 */
export function namedDataTypes(model: DatabaseModel): readonly NamedDataType[] {
  const found = new Map<number, NamedDataType>();
  const visit = (type: DataType): void => {
    const base = baseOf(type);
    if (base.kind === 'array') visit(base.element);
    else if (base.kind !== 'base' && !found.has(base.oid)) {
      found.set(base.oid, base);
      for (const part of partsOf(base)) visit(part);
    }
  };
  for (const table of model.tables) for (const column of table.columns) visit(column.type);
  for (const { parameters, returns } of publishedRoutines(model)) {
    for (const { type, rowOf } of parameters) if (rowOf === undefined) visit(type);
    if (returns.record !== undefined) for (const column of returns.record.columns) visit(column.type);
    else if (returns.rowOf === undefined) visit(returns.type);
  }
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
