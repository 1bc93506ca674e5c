import type { Table } from '../model/database-model.js';
import { spaceOf } from '../model/space-of.js';
import type { NameClaim } from './name-scope.js';
import type { Names } from './names.js';
import { owner } from './owner.js';
import { computedColumns } from './rank-field.js';

/** The field and the order that tell how far a value is from another: `embeddingDistance`. */
export function distanceField(name: string): string {
  return `${name}Distance`;
}

/** The names that the vectors and geometries of a table claim beside their own. */
export function distanceClaims(table: Table, names: Names): readonly NameClaim[] {
  return [...table.columns, ...computedColumns(table, names)]
    .filter(({ type }) => spaceOf(type) !== undefined)
    .map((column) => ({
      name: distanceField(names.columns.get(column) ?? ''),
      owner: () => `distance of the ${owner.column(column, table)}`,
      remedy: 'the tag "@name …" in its comment',
    }));
}
