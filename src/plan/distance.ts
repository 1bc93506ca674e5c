import type { Column } from '../model/database-model.js';
import type { VectorMetric } from '../typesystem/field-meaning.js';
import type { Slot } from './slot.js';

/** How far a value of a row is from one that the client gives. */
export interface Distance {
  readonly column: Column;
  readonly from: DistanceFrom;
}

/** A point, a vector or a geometry to measure from. */
export interface DistanceFrom {
  /** Undefined for geometries, which have one distance. */
  readonly metric: VectorMetric | undefined;
  readonly to: Slot;
}
