import type { Key, Relationship, Table, Tags } from '../model/database-model.js';
import type { NamedForeignKey, Naming } from './naming.js';
import { camelCase, isLegalName, pascalCase, pluralName, singularName, wordsOf } from './words.js';

/** The names of design: a name depends on its own object, so that adding another renames nothing. */
export const defaultNaming: Naming = {
  type: (table) => tagged(table.tags, 'name') ?? pascalCase(singularName(table.name)),
  list: listName,
  single: singleName,
  byUnique: (table, key) => tagged(key.tags, 'name') ?? `${singleName(table)}By${columnsSuffix(key.columns)}`,
  column: (column) => tagged(column.tags, 'name') ?? camelCase(column.name),
  relationship: relationshipName,
  dataType: ({ name }) => rangeNames.get(name) ?? pascalCase(name),
  enumValue,
  attribute: camelCase,
};

function stem(table: Table): string {
  return tagged(table.tags, 'name') ?? table.name;
}

function singleName(table: Table): string {
  return camelCase(singularName(stem(table)));
}

/** A word without a plural of its own would give the list the name of the single row. */
function listName(table: Table): string {
  const name = camelCase(pluralName(singularName(stem(table))));
  return name === singleName(table) ? `${name}List` : name;
}

function relationshipName(relationship: Relationship): string {
  switch (relationship.kind) {
    case 'referenced':
      return toOneName(relationship.foreignKey);
    case 'referencing':
      return backwardName(relationship.foreignKey, relationship.cardinality);
    case 'junction':
      return junctionName(relationship.junction.near, relationship.junction.far);
  }
}

/** `artist` for `artist_id`; else `employeeByReportsTo`. */
function toOneName(foreignKey: NamedForeignKey): string {
  const tag = tagged(foreignKey.tags, 'fieldName') ?? tagged(foreignKey.tags, 'name');
  if (tag !== undefined) return tag;
  const base = baseOfForeignKey(foreignKey);
  const field = base !== undefined && base !== foreignKey.columns[0] ? camelCase(base) : undefined;
  const taken = foreignKey.table.columns.some((column) => camelCase(column.name) === field);
  if (field !== undefined && !taken) return field;
  return `${singleName(foreignKey.referencedTable)}By${columnsSuffix(foreignKey.columns)}`;
}

/** `albums` where the foreign key is named after the table it refers to; else `customersBySupportRep`. */
function backwardName(foreignKey: NamedForeignKey, cardinality: 'one' | 'many'): string {
  const tag = tagged(foreignKey.tags, 'foreignFieldName');
  if (tag !== undefined) return tag;
  const name = cardinality === 'one' ? singleName(foreignKey.table) : listName(foreignKey.table);
  return isNamedAfterTarget(foreignKey) ? name : `${name}By${roleSuffix(foreignKey)}`;
}

/** Over `playlist_track`: `tracks`; over `person_friend`: `friends`, and back `peopleByFriend`. */
function junctionName(near: NamedForeignKey, far: NamedForeignKey): string {
  const tag = tagged(far.tags, 'manyToManyFieldName');
  if (tag !== undefined) return tag;
  const base = baseOfForeignKey(far);
  const name =
    isNamedAfterTarget(far) || base === undefined ? listName(far.referencedTable) : camelCase(pluralName(base));
  return isNamedAfterTarget(near) ? name : `${name}By${roleSuffix(near)}`;
}

/** The only column less `_id` or `Id`; undefined for a composite key. */
function baseOfForeignKey({ columns }: NamedForeignKey): string | undefined {
  const [column] = columns;
  return column === undefined || columns.length > 1 ? undefined : column.replace(/(?<=.)(_id|_ID|Id|ID)$/, '');
}

/** `artist_id` to the table `artist`, or `(shop_id, order_number)` to the columns of these names in `order`. */
function isNamedAfterTarget(foreignKey: NamedForeignKey): boolean {
  const target = camelCase(singularName(foreignKey.referencedTable.name));
  const base = baseOfForeignKey(foreignKey);
  if (base !== undefined) return camelCase(base) === target;
  return foreignKey.columns.every((name, index) => {
    const referenced = foreignKey.referencedColumns[index] ?? '';
    return (
      name === referenced ||
      camelCase(name) === camelCase(`${singularName(foreignKey.referencedTable.name)}_${referenced}`)
    );
  });
}

function roleSuffix(foreignKey: NamedForeignKey): string {
  const base = baseOfForeignKey(foreignKey);
  return base === undefined ? columnsSuffix(foreignKey.columns) : pascalCase(base);
}

function columnsSuffix(columns: Key['columns']): string {
  return columns.map(pascalCase).join('And');
}

/** PostgreSQL writes its ranges in one word. */
const rangeNames: ReadonlyMap<string, string> = new Map([
  ['int4range', 'Int4Range'],
  ['int8range', 'Int8Range'],
  ['numrange', 'NumRange'],
  ['tsrange', 'TsRange'],
  ['tstzrange', 'TstzRange'],
  ['daterange', 'DateRange'],
]);

/** A label that GraphQL accepts stays as it is, in its own case. */
function enumValue(label: string): string {
  if (isLegalName(label) && !reservedValues.has(label)) return label;
  if (reservedValues.has(label)) return `${label}_`;
  const words = wordsOf(label);
  if (words.length === 0) return label === '' ? 'empty' : '_';
  const name = words.join('_');
  return /^[0-9]/.test(name) ? `_${name}` : name;
}

const reservedValues: ReadonlySet<string> = new Set(['true', 'false', 'null']);

function tagged(tags: Tags, name: string): string | undefined {
  const value = tags[name];
  return typeof value === 'string' ? value : undefined;
}
