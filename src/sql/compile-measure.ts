import type { Measure } from '../plan/measure.js';
import type { Compilation, RowSource } from './compilation.js';
import { distanceOf } from './distance-of.js';
import type { Sql } from './knex.js';
import { compileRank } from './search-query.js';

/** The number of a row that a client asks for. */
export function compileMeasure(compilation: Compilation, source: RowSource, measure: Measure): Sql {
  if (measure.kind === 'rank') return compileRank(compilation, source, measure);
  return distanceOf(compilation, measure.column.type, source.column(measure.column), measure.from);
}
