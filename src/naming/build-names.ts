import type { DatabaseModel, Table } from '../model/database-model.js';
import { assertNoClashes } from './assert-no-clashes.js';
import { defaultNaming } from './default-naming.js';
import { namedTypes } from './named-types.js';
import type { Naming } from './naming.js';
import type { Names, TableNames } from './names.js';

export interface NamesOptions {
  /** Replaces single rules of naming. */
  readonly naming?: Partial<Naming> | undefined;
  /** True: `id` is the global identifier, and a column of that name becomes `rowId`. */
  readonly relayIds?: boolean | undefined;
}

/**
 * Names everything that is published.
 *
 * @throws {PillionError} `CONFIGURATION` naming both objects and the tag to add where two would share a name.
 * @example
 * buildNames(model).tables.get(albumTable)?.list // 'albums'
 */
export function buildNames(model: DatabaseModel, options: NamesOptions = {}): Names {
  const naming = { ...defaultNaming, ...options.naming };
  const types = namedTypes(model);
  const enums = types.filter((type) => type.kind === 'enum');
  const composites = types.filter((type) => type.kind === 'composite');
  const names: Names = {
    tables: new Map(model.tables.map((table) => [table, tableNames(table, naming)])),
    columns: new Map(
      model.tables.flatMap(({ columns }) =>
        columns.map((column) => {
          const name = naming.column(column);
          return [
            column,
            options.relayIds === true && name === 'id' ? 'rowId' : connectives.has(name) ? `${name}_` : name,
          ];
        }),
      ),
    ),
    relationships: new Map(
      model.relationships.map((relationship) => [relationship, naming.relationship(relationship)]),
    ),
    types: new Map(types.map((type) => [type.oid, naming.dataType(type)])),
    attributes: new Map(
      composites.map(({ oid, attributes }) => [
        oid,
        new Map(attributes.map(({ name }) => [name, naming.attribute(name)])),
      ]),
    ),
    enumValues: new Map(
      enums.map(({ oid, labels }) => [oid, new Map(labels.map((label) => [label, naming.enumValue(label)]))]),
    ),
  };
  assertNoClashes(model, names, types, options.relayIds === true ? 'id' : 'nodeId');
  return names;
}

/** These are words of `where`. */
const connectives: ReadonlySet<string> = new Set(['and', 'or', 'not']);

function tableNames(table: Table, naming: Naming): TableNames {
  const type = naming.type(table);
  return {
    type,
    connection: `${type}Connection`,
    edge: `${type}Edge`,
    where: `${type}Where`,
    orderBy: `${type}OrderBy`,
    list: naming.list(table),
    single: naming.single(table),
    byUnique: new Map(table.uniqueKeys.map((key) => [key, naming.byUnique(table, key)])),
  };
}
