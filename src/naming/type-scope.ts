import type { DatabaseModel, RowType } from '../model/database-model.js';
import { isTree } from '../model/is-tree.js';
import { graphqlName } from './graphql-name.js';
import { type NameClaim, type NamedModel, type NameScope, namesOf, ownClaim, tableClaim } from './name-scope.js';
import type { TableNames } from './names.js';
import type { NamedDataType } from './naming.js';
import { owner } from './owner.js';
import { reservedTypeNames } from './reserved-names.js';
import { recordTypeClaims } from './routine-scopes.js';

/** The names of all types. Those of tables, dozens each, are left out where they are sure to be legal and apart. */
export function typeScope(named: NamedModel): NameScope {
  const own = [...reservedTypeNames].map(ownClaim);
  const others = otherClaims(named);
  const tables = areApart(named, [...own, ...others]) ? [] : tableClaims(named);
  return { kind: 'type', claims: [...own, ...tables, ...others] };
}

function otherClaims({ model, types, names }: NamedModel): readonly NameClaim[] {
  return [
    ...ownRowTypes(model).map((type) => ({
      name: names.rowTypes.get(type) ?? '',
      owner: () => owner.rowType(type),
      remedy: type.value === undefined ? 'the option naming.rowType' : `"as Name" in the tag`,
    })),
    ...types.flatMap((type) => {
      const name = names.types.get(type.oid) ?? '';
      return typeSuffixes[type.kind].map((suffix) => ({
        name: `${name}${suffix}`,
        owner: () => owner.dataType(type),
        remedy: 'the option naming.dataType',
      }));
    }),
    ...recordTypeClaims(names),
  ];
}

/** Those that are not the types of tables. */
function ownRowTypes({ polymorphisms }: DatabaseModel): readonly RowType[] {
  return polymorphisms.flatMap(({ types, other }) => [...types, other].filter(({ joined }) => joined === undefined));
}

/** The types that one type of the database becomes. A multirange is a list of its ranges. */
const typeSuffixes: Readonly<Record<NamedDataType['kind'], readonly string[]>> = {
  enum: ['', 'Filter', 'ListFilter', 'ListListFilter'],
  composite: ['', 'Filter', 'Input'],
  range: ['', 'Filter', 'Input'],
  multirange: ['Filter'],
};

function tableClaims({ model, names }: NamedModel): readonly NameClaim[] {
  const trees = new Set(model.relationships.filter(isTree).map(({ from }) => from));
  return model.tables.flatMap((table) => {
    const { treeNode, ...own } = namesOf(table, names);
    const tree = trees.has(table) ? [treeNode] : [];
    return [...typeNames(own), ...tree].map((name) => tableClaim(name, table));
  });
}

function typeNames(names: Omit<TableNames, 'treeNode'>): readonly string[] {
  const { type, connection, edge, where, orderBy, listFilter, columnEnum, columnComparison, aggregates } = names;
  const inputs = [where, orderBy, listFilter, columnEnum, columnComparison];
  return [type, connection, edge, ...inputs, ...Object.values(aggregates)];
}

/**
 * True if all type names of tables are sure to be legal and to differ from one another and from the others. A table's
 * names are one name with the same endings for every table: two tables can only clash if the name of one is that of the
 * other and what two endings differ by.
 */
function areApart({ model, names }: NamedModel, others: readonly NameClaim[]): boolean {
  const all = model.tables.map((table) => namesOf(table, names));
  const [first] = all;
  const types = new Set(all.map(({ type }) => type));
  if (first === undefined || types.size < all.length) return false;
  const endings = [...typeNames(first), first.treeNode].map((name) => name.slice(first.type.length));
  const differences = new Set(
    endings.flatMap((long) =>
      endings.flatMap((short) => (long !== short && long.endsWith(short) ? cut(long, short) : [])),
    ),
  );
  for (const type of types) {
    if (!graphqlName.test(type)) return false;
    for (const difference of differences) {
      if (type.endsWith(difference) && types.has(cut(type, difference))) return false;
    }
  }
  return others.every(({ name }) => endings.every((ending) => !name.endsWith(ending) || !types.has(cut(name, ending))));
}

function cut(text: string, ending: string): string {
  return text.slice(0, text.length - ending.length);
}
