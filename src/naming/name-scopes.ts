import type { Relationship, Table } from '../model/database-model.js';
import { isTree } from '../model/is-tree.js';
import { groupedBy } from '../model/grouped-by.js';
import {
  type NameClaim,
  type NamedModel,
  type NameScope,
  namesOf,
  nameTagRemedy,
  ownClaim,
  pillion,
  tableClaim,
  tagRemedy,
} from './name-scope.js';
import { aggregateField } from './aggregate-names.js';
import type { Names } from './names.js';
import type { NamedDataType } from './naming.js';
import { owner } from './owner.js';
import { namingForeignKey, relationshipTags } from './relationship-name.js';
import { treeTags } from './tree-name.js';
import { distanceClaims } from './distance-field.js';
import { routineFieldClaims, routineScopes } from './routine-scopes.js';
import { rowsApart } from './rows-apart.js';
import { searchClaims } from './rank-field.js';
import { typeScope } from './type-scope.js';
import { nodeIdField, reservedRootFields } from './reserved-names.js';

/** Every name of the schema, by where it has to be the only one. */
export function* nameScopes(named: NamedModel): Iterable<NameScope> {
  const relationships = groupedBy(named.model.relationships, ({ from }) => from);
  yield typeScope(named);
  yield rootScope(named);
  const apart = rowsApart(named.names, named.relayIds);
  const unsure = named.model.tables.filter((table) => !apart(table, relationships.get(table) ?? []));
  for (const table of unsure) yield rowScope(table, relationships.get(table) ?? [], named);
  yield* joinedScopes(named, (table) => rowScope(table, relationships.get(table) ?? [], named));
  for (const table of unsure) {
    const many = (relationships.get(table) ?? []).filter(({ cardinality }) => cardinality === 'many');
    if (many.length > 0) yield inputScope(table, many, named);
  }
  for (const type of named.types) yield* dataTypeScope(type, named.names);
  yield* routineScopes(named.names);
}

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
            owner: () => owner.key(key, table),
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
        owner: () => owner.foreignKey(namingForeignKey(relationship)),
        remedy: () => foreignKeyRemedy(relationship),
      })),
      ...relationships.filter(isTree).map((tree) => ({
        name: names.trees.get(tree) ?? '',
        owner: () => owner.foreignKey(tree.foreignKey),
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
function inputScope(table: Table, many: readonly Relationship[], { names }: NamedModel): NameScope {
  const aggregates = many.map((relationship) => ({
    name: aggregateField(names.relationships.get(relationship) ?? ''),
    owner: () => `aggregate of the ${owner.foreignKey(namingForeignKey(relationship))}`,
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
      owner: () => `${what} "${own}" of the ${owner.dataType(type)}`,
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

function columnClaims(table: Table, names: Names): readonly NameClaim[] {
  return table.columns.map((column) => ({
    name: names.columns.get(column) ?? '',
    owner: () => owner.column(column, table),
    remedy: nameTagRemedy,
  }));
}

function foreignKeyRemedy(relationship: Relationship): string {
  const { kind } = namingForeignKey(relationship).table;
  const tag = relationshipTags[relationship.kind];
  // A view's foreign key is that of a table below, and has no comment.
  return kind === 'view' || kind === 'materializedView' ? `the tag ${tag} in the option "tags"` : tagRemedy(tag)();
}
