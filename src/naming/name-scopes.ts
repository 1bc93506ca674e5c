import type { DatabaseModel, Relationship, RowType, Table } from '../model/database-model.js';
import { isTree } from '../model/is-tree.js';
import { groupedBy } from '../model/grouped-by.js';
import type { NameClaim, NameScope } from './name-scope.js';
import { aggregateField } from './aggregate-names.js';
import type { Names, TableNames } from './names.js';
import type { NamedDataType } from './naming.js';
import { owner } from './owner.js';
import { namingForeignKey, relationshipTags } from './relationship-name.js';
import { treeTags } from './tree-name.js';
import { recordTypeClaims, routineFieldClaims, routineScopes } from './routine-scopes.js';
import { distanceClaims } from './distance-field.js';
import { searchClaims } from './rank-field.js';
import { nodeIdField, reservedRootFields, reservedTypeNames } from './reserved-names.js';

/** The names of a model, and what they were made from. */
export interface NamedModel {
  readonly model: DatabaseModel;
  readonly types: readonly NamedDataType[];
  readonly names: Names;
  readonly relayIds: boolean;
}

/** Every name of the schema, by where it has to be the only one. */
export function nameScopes(named: NamedModel): readonly NameScope[] {
  const relationships = groupedBy(named.model.relationships, ({ from }) => from);
  return [
    typeScope(named),
    rootScope(named),
    ...named.model.tables.map((table) => rowScope(table, relationships.get(table) ?? [], named)),
    ...joinedScopes(named, (table) => rowScope(table, relationships.get(table) ?? [], named)),
    ...named.model.tables.map((table) => inputScope(table, relationships.get(table) ?? [], named)),
    ...named.types.flatMap((type) => dataTypeScope(type, named.names)),
    ...routineScopes(named.names),
  ];
}

function typeScope({ model, types, names }: NamedModel): NameScope {
  return {
    kind: 'type',
    claims: [
      ...[...reservedTypeNames].map(ownClaim),
      ...model.tables.flatMap((table) => {
        const { type, connection, edge, where, orderBy, treeNode, ...more } = namesOf(table, names);
        const { listFilter, columnEnum, columnComparison, aggregates } = more;
        const inputs = [where, orderBy, listFilter, columnEnum, columnComparison, ...Object.values(aggregates)];
        const tree = model.relationships.some((way) => way.from === table && isTree(way)) ? [treeNode] : [];
        return [type, connection, edge, ...inputs, ...tree].map((name) => tableClaim(name, table));
      }),
      ...ownRowTypes(model).map((type) => ({
        name: names.rowTypes.get(type) ?? '',
        owner: owner.rowType(type),
        remedy: type.value === undefined ? 'the option naming.rowType' : `"as Name" in the tag`,
      })),
      ...types.flatMap((type) => {
        const name = names.types.get(type.oid) ?? '';
        return typeSuffixes[type.kind].map((suffix) => ({
          name: `${name}${suffix}`,
          owner: owner.dataType(type),
          remedy: 'the option naming.dataType',
        }));
      }),
      ...recordTypeClaims(names),
    ],
  };
}

/** Those that are not the types of tables. */
function ownRowTypes({ polymorphisms }: DatabaseModel): readonly RowType[] {
  return polymorphisms.flatMap(({ types, other }) => [...types, other].filter(({ joined }) => joined === undefined));
}

/** The types that one type of the database becomes. A multirange is a list of its ranges. */
const typeSuffixes: Readonly<Record<NamedDataType['kind'], readonly string[]>> = {
  enum: ['', 'Filter', 'ListFilter'],
  composite: ['', 'Filter'],
  range: ['', 'Filter', 'Input'],
  multirange: ['Filter'],
};

function rootScope({ model, names }: NamedModel): NameScope {
  return {
    kind: 'field of Query',
    claims: [
      ...[...reservedRootFields].map(ownClaim),
      ...model.tables.flatMap((table) => {
        const { list, single, byUnique } = namesOf(table, names);
        const fields = table.primaryKey === undefined ? [list] : [list, single];
        return [
          ...fields.map((name) => tableClaim(name, table)),
          ...[...byUnique].map(([key, name]) => ({
            name,
            owner: owner.key(key, table),
            remedy: tagRemedy('fieldName'),
          })),
        ];
      }),
      ...routineFieldClaims(names.routines, undefined),
    ],
  };
}

