import type { PgAttribute, PgClass, PgConstraint, PgIndex } from '../catalog/catalog.js';
import { parseComment } from './comment-tags.js';
import type { Column, Index, Key, Table } from './database-model.js';
import { byCodeUnit } from './by-code-unit.js';
import { invalidTag } from './invalid-tag.js';
import { parseColumnsTag, tagValues } from './tag-syntax.js';

export interface KeySources {
  readonly table: Pick<Table, 'namespace' | 'name' | 'tags' | 'columns'>;
  readonly relation: PgClass;
  /** All of the relation, those too that are not among the table's columns. */
  readonly attributes: readonly PgAttribute[];
  readonly constraints: readonly PgConstraint[];
  readonly indexes: readonly PgIndex[];
}

export interface Keys {
  readonly primaryKey: Key | undefined;
  readonly uniqueKeys: readonly Key[];
  /** The columns of a primary key that a tag declares. */
  readonly declaredNotNull: ReadonlySet<string>;
}

/**
 * Primary key and unique keys: those that tags declare, unique constraints, and unique indexes on plain columns of all
 * rows. Of keys over the same columns the first one stays. A key with a column that cannot be read is left out.
 *
 * Tables that others inherit from have only the keys that their tags declare: PostgreSQL keeps keys for each table by
 * itself, and a SELECT from such a table gives the rows of all.
 */
export function buildKeys(sources: KeySources): Keys {
  const declaredPrimary = taggedKeys(sources, 'primaryKey', '_pkey')[0];
  const primaryKeys = constraintKeys(sources, 'p');
  const primaryKey = declaredPrimary ?? primaryKeys[0];
  const uniqueKeys = [
    ...constraintKeys(sources, 'u'),
    ...indexKeys(sources),
    ...taggedKeys(sources, 'unique', '_key'),
    // A tag's primary key does not undo that of the table.
    ...primaryKeys,
  ];
  const taken = new Set(primaryKey === undefined ? [] : [columnSet(primaryKey)]);
  return {
    primaryKey,
    uniqueKeys: uniqueKeys.filter((key) => !taken.has(columnSet(key)) && taken.add(columnSet(key))),
    declaredNotNull: new Set(declaredPrimary?.columns),
  };
}

/** All indexes by name, with the columns that cannot be read as undefined. */
export function buildIndexes(indexes: readonly PgIndex[], columns: readonly Column[]): readonly Index[] {
  const names = new Map(columns.map(({ name, position }) => [position, name]));
  return indexes
    .map((index) => ({
      name: index.relname,
      method: index.amname,
      unique: index.indisunique,
      partial: index.partial,
      columns: index.indkey.map((attnum) => names.get(attnum)),
    }))
    .sort((a, b) => byCodeUnit(a.name, b.name));
}

function constraintKeys({ table, relation, constraints }: KeySources, contype: 'p' | 'u'): readonly Key[] {
  const keys: Key[] = [];
  for (const constraint of constraints) {
    if (constraint.contype !== contype || relation.inherited) continue;
    const key = keyOf(table, constraint.conname, constraint.conkey, constraint.description);
    if (key !== undefined) keys.push(key);
  }
  return keys.length < 2 ? keys : keys.sort((a, b) => byCodeUnit(a.name, b.name));
}

function indexKeys({ table, relation, indexes }: KeySources): readonly Key[] {
  const keys: Key[] = [];
  for (const { relname, indkey, indisunique, partial, description } of indexes) {
    if (!indisunique || partial || relation.inherited) continue;
    const key = keyOf(table, relname, indkey, description);
    if (key !== undefined) keys.push(key);
  }
  return keys.length < 2 ? keys : keys.sort((a, b) => byCodeUnit(a.name, b.name));
}

/** Undefined where a column cannot be read, or is an expression. */
function keyOf(
  table: KeySources['table'],
  name: string,
  attnums: readonly number[],
  description: string | null,
): Key | undefined {
  const columns: string[] = [];
  for (const attnum of attnums) {
    const column = table.columns.find(({ position }) => position === attnum);
    if (column === undefined) return undefined;
    columns.push(column.name);
  }
  const { comment, tags } = parseComment(description);
  return { name, columns, comment, tags };
}

function taggedKeys({ table, attributes }: KeySources, tag: string, suffix: string): readonly Key[] {
  return tagValues(table.tags, tag).flatMap((value) => {
    const columns = parseColumnsTag(value);
    if (columns === undefined) throw invalidTag(table, `@${tag} ${value}`, 'Write the columns as a, b.');
    for (const name of columns) {
      if (attributes.some(({ attname }) => attname === name)) continue;
      throw invalidTag(table, `@${tag} ${value}`, `It has no column "${name}".`);
    }
    if (!columns.every((name) => table.columns.some((column) => column.name === name))) return [];
    return [{ name: [table.name, ...columns].join('_') + suffix, columns, comment: undefined, tags: {} }];
  });
}

function columnSet(key: Key): string {
  // No name holds this character.
  return key.columns.length === 1 ? (key.columns[0] ?? '') : [...key.columns].sort(byCodeUnit).join('\0');
}
