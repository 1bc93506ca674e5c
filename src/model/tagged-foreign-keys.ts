import type { Catalog } from '../catalog/catalog.js';
import type { ForeignKey, Table } from './database-model.js';
import { invalidTag } from './invalid-tag.js';
import { keysOf } from './keys-of.js';
import { type ForeignKeyTag, parseForeignKeyTag, tagValues } from './tag-syntax.js';

/**
 * The foreign keys that the tags `@foreignKey (cols) references ns.table (cols)` of a table declare. Left out, as with
 * constraints: those with a table or column that exists and is not in the model.
 *
 * @throws PillionError `CONFIGURATION` for a tag that is written wrongly or names what does not exist.
 */
export function taggedForeignKeys(
  table: Table,
  catalog: Catalog,
  tables: ReadonlyMap<number, Table>,
): readonly ForeignKey[] {
  return tagValues(table.tags, 'foreignKey').flatMap((value) => {
    const refuse = (reason: string): never => {
      throw invalidTag(table, `@foreignKey ${value}`, reason);
    };
    const tag = parseForeignKeyTag(value);
    if (tag === undefined) return refuse('Write it as @foreignKey (a, b) references namespace.table (a, b).');
    requireColumns(catalog, table.oid, tag.columns, refuse);
    const oid = referencedOid(table, tag, catalog, refuse);
    const referencedTable = oid === undefined ? undefined : tables.get(oid);
    if (referencedTable === undefined) return [];
    const referencedColumns = tag.referencedColumns ?? referencedTable.primaryKey?.columns ?? [];
    if (referencedColumns.length === 0 && hasPrimaryKey(catalog, referencedTable)) return [];
    if (referencedColumns.length !== tag.columns.length) {
      return refuse(`Name the ${tag.columns.length} columns of ${tag.table} that it references.`);
    }
    requireColumns(catalog, referencedTable.oid, referencedColumns, refuse);
    if (!hasColumns(table, tag.columns) || !hasColumns(referencedTable, referencedColumns)) return [];
    if (!keysOf(referencedTable).some((key) => key.columns.every((name) => referencedColumns.includes(name)))) {
      return refuse(`${tag.table} has no key over these columns: declare one there by @primaryKey or @unique.`);
    }
    const name = `${[table.name, ...tag.columns].join('_')}_fkey`;
    const { columns } = tag;
    return [
      { name, table, columns, referencedTable, referencedColumns, validated: false, comment: undefined, tags: {} },
    ];
  });
}

/** One that is hidden, where the table of the model has none. */
function hasPrimaryKey({ constraints }: Catalog, table: Table): boolean {
  return constraints.some(({ conrelid, contype }) => conrelid === table.oid && contype === 'p');
}

/** Undefined for a table of a namespace that the catalog does not hold. */
function referencedOid(
  table: Table,
  tag: ForeignKeyTag,
  catalog: Catalog,
  refuse: (reason: string) => never,
): number | undefined {
  const namespace = tag.namespace ?? table.namespace;
  const relation = catalog.classes.find(({ nspname, relname }) => nspname === namespace && relname === tag.table);
  const found = catalog.namespaces.find(({ nspname }) => nspname === namespace);
  if (relation !== undefined) return relation.oid;
  return found?.exposed === false ? undefined : refuse(`There is no table ${namespace}.${tag.table}.`);
}

function requireColumns(
  catalog: Catalog,
  relid: number,
  names: readonly string[],
  refuse: (reason: string) => never,
): void {
  const existing = new Set(catalog.attributes.filter(({ attrelid }) => attrelid === relid).map((row) => row.attname));
  const unknown = names.find((name) => !existing.has(name));
  if (unknown !== undefined) refuse(`There is no column "${unknown}".`);
}

function hasColumns(table: Table, names: readonly string[]): boolean {
  return names.every((name) => table.columns.some((column) => column.name === name));
}
