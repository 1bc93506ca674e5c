import type { Column, DatabaseModel, Relationship, Table } from '../model/database-model.js';
import { aggregateNames } from './aggregate-names.js';
import { assertNoClashes } from './assert-no-clashes.js';
import { defaultNaming } from './default-naming.js';
import { namedDataTypes } from './named-data-types.js';
import type { Names, TableNames } from './names.js';
import type { Naming } from './naming.js';
import { taggedRelationshipName } from './relationship-name.js';

export interface NamesOptions {
  /** Rules that replace the default ones. */
  readonly naming?: Partial<Naming> | undefined;
  /** True: the global identifier is `id` instead of `nodeId`, and a column named `id` is `rowId`. Default: false. */
  readonly relayIds?: boolean | undefined;
}

/**
 * Gives every object of the model its GraphQL name.
 *
 * @throws PillionError `CONFIGURATION` that lists all names which two objects claim, and all that GraphQL does not allow.
 * @example
 * const names = buildNames(model);
 * names.tables.get(album)?.list; // 'albums'
 */
export function buildNames(model: DatabaseModel, options: NamesOptions = {}): Names {
  const naming = { ...defaultNaming, ...options.naming };
  const relayIds = options.relayIds ?? false;
  const types = namedDataTypes(model.tables);
  const names: Names = {
    tables: new Map(model.tables.map((table) => [table, tableNames(table, naming)])),
    columns: new Map(model.tables.flatMap((table) => columnNames(table, naming, relayIds))),
    relationships: new Map(model.relationships.map((relationship) => relationshipEntry(relationship, naming))),
    types: new Map(types.map((type) => [type.oid, naming.dataType(type)])),
    attributes: new Map(
      types
        .filter((type) => type.kind === 'composite')
        .map((type) => [type.oid, new Map(type.attributes.map(({ name }) => [name, naming.attribute(name, type)]))]),
    ),
    enumValues: new Map(
      types
        .filter((type) => type.kind === 'enum')
        .map((type) => [type.oid, new Map(type.labels.map((label) => [label, naming.enumValue(label, type)]))]),
    ),
  };
  assertNoClashes({ model, types, names, relayIds });
  return names;
}

function tableNames(table: Table, naming: Naming): TableNames {
  const rules = table.tags.name === undefined ? naming : defaultNaming;
  const type = rules.type(table);
  return {
    type,
    connection: `${type}Connection`,
    edge: `${type}Edge`,
    where: `${type}Where`,
    orderBy: `${type}OrderBy`,
    columnEnum: `${type}Column`,
    aggregates: aggregateNames(type),
    list: rules.list(table),
    single: rules.single(table),
    byUnique: new Map(
      table.uniqueKeys.map((key) => [
        key,
        (key.tags.fieldName === undefined ? rules : defaultNaming).byUnique(table, key),
      ]),
    ),
  };
}

function columnNames(table: Table, naming: Naming, relayIds: boolean): readonly (readonly [Column, string])[] {
  return table.columns.map((column) => {
    const name = (column.tags.name === undefined ? naming : defaultNaming).column(column, table);
    return [column, relayIds && name === 'id' ? 'rowId' : name];
  });
}

function relationshipEntry(relationship: Relationship, naming: Naming): readonly [Relationship, string] {
  const rules = taggedRelationshipName(relationship) === undefined ? naming : defaultNaming;
  return [relationship, rules.relationship(relationship)];
}
