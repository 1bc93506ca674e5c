import type { Catalog, PgAttribute, PgClass } from '../catalog/catalog.js';
import { buildIndexes, buildKeys } from './build-keys.js';
import type { DataTypes } from './data-types-of.js';
import { parseComment } from './comment-tags.js';
import type { Column, Table, TableKind, Tags } from './database-model.js';
import { enumColumn, type EnumColumns } from './enum-tables.js';
import { groupedBy } from './grouped-by.js';
import { invalidTag } from './invalid-tag.js';
import { byCodeUnit } from './by-code-unit.js';
import { publishedPartitions } from './published-partitions.js';
import { tagValues } from './tag-syntax.js';
import { textDocuments } from './text-documents.js';

/**
 * The tables that can be read: of the given namespaces, SELECT granted on one column at least, not tagged `@omit`.
 * Partitions are read through their partitioned table unless they are asked for, and what belongs to an extension is the extension's affair.
 *
 * @returns by `pg_class.oid`, in the order of namespace and name.
 */
export function buildTables(
  catalog: Catalog,
  namespaces: readonly string[],
  types: DataTypes,
  partitions = false,
  enumColumns: EnumColumns = new Map(),
): ReadonlyMap<number, Table> {
  const usable = new Set(catalog.namespaces.filter(({ usage }) => usage).map(({ nspname }) => nspname));
  const readable = new Set(namespaces.filter((name) => usable.has(name)));
  const isPublished = publishedPartitions(catalog, partitions);
  const rows = {
    attributes: groupedBy(catalog.attributes, ({ attrelid }) => attrelid),
    constraints: groupedBy(catalog.constraints, ({ conrelid }) => conrelid),
    indexes: groupedBy(catalog.indexes, ({ indrelid }) => indrelid),
  };
  const tables = catalog.classes
    .filter((relation) => readable.has(relation.nspname) && !relation.extension)
    .filter((relation) => !relation.relispartition || isPublished(relation))
    .map((relation) => buildTable(relation, rows, types, enumColumns, catalog.textSearchConfigurations))
    .filter((table) => table.columns.length > 0 && table.tags.omit !== true)
    .sort((a, b) => byCodeUnit(a.namespace, b.namespace) || byCodeUnit(a.name, b.name));
  return new Map(tables.map((table) => [table.oid, table]));
}

interface RowsByRelation {
  readonly attributes: ReadonlyMap<number, readonly PgAttribute[]>;
  readonly constraints: ReadonlyMap<number, Catalog['constraints']>;
  readonly indexes: ReadonlyMap<number, Catalog['indexes']>;
}

function buildTable(
  relation: PgClass,
  rows: RowsByRelation,
  types: DataTypes,
  enumColumns: EnumColumns,
  configurations: Catalog['textSearchConfigurations'],
): Table {
  const constraints = rows.constraints.get(relation.oid) ?? [];
  const indexes = rows.indexes.get(relation.oid) ?? [];
  const attributes = rows.attributes.get(relation.oid) ?? [];
  const notNullInvalid = new Set<number>();
  for (const { contype, conkey } of constraints) {
    if (contype === 'n') for (const attnum of conkey) notNullInvalid.add(attnum);
  }
  const all: Column[] = [];
  let omits = false;
  for (const attribute of attributes) {
    if (!attribute.selectable) continue;
    const column = buildColumn(attribute, relation, notNullInvalid.has(attribute.attnum), types);
    const type = enumColumns.size === 0 ? undefined : enumColumns.get(enumColumn(relation.oid, attribute.attnum));
    all.push(type === undefined ? column : { ...column, type });
    omits ||= column.tags.omit === true;
  }
  const columns = omits ? all.filter(({ tags: own }) => own.omit !== true) : all;
  const omitted = omits ? all.filter(({ tags: own }) => own.omit === true) : [];
  const { comment, tags } = parseComment(relation.description);
  const table = {
    kind: kinds[relation.relkind],
    oid: relation.oid,
    namespace: relation.nspname,
    name: relation.relname,
    comment,
    tags,
    columns,
    rowLevelSecurity: relation.relrowsecurity,
    estimatedRows: relation.reltuples,
    indexes: buildIndexes(indexes, columns),
  };
  const { declaredNotNull, ...keys } = buildKeys({ table, relation, attributes, constraints, indexes });
  const documents =
    tags.search === undefined
      ? []
      : textDocuments(table, new Set(attributes.map(({ attname }) => attname)), configurations);
  return {
    ...table,
    ...keys,
    ...(documents.length > 0 && { documents }),
    ...(omitted.length > 0 && { omitted }),
    ...(declaredNotNull.size > 0 && {
      columns: columns.map((column) => (declaredNotNull.has(column.name) ? { ...column, notNull: true } : column)),
    }),
  };
}

const kinds: Readonly<Record<PgClass['relkind'], TableKind>> = {
  r: 'table',
  p: 'partitionedTable',
  v: 'view',
  m: 'materializedView',
  f: 'foreignTable',
};

function buildColumn(attribute: PgAttribute, relation: PgClass, notNullInvalid: boolean, types: DataTypes): Column {
  const { comment, tags } = parseComment(attribute.description);
  // A view's outer join gives null for a column of any type.
  const isView = relation.relkind === 'v' || relation.relkind === 'm';
  const guaranteed =
    (attribute.attnotnull && !notNullInvalid) || (!isView && isNotNullDomain(attribute.atttypid, types));
  return {
    name: attribute.attname,
    position: attribute.attnum,
    type: types.build(attribute.atttypid, attribute.atttypmod, declaredDimensions(relation, attribute, tags)),
    notNull: guaranteed || tags.notNull !== undefined,
    comment,
    tags,
  };
}

/** Views forget what their columns were declared with: a tag tells it, and that the values are others than declared. */
function declaredDimensions(relation: PgClass, { attname, attndims }: PgAttribute, tags: Tags): number {
  if (tags.dimensions === undefined) return attndims;
  const [text = ''] = tagValues(tags, 'dimensions');
  // PostgreSQL's MAXDIM is 6.
  if (/^[1-6]$/.test(text)) return Number(text);
  throw invalidTag(
    { namespace: relation.nspname, name: `${relation.relname}.${attname}` },
    `@dimensions ${text}`,
    'Write the number of dimensions that the arrays have, from 1 to 6.',
  );
}

function isNotNullDomain(oid: number, types: DataTypes): boolean {
  const { typtype, typnotnull, typbasetype } = types.row(oid);
  return typtype === 'd' && (typnotnull || isNotNullDomain(typbasetype, types));
}
