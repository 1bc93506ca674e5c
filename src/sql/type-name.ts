import { baseOf, type DataType } from '../model/data-type.js';
import { quoteIdentifier } from './quote.js';

/** The name of a type for a cast: `pg_catalog.int4`, `"public"."status"[]`. */
export function typeName(type: DataType): string {
  if (type.kind === 'enum' && type.table !== undefined) return typeName(type.table.storedAs);
  if (type.kind === 'array') return `${typeName(type.element)}[]`;
  if (type.namespace === 'pg_catalog') return `pg_catalog.${quoteUnlessPlain(type.name)}`;
  return `${quoteIdentifier(type.namespace)}.${quoteIdentifier(type.name)}`;
}

function quoteUnlessPlain(name: string): string {
  return /^[a-z][a-z0-9_]*$/.test(name) ? name : quoteIdentifier(name);
}

/**
 * An operator on values of a type, with its namespace, so that no `search_path` puts another in its place:
 * `operator(pg_catalog.=)`.
 */
export function operatorOf(type: DataType, operator: string): string {
  const own = baseOf(type);
  const base = own.kind === 'enum' && own.table !== undefined ? own.table.storedAs : own;
  const namespace = base.kind === 'base' ? (base.orderingNamespace ?? 'pg_catalog') : 'pg_catalog';
  return `operator(${namespace === 'pg_catalog' ? namespace : quoteIdentifier(namespace)}.${operator})`;
}
