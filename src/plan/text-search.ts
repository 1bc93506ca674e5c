import type { Column } from '../model/database-model.js';
import type { TextSearchMode } from '../typesystem/field-meaning.js';
import type { Slot } from './slot.js';

/** A query of full-text search. */
export interface TextSearch {
  readonly mode: TextSearchMode;
  readonly configuration: Slot;
  readonly query: Slot;
}

/** How well a document matches a search. */
export interface Rank {
  readonly document: Column;
  readonly search: TextSearch;
}
