import { baseOf, type BaseType, type DataType } from './data-type.js';

/** Where the values of a type lie that have distances to each other: types of the extensions pgvector and PostGIS. */
export type Space = 'vector' | 'sparseVector' | 'geometry' | 'geography';

/** The space of a type's values; undefined for all types but those of pgvector and PostGIS. */
export function spaceOf(type: DataType): Space | undefined {
  const base = baseOf(type);
  return base.kind === 'base' && base.namespace !== 'pg_catalog' ? spaces.get(base.name) : undefined;
}

const spaces: ReadonlyMap<string, Space> = new Map<string, Space>([
  ['vector', 'vector'],
  ['halfvec', 'vector'],
  ['sparsevec', 'sparseVector'],
  ['geometry', 'geometry'],
  ['geography', 'geography'],
]);

/** The number of dimensions that a column of vectors is declared with. */
export function dimensionsOf({ modifier }: BaseType): number | undefined {
  return modifier > 0 ? modifier : undefined;
}

/**
 * The SRID that a column of geometries is declared with; undefined for a column that takes any. PostGIS keeps it in bits 8
 * to 28 of the modifier (`TYPMOD_GET_SRID`), where 0 declares nothing.
 */
export function sridOf({ modifier }: Pick<BaseType, 'modifier'>): number | undefined {
  const srid = modifier < 0 ? 0 : ((modifier & 0x0fffff00) - (modifier & 0x10000000)) >> 8;
  return srid === 0 ? undefined : srid;
}
