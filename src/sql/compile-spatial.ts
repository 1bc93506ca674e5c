import type { Condition } from '../plan/condition.js';
import type { SpatialPredicate } from '../typesystem/field-meaning.js';
import type { Compilation, RowSource } from './compilation.js';
import { extensionOf, spaceOperand } from './distance-of.js';
import { type Sql, sql, verbatim } from './knex.js';
import { subjectValue } from './subject-value.js';

/** A spatial predicate as PostGIS's own function, which finds indexes by itself. */
export function compileSpatial(
  compilation: Compilation,
  source: RowSource,
  { column, predicate, operand, distance }: Extract<Condition, { kind: 'spatial' }>,
): Sql {
  const value = subjectValue(compilation, source, column);
  const extension = extensionOf(column.type);
  const other = spaceOperand(compilation, operand);
  if (predicate === 'boxOverlaps') return sql`${value} ${verbatim(`operator(${extension}.&&)`)} ${other}`;
  const called = verbatim(`${extension}.${functions[predicate]}`);
  return distance === undefined
    ? sql`${called}(${value}, ${other})`
    : sql`${called}(${value}, ${other}, ${compilation.slot(distance)})`;
}

const functions: Readonly<Record<Exclude<SpatialPredicate, 'boxOverlaps'>, string>> = {
  intersects: 'st_intersects',
  disjoint: 'st_disjoint',
  contains: 'st_contains',
  within: 'st_within',
  covers: 'st_covers',
  coveredBy: 'st_coveredby',
  equals: 'st_equals',
  touches: 'st_touches',
  crosses: 'st_crosses',
  overlaps: 'st_overlaps',
  withinDistance: 'st_dwithin',
};