function rowScope(table: Table, relationships: readonly Relationship[], { names, relayIds }: NamedModel): NameScope {
  return {
    kind: `field of ${namesOf(table, names).type}`,
    claims: [
      ...(table.primaryKey === undefined ? [] : [ownClaim(nodeIdField(relayIds))]),
      ...columnClaims(table, names),
      ...searchClaims(table, names),
      ...distanceClaims(table, names),
      ...relationships.map((relationship) => ({
        name: names.relationships.get(relationship) ?? '',
        owner: owner.foreignKey(namingForeignKey(relationship)),
        remedy: foreignKeyRemedy(relationship),
      })),
      ...relationships.filter(isTree).map((tree) => ({
        name: names.trees.get(tree) ?? '',
        owner: owner.foreignKey(tree.foreignKey),
        remedy: tagRemedy(treeTags[tree.kind]),
      })),
      ...routineFieldClaims(names.routines, table),
    ],
  };
}

/** The rows of a table that are parts of other rows have the fields of both; what ties them together is of the other. */
function joinedScopes({ model, names }: NamedModel, scopeOf: (table: Table) => NameScope): readonly NameScope[] {
  return model.polymorphisms.flatMap(({ table, types }) =>
    types.flatMap(({ joined }) => {
      if (joined === undefined) return [];
      const { part, base } = joined;
      const tying = new Set([
        ...part.foreignKey.columns.map((name) => names.columns.get(columnNamed(part.to, name)) ?? ''),
        ...[part, base].map((way) => names.relationships.get(way) ?? ''),
      ]);
      const { kind, claims } = scopeOf(part.to);
      const ownFields = claims.filter(({ name, owner: of }) => of !== pillion && !tying.has(name));
      return [{ kind, claims: [...ownFields, ...scopeOf(table).claims.filter(({ name }) => !tying.has(name))] }];
    }),
  );
}

function columnNamed(table: Table, name: string): Table['columns'][number] {
  const found = table.columns.find((column) => column.name === name);
  if (found === undefined) throw new Error(`There is no column ${name} in the ${owner.table(table)}.`);
  return found;
}

/** In `where` and `orderBy`, the aggregates of to-many relationships stand beside the columns. */
function inputScope(table: Table, relationships: readonly Relationship[], { names }: NamedModel): NameScope {
  const aggregates = relationships
    .filter(({ cardinality }) => cardinality === 'many')
    .map((relationship) => ({
      name: aggregateField(names.relationships.get(relationship) ?? ''),
      owner: `aggregate of the ${owner.foreignKey(namingForeignKey(relationship))}`,
      remedy: tagRemedy(relationshipTags[relationship.kind]),
    }));
  const taken = new Set(aggregates.map(({ name }) => name));
  return {
    kind: `field of ${namesOf(table, names).where}`,
    // Clashes among columns are those of the row.
    claims: [
      ...[...columnClaims(table, names), ...searchClaims(table, names), ...distanceClaims(table, names)].filter(
        ({ name }) => taken.has(name),
      ),
      ...aggregates,
    ],
  };
}

function dataTypeScope(type: NamedDataType, names: Names): readonly NameScope[] {
  const of = names.types.get(type.oid) ?? '';
  const scope = (kind: string, entries: ReadonlyMap<string, string> | undefined, what: string, rule: string) => ({
    kind: `${kind} of ${of}`,
    claims: [...(entries ?? [])].map(([own, name]) => ({
      name,
      owner: `${what} "${own}" of the ${owner.dataType(type)}`,
      remedy: `the option naming.${rule}`,
    })),
  });
  switch (type.kind) {
    case 'enum':
      return [scope('value', names.enumValues.get(type.oid), 'label', 'enumValue')];
    case 'composite':
      return [scope('field', names.attributes.get(type.oid), 'attribute', 'attribute')];
    case 'range':
    case 'multirange':
      return [];
  }
}

function namesOf(table: Table, names: Names): TableNames {
  const found = names.tables.get(table);
  if (found === undefined) throw new Error(`There are no names for the ${owner.table(table)}.`);
  return found;
}

function columnClaims(table: Table, names: Names): readonly NameClaim[] {
  return table.columns.map((column) => ({
    name: names.columns.get(column) ?? '',
    owner: owner.column(column, table),
    remedy: tagRemedy('name'),
  }));
}

function tableClaim(name: string, table: Table): NameClaim {
  return { name, owner: owner.table(table), remedy: tagRemedy('name') };
}

const pillion = 'Pillion itself';

function ownClaim(name: string): NameClaim {
  return { name, owner: pillion, remedy: undefined };
}

function foreignKeyRemedy(relationship: Relationship): string {
  const { kind } = namingForeignKey(relationship).table;
  const tag = relationshipTags[relationship.kind];
  // A view's foreign key is that of a table below, and has no comment.
  return kind === 'view' || kind === 'materializedView' ? `the tag ${tag} in the option "tags"` : tagRemedy(tag);
}

function tagRemedy(tag: string): string {
  return `the tag "@${tag} …" in its comment`;
}
