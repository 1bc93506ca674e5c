import type { Column, ForeignKey, Relationship, Table } from '../model/database-model.js';
import { type Compilation, type RowSource, tableSource } from './compilation.js';
import { matches } from './compile-link.js';
import { tableRows } from './table-rows.js';
import { type Sql, sql, verbatim } from './knex.js';

/** How groups of the rows at the far end of a relationship are tied to the rows at the near end. */
export interface GroupedLink {
  /** The far table with its junction. */
  readonly from: readonly Sql[];
  /** What the far rows are grouped by. */
  readonly keys: readonly Sql[];
  /** The keys with the names by which `condition` knows them. */
  readonly columns: readonly Sql[];
  /** A row at the near end and its group. */
  readonly condition: Sql;
}

/** @param group The alias of the subselect of the groups. */
export function compileGroupedLink(
  compilation: Compilation,
  relationship: Relationship,
  near: RowSource,
  far: { readonly alias: string; readonly source: RowSource },
  group: string,
): GroupedLink {
  const key = referringKey(relationship);
  const table = tableRows(compilation, relationship.to, far.alias);
  const junction = relationship.kind === 'junction' ? compilation.alias('j') : undefined;
  const holder = junction === undefined ? far.source : tableSource(junction);
  const from =
    relationship.kind === 'junction' && junction !== undefined
      ? [
          table,
          sql`join ${tableRows(compilation, key.table, junction)} on ${matches(relationship.junction.far, holder, far.source)}`,
        ]
      : [table];
  const keys = key.columns.map((name) => holder.column({ name }));
  const nameOf = (column: string): Sql => verbatim(`k${key.columns.indexOf(column) + 1}`);
  const grouped = { ...holder, column: ({ name }: Pick<Column, 'name'>) => sql`${verbatim(group)}.${nameOf(name)}` };
  return {
    from,
    keys,
    columns: keys.map((value, index) => sql`${value} as ${verbatim(`k${index + 1}`)}`),
    condition: matches(key, grouped, near),
  };
}

/** The foreign key of the far table, or of its junction, that refers to the rows at the near end. */
export function referringKey(relationship: Relationship): ForeignKey {
  return relationship.kind === 'junction' ? relationship.junction.near : relationship.foreignKey;
}

/**
 * Whether each row at the near end has one group at most. Where the columns are of another type than those that they
 * refer to, values in different groups may be equal to one: `varchar` beside `citext`.
 */
export function canGroup(relationship: Relationship): boolean {
  if (relationship.kind === 'referenced') return false;
  const { table, columns, referencedTable, referencedColumns } = referringKey(relationship);
  return columns.every((name, index) => {
    const type = oidOf(table, name);
    return type !== undefined && type === oidOf(referencedTable, referencedColumns[index]);
  });
}

function oidOf({ columns }: Table, name: string | undefined): number | undefined {
  return columns.find((column) => column.name === name)?.type.oid;
}
