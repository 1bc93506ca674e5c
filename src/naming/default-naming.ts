import { byColumns } from './foreign-key-base.js';
import { enumValueName } from './enum-value-name.js';
import { fieldName } from './field-name.js';
import { camelCase, pascalCase, pascalPart } from './graphql-name.js';
import { singularOf } from './inflection.js';
import type { NamedDataType, Naming } from './naming.js';
import { owner } from './owner.js';
import { relationshipName } from './relationship-name.js';
import { listName, singleName, tableName } from './table-name.js';
import { tagValue } from './tag-value.js';
import { treeName } from './tree-name.js';

/** The rules of docs/reference/names.md. */
export const defaultNaming: Naming = {
  type: (table) => pascalCase(singularOf(tableName(table))),
  rowType: ({ table, value, name }) =>
    value === undefined ? `Other${pascalCase(singularOf(tableName(table)))}` : pascalCase(name ?? singularOf(value)),
  list: (table) => listName(tableName(table)),
  single: (table) => singleName(tableName(table)),
  byUnique: (table, key) => {
    const tagged = tagValue(key.tags, 'fieldName', () => owner.key(key, table));
    return tagged === undefined ? singleName(tableName(table)) + byColumns(key.columns) : camelCase(tagged);
  },
  column: (column, table) => fieldName(tagValue(column.tags, 'name', () => owner.column(column, table)) ?? column.name),
  relationship: relationshipName,
  tree: treeName,
  routine: (routine) => {
    const name = tagValue(routine.tags, 'name', () => owner.routine(routine)) ?? routine.name;
    return routine.computes === undefined ? camelCase(name) : fieldName(name);
  },
  argument: ({ parameters }, index) => camelCase(parameters[index]?.name ?? `argument${index + 1}`),
  dataType: dataTypeName,
  attribute: camelCase,
  enumValue: enumValueName,
};

/** PostgreSQL writes its own range types as one word: `int4range`, `tstzmultirange`. */
function dataTypeName(type: NamedDataType): string {
  const { namespace, name } = type;
  if (type.kind === 'enum' && type.table?.named === false) return `${pascalCase(singularOf(name))}Enum`;
  const range = namespace === 'pg_catalog' ? /^(\w+?)(multi)?range$/.exec(name) : null;
  if (range === null) return pascalCase(name);
  const [, subtype = '', multi = ''] = range;
  return `${pascalPart(subtype)}${pascalPart(multi)}Range`;
}
