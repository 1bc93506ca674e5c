import type { Catalog } from '../catalog/catalog.js';
import { baseOf } from './data-type.js';
import type { Column, JoinedRow, Polymorphism, Relationship, RowType, Table } from './database-model.js';
import { invalidTag } from './invalid-tag.js';
import { parseColumnsTag, parseRowTypeTag, type RowTypeTag, tagValues } from './tag-syntax.js';

/**
 * The tables with the tags `@interface column` and `@type value …`. As with keys, what exists and is not in the model is
 * left out: without its type column the table is like any other, and without its joined table a type is none.
 *
 * @throws PillionError `CONFIGURATION` for a tag that is written wrongly or names what does not exist.
 */
export function buildPolymorphisms(
  catalog: Catalog,
  tables: ReadonlyMap<number, Table>,
  relationships: readonly Relationship[],
): readonly Polymorphism[] {
  const tagged = [...tables.values()].filter(({ tags }) => tags.interface !== undefined || tags.type !== undefined);
  const polymorphisms = tagged.flatMap((table) => {
    return polymorphismOf(table, { catalog, tables, relationships });
  });
  requireOneBase(polymorphisms);
  return polymorphisms;
}

interface Surroundings {
  readonly catalog: Catalog;
  readonly tables: ReadonlyMap<number, Table>;
  readonly relationships: readonly Relationship[];
}

type Refuse = (reason: string) => never;

function polymorphismOf(table: Table, around: Surroundings): readonly Polymorphism[] {
  const [column, ...more] = tagValues(table.tags, 'interface');
  const types = tagValues(table.tags, 'type');
  if (column === undefined) {
    if (types[0] === undefined) return [];
    throw invalidTag(table, `@type ${types[0]}`, 'Name the column that tells the types apart: @interface column.');
  }
  const refuse: Refuse = (reason) => {
    throw invalidTag(table, `@interface ${column}`, reason);
  };
  const [name, ...others] = parseColumnsTag(column) ?? [];
  if (name === undefined || others.length > 0 || more.length > 0) return refuse('Write it once, as @interface column.');
  requireColumn(around.catalog, table, name, refuse);
  if (types.length === 0) return refuse('Add a line for each type: @type value as Name (columns).');
  const typeColumn = table.columns.find((candidate) => candidate.name === name);
  if (typeColumn === undefined) return [];
  const tags = types.map((value) => parsedType(table, value));
  const owned = new Set(tags.flatMap(({ columns }) => columns ?? []));
  const columnsOf = (own: readonly string[]): readonly Column[] =>
    table.columns.filter((one) => !owned.has(one.name) || own.includes(one.name));
  const seen = new Set<string>();
  return [
    {
      table,
      typeColumn,
      types: tags.flatMap((tag): readonly RowType[] => {
        const refuseType: Refuse = (reason) => {
          throw invalidTag(table, `@type ${tag.text}`, reason);
        };
        if (seen.has(tag.value)) refuseType('This value has a type already.');
        seen.add(tag.value);
        requireLabel(typeColumn, tag.value, refuseType);
        for (const own of tag.columns ?? []) requireOwnColumn(around.catalog, table, own, typeColumn, refuseType);
        const joined = tag.joins && joinedRow(table, tag, around, refuseType);
        if (joined === 'unreadable') return [];
        const { value, name: typeName } = tag;
        return [{ table, value, name: typeName, columns: columnsOf(tag.columns ?? []), joined }];
      }),
      other: { table, value: undefined, name: undefined, columns: columnsOf([]), joined: undefined },
    },
  ];
}

type ParsedType = RowTypeTag & { readonly text: string };

function parsedType(table: Table, text: string): ParsedType {
  const tag = parseRowTypeTag(text);
  if (tag !== undefined) return { ...tag, text };
  throw invalidTag(table, `@type ${text}`, 'Write it as @type value as Name (a, b) joins namespace.table.');
}

function requireColumn(catalog: Catalog, table: Table, name: string, refuse: Refuse): void {
  const exists = catalog.attributes.some(({ attrelid, attname }) => attrelid === table.oid && attname === name);
  if (!exists) refuse(`There is no column "${name}".`);
}

/** What names and tells rows apart is of all of them. */
function requireOwnColumn(catalog: Catalog, table: Table, name: string, typeColumn: Column, refuse: Refuse): void {
  requireColumn(catalog, table, name, refuse);
  if (name !== typeColumn.name && table.primaryKey?.columns.includes(name) !== true) return;
  refuse(`The column "${name}" is one of all rows, whatever their type.`);
}

function requireLabel({ type }: Column, value: string, refuse: Refuse): void {
  const base = baseOf(type);
  // Rows of a table that is an enum come and go.
  if (base.kind !== 'enum' || base.table !== undefined || base.labels.includes(value)) return;
  refuse(`The enum ${base.name} has no label "${value}"; it has ${base.labels.join(', ')}.`);
}

/** The relationship that makes a table's rows parts of this one's. */
function joinedRow(
  table: Table,
  { joins, name }: RowTypeTag,
  { catalog, tables, relationships }: Surroundings,
  refuse: Refuse,
): JoinedRow | 'unreadable' {
  const namespace = joins?.namespace ?? table.namespace;
  const relation = catalog.classes.find((row) => row.nspname === namespace && row.relname === joins?.table);
  if (relation === undefined) {
    const held = catalog.namespaces.find(({ nspname }) => nspname === namespace);
    return held?.exposed === false ? 'unreadable' : refuse(`There is no table ${namespace}.${joins?.table ?? ''}.`);
  }
  if (name !== undefined) refuse(`The type has the name of its table: write @name ${name} in the comment there.`);
  const far = tables.get(relation.oid);
  if (far === undefined) return 'unreadable';
  for (const part of relationships) {
    if (part.kind !== 'referencing' || part.from !== table || part.to !== far || far === table) continue;
    const { columns } = part.foreignKey;
    if (far.primaryKey?.columns.every((column) => columns.includes(column)) !== true) continue;
    const base = relationships.find((way) => way.kind === 'referenced' && way.foreignKey === part.foreignKey);
    if (base?.kind === 'referenced') return { part, base };
  }
  // The columns that tie the two together may be hidden.
  if (isReferring(catalog, far, table)) return 'unreadable';
  return refuse(`The primary key of ${far.namespace}.${far.name} has to be a foreign key to this table.`);
}

function isReferring({ constraints }: Catalog, far: Table, table: Table): boolean {
  const ofFar = constraints.filter(({ conrelid }) => conrelid === far.oid);
  const key = ofFar.find(({ contype }) => contype === 'p')?.conkey;
  return ofFar.some(
    ({ contype, conkey, confrelid }) =>
      contype === 'f' && confrelid === table.oid && key?.every((attnum) => conkey.includes(attnum)),
  );
}

function requireOneBase(polymorphisms: readonly Polymorphism[]): void {
  const bases = new Set<Table>(polymorphisms.map(({ table }) => table));
  const taken = new Set<Table>();
  for (const { table, types } of polymorphisms) {
    for (const { joined, value } of types) {
      if (joined === undefined) continue;
      const far = joined.part.to;
      const reason = bases.has(far)
        ? `${far.namespace}.${far.name} has types of its own.`
        : `${far.namespace}.${far.name} is joined by another @type already.`;
      if (bases.has(far) || taken.has(far)) throw invalidTag(table, `@type ${value ?? ''}`, reason);
      taken.add(far);
    }
  }
}
