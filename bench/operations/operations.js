import { aggregates } from './aggregates.js';
import { byKey } from './by-key.js';
import { filteredList } from './filtered-list.js';
import { groups } from './groups.js';
import { pageWithToOne } from './page-with-to-one.js';
import { tenRoots } from './ten-roots.js';
import { threeLevels } from './three-levels.js';
import { twoLevels } from './two-levels.js';
import { wholeTree } from './whole-tree.js';
import { wideList } from './wide-list.js';

/**
 * What is measured. An operation has
 * - `query`, Pillion's, and `variables` that vary with the turn;
 * - the limit, by hand, in three forms, all with `values(variables)`: `json` and `text` are statements whose one column is
 *   the answer's `data`; `rows` is a statement and a function that writes `data` from its rows, which are texts or null;
 * - `postgraphile` and `byHand`, the same question to the peers, those two whose API is written by hand having the same one, and
 *   `answer`, which gives what they answer Pillion's shape;
 * - `requests`: how many make a sample.
 */
export const operations = [
  byKey,
  twoLevels,
  threeLevels,
  pageWithToOne,
  filteredList,
  wideList,
  wholeTree,
  tenRoots,
  aggregates,
  groups,
];
