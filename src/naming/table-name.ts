import type { Table } from '../model/database-model.js';
import { camelCase } from './graphql-name.js';
import { pluralOf, singularOf } from './inflection.js';
import { owner } from './owner.js';
import { tagValue } from './tag-value.js';

/** What the names of a table are made from: its tag `@name`, or its own name. */
export function tableName(table: Table): string {
  return tagValue(table.tags, 'name', () => owner.table(table)) ?? table.name;
}

/** The field that gives one row of something: `albums` is `album`. */
export function singleName(name: string): string {
  return camelCase(singularOf(name));
}

/** The field that gives many: `album` is `albums`, and `series`, which is its own plural, is `seriesList`. */
export function listName(name: string): string {
  const many = camelCase(pluralOf(name));
  return many === singleName(name) ? `${many}List` : many;
}
