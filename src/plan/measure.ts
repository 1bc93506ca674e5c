import type { Distance } from './distance.js';
import type { Rank } from './text-search.js';

/** A number that a row has by what the client asks: rows are ordered by it, and it is shown. */
export type Measure = ({ readonly kind: 'rank' } & Rank) | ({ readonly kind: 'distance' } & Distance);
