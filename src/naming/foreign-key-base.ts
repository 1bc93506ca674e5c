import type { ForeignKey } from '../model/database-model.js';
import { pascalPart } from './graphql-name.js';
import { singleName, tableName } from './table-name.js';

/** What a foreign key's columns say about the row that they refer to. */
export interface ForeignKeyBase {
  /** The only column less its `_id` or `Id`: `support_rep`. Undefined for several columns, or without that ending. */
  readonly stem: string | undefined;
  /** True if the columns say no more than which table they refer to: `artist_id` or `artist` to `artist`. */
  readonly plain: boolean;
  /** `BySupportRep`, `ByTenantIdAndAlbumCode`. */
  readonly by: string;
}

export function foreignKeyBase(foreignKey: ForeignKey): ForeignKeyBase {
  const [column, ...others] = foreignKey.columns;
  if (column === undefined || others.length > 0) {
    return { stem: undefined, plain: isPlainComposite(foreignKey), by: byColumns(foreignKey.columns) };
  }
  const stem = stemOf(column);
  return { stem, plain: namesTable(stem ?? column, foreignKey), by: `By${pascalPart(stem ?? column)}` };
}

/** `ByTenantIdAndSlug` */
export function byColumns(columns: readonly string[]): string {
  return `By${columns.map(pascalPart).join('And')}`;
}

function stemOf(column: string): string | undefined {
  const stem = column.replace(/_id$/i, '').replace(/(?<=[a-z0-9])Id$/, '');
  return stem === column || /^_*$/.test(stem) ? undefined : stem;
}

function namesTable(stem: string, { referencedTable }: ForeignKey): boolean {
  const single = singleName(stem);
  return single === singleName(referencedTable.name) || single === singleName(tableName(referencedTable));
}

/**
 * Each column is called as the one that it refers to, with the table's name before it or without, and at least one of
 * them has the table's name: (tenant_id, album_code) to album (tenant_id, code).
 */
function isPlainComposite(foreignKey: ForeignKey): boolean {
  const { columns, referencedColumns, referencedTable } = foreignKey;
  const prefix = singleName(referencedTable.name);
  const names = columns.map((column) => singleName(column));
  const targets = referencedColumns.map((column) => singleName(column));
  const prefixed = referencedColumns.map((column) => prefix + pascalPart(column));
  return (
    names.every((name, index) => name === targets[index] || name === prefixed[index]) &&
    names.some((name, index) => name === prefixed[index] || name.startsWith(prefix))
  );
}
