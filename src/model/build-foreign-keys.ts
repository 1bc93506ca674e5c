import type { Catalog, PgConstraint } from '../catalog/catalog.js';
import { parseComment } from './comment-tags.js';
import type { ForeignKey, Table } from './database-model.js';
import { groupedBy } from './grouped-by.js';
import { byCodeUnit } from './by-code-unit.js';
import { taggedForeignKeys } from './tagged-foreign-keys.js';

/** A foreign key, and whether PostgreSQL sees to it that every row of `table` has its row in `referencedTable`. */
export interface FoundForeignKey {
  readonly foreignKey: ForeignKey;
  /** At any time, also in the middle of a transaction, and for every row that a SELECT from `table` gives. */
  readonly enforced: boolean;
  /** Not declared for the table itself, which is a view, but for one that it reads. */
  readonly carried: boolean;
}

/**
 * The foreign keys between tables of the model, by table and then in the order of their columns: constraints, and those
 * that comment tags declare. Left out: `@omit`, columns that cannot be read, and PERIOD, which does not match by equality.
 */
export function buildForeignKeys(catalog: Catalog, tables: ReadonlyMap<number, Table>): readonly FoundForeignKey[] {
  const constraints = groupedBy(catalog.constraints, ({ conrelid }) => conrelid);
  const inherited = new Set(catalog.classes.filter((relation) => relation.inherited).map(({ oid }) => oid));
  const all: FoundForeignKey[] = [];
  for (const table of tables.values()) {
    const own: FoundForeignKey[] = [];
    for (const constraint of constraints.get(table.oid) ?? []) {
      const foreignKey = foreignKeyOf(constraint, table, tables);
      if (foreignKey === undefined) continue;
      // A deferred constraint may be broken until COMMIT; rows of inheriting tables do not have it.
      const enforced = constraint.convalidated && !constraint.condeferrable && !inherited.has(table.oid);
      own.push({ foreignKey, enforced, carried: isView(table) });
    }
    const declared = table.tags.foreignKey === undefined ? [] : declaredForeignKeys(table, catalog, tables);
    // A view may have found out by itself what a tag says; the tag is what was meant.
    const found =
      declared.length === 0
        ? own
        : own.filter(({ foreignKey, carried }) => {
            return !carried || !declared.some((tag) => isSame(foreignKey, tag.foreignKey));
          });
    const both = [...found, ...declared];
    if (both.length > 1) both.sort((a, b) => byColumns(a.foreignKey, b.foreignKey));
    for (const one of both) all.push(one);
  }
  return all;
}

function declaredForeignKeys(
  table: Table,
  catalog: Catalog,
  tables: ReadonlyMap<number, Table>,
): readonly FoundForeignKey[] {
  return taggedForeignKeys(table, catalog, tables).map((foreignKey) => {
    return { foreignKey, enforced: false, carried: false };
  });
}

function foreignKeyOf(
  constraint: PgConstraint,
  table: Table,
  tables: ReadonlyMap<number, Table>,
): ForeignKey | undefined {
  if (constraint.contype !== 'f' || constraint.conperiod) return undefined;
  const referencedTable = tables.get(constraint.confrelid);
  if (referencedTable === undefined) return undefined;
  const columns = columnNames(table, constraint.conkey);
  const referencedColumns = columnNames(referencedTable, constraint.confkey ?? []);
  const { comment, tags } = parseComment(constraint.description);
  if (columns === undefined || referencedColumns === undefined || tags.omit === true) return undefined;
  return {
    name: constraint.conname,
    table,
    columns,
    referencedTable,
    referencedColumns,
    validated: constraint.convalidated,
    comment,
    tags,
  };
}

function isSame(one: ForeignKey, other: ForeignKey): boolean {
  const way = ({ referencedTable, columns, referencedColumns }: ForeignKey): string =>
    JSON.stringify([referencedTable.oid, columns, referencedColumns]);
  return way(one) === way(other);
}

function isView({ kind }: Table): boolean {
  return kind === 'view' || kind === 'materializedView';
}

function columnNames(table: Table, attnums: readonly number[]): readonly string[] | undefined {
  const names = attnums.map((attnum) => table.columns.find(({ position }) => position === attnum)?.name);
  return names.every((name) => name !== undefined) ? names : undefined;
}

function byColumns(a: ForeignKey, b: ForeignKey): number {
  const positions = (key: ForeignKey): readonly number[] =>
    key.columns.map((name) => key.table.columns.find((column) => column.name === name)?.position ?? 0);
  const others = positions(b);
  const difference = positions(a)
    .map((position, index) => position - (others[index] ?? 0))
    .find((distance) => distance !== 0);
  return difference ?? byCodeUnit(a.name, b.name);
}
