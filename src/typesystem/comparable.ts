import { baseOf, type DataType } from '../model/data-type.js';
import { isOrderable } from './order-by-types.js';

/** True if PostgreSQL compares values of two types with each other, and the outcome depends on no setting. */
export function areComparable(left: DataType, right: DataType): boolean {
  const [a, b] = [baseOf(left), baseOf(right)];
  if (!isOrderable(a) || !isOrderable(b)) return false;
  if (a.oid === b.oid) return true;
  if (a.namespace !== 'pg_catalog' || b.namespace !== 'pg_catalog') return false;
  return families.some((family) => family.has(a.name) && family.has(b.name));
}

/** Types with operators for each other, or with implicit casts to one. A date against a `timestamptz` needs TimeZone. */
const families: readonly ReadonlySet<string>[] = [
  new Set(['int2', 'int4', 'int8', 'numeric', 'float4', 'float8']),
  new Set(['text', 'varchar', 'bpchar']),
  new Set(['date', 'timestamp']),
  new Set(['inet', 'cidr']),
];
