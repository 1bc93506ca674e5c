import { baseOf, type DataType } from '../model/data-type.js';
import { spaceOf, sridOf } from '../model/space-of.js';
import type { DistanceFrom } from '../plan/distance.js';
import type { Slot } from '../plan/slot.js';
import type { VectorMetric } from '../typesystem/field-meaning.js';
import type { Compilation } from './compilation.js';
import { type Sql, sql, verbatim } from './knex.js';
import { quoteIdentifier } from './quote.js';

/** `t1."embedding" operator("public".<=>) $1`, in the form that an index on the column answers in its order. */
export function distanceOf(compilation: Compilation, type: DataType, value: Sql, { metric, to }: DistanceFrom): Sql {
  const operator = `operator(${extensionOf(type)}.${metric === undefined ? '<->' : metrics[metric]})`;
  return sql`${value} ${verbatim(operator)} ${spaceOperand(compilation, to)}`;
}

const metrics: Readonly<Record<VectorMetric, string>> = {
  L2: '<->',
  INNER_PRODUCT: '<#>',
  COSINE: '<=>',
  L1: '<+>',
};

/** The operators and functions of an extension are in the namespace of its types. */
export function extensionOf(type: DataType): string {
  return quoteIdentifier(baseOf(type).namespace);
}

/** What a client writes is in longitude and latitude; the columns of another system get it in theirs. */
export function spaceOperand(compilation: Compilation, slot: Slot): Sql {
  const { type } = slot;
  const value = compilation.slot(slot);
  const srid = type.kind === 'base' && spaceOf(type) === 'geometry' ? sridOf(type) : undefined;
  if (srid === undefined || srid === 4326) return value;
  return sql`${verbatim(`${extensionOf(type)}.st_transform`)}(${value}, ${verbatim(String(srid))})`;
}
