import type { Column, DatabaseModel, Relationship, RowType, Table } from '../model/database-model.js';
import { aggregateNames } from './aggregate-names.js';
import { assertNoClashes } from './assert-no-clashes.js';
import { defaultNaming } from './default-naming.js';
import { namedDataTypes } from './named-data-types.js';
import type { Names, TableNames } from './names.js';
import type { Naming } from './naming.js';
import { isTree, type TreeRelationship } from '../model/is-tree.js';
import { taggedTreeName } from './tree-name.js';
import { publishedRoutines } from './published-routines.js';
import { taggedRelationshipName } from './relationship-name.js';
import { recordNames, routineNames } from './routine-names.js';

export interface NamesOptions {
  /** Rules that replace the default ones. */
  readonly naming?: Partial<Naming> | undefined;
  /** True: the global identifier is `id` instead of `nodeId`, and a column named `id` is `rowId`. Default: false. */
  readonly relayIds?: boolean | undefined;
  /** True: names only have to differ within a row; its types and root fields are never in one schema. Default: false. */
  readonly withinRows?: boolean | undefined;
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
  const types = namedDataTypes(model);
  const routines = new Map(publishedRoutines(model).map((routine) => [routine, routineNames(routine, naming)]));
  const records = recordNames(routines);
  const names: Names = {
    tables: new Map([...model.tables.map((table) => [table, tableNames(table, naming)] as const), ...records]),
    rowTypes: new Map(
      model.polymorphisms.flatMap(({ types, other }) =>
        [...types, other].map((type) => [type, rowTypeName(type, naming)] as const),
      ),
    ),
    routines,
    columns: columnNames([...model.tables, ...records.keys()], routines, naming, relayIds),
    relationships: relationshipNames(model, naming),
    trees: new Map(model.relationships.filter(isTree).map((relationship) => treeEntry(relationship, naming))),
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
  assertNoClashes({ model, types, names, relayIds }, options.withinRows);
  return names;
}

function tableNames(table: Table, naming: Naming): TableNames {
  const rules = table.tags.name === undefined ? naming : defaultNaming;
  const type = rules.type(table);
  return {
    type,
    connection: `${type}Connection`,
    edge: `${type}Edge`,
    treeNode: `${type}TreeNode`,
    where: `${type}Where`,
    orderBy: `${type}OrderBy`,
    listFilter: `${type}ListFilter`,
    columnEnum: `${type}Column`,
    columnComparison: `${type}ColumnComparison`,
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

function rowTypeName(type: RowType, naming: Naming): string {
  if (type.joined !== undefined) return tableNames(type.joined.part.to, naming).type;
  return (type.name === undefined ? naming : defaultNaming).rowType(type);
}

/** Loops, for there are tens of thousands. */
function columnNames(
  tables: readonly Table[],
  routines: Names['routines'],
  naming: Naming,
  relayIds: boolean,
): Names['columns'] {
  const names = new Map<Column, string>();
  for (const table of tables) {
    for (const column of table.columns) {
      const name = (column.tags.name === undefined ? naming : defaultNaming).column(column, table);
      names.set(column, relayIds && name === 'id' ? 'rowId' : name);
    }
    for (const document of table.documents ?? []) names.set(document, document.name);
  }
  for (const [{ computes }, { field }] of routines) if (computes?.column) names.set(computes.column, field);
  return names;
}

function relationshipNames({ relationships }: DatabaseModel, naming: Naming): Names['relationships'] {
  const names = new Map<Relationship, string>();
  for (const relationship of relationships) {
    const rules = taggedRelationshipName(relationship) === undefined ? naming : defaultNaming;
    names.set(relationship, rules.relationship(relationship));
  }
  return names;
}

function treeEntry(relationship: TreeRelationship, naming: Naming): readonly [Relationship, string] {
  const rules = taggedTreeName(relationship) === undefined ? naming : defaultNaming;
  return [relationship, rules.tree(relationship)];
}
