import type { ArrayType, BaseType, DataType } from '../../model/data-type.js';

/** A type of PostgreSQL's own, as the other side of an operator has it. */
export function builtInType(name: string, namespace = 'pg_catalog'): BaseType {
  return { kind: 'base', oid: 0, namespace, name, modifier: -1, orderingNamespace: namespace };
}

export function arrayOf(element: DataType, dimensions = 1): ArrayType {
  const { namespace, name } = element;
  return { kind: 'array', oid: 0, namespace, name: `_${name}`, element, ...(dimensions > 1 && { dimensions }) };
}

export const textType = builtInType('text');
export const textArray = arrayOf(textType);
