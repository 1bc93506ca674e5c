import type { Tags } from './database-model.js';

/** What `@foreignKey (cols) references ns.table (cols)` says. */
export interface ForeignKeyTag {
  readonly columns: readonly string[];
  /** Undefined: the namespace of the tagged table. */
  readonly namespace: string | undefined;
  readonly table: string;
  /** Undefined: the primary key. */
  readonly referencedColumns: readonly string[] | undefined;
}

const none: readonly string[] = [];

/** The values of a tag, one for each time that it is given; without a value it counts as an empty one. */
export function tagValues(tags: Tags, name: string): readonly string[] {
  const value = Object.hasOwn(tags, name) ? tags[name] : undefined;
  if (value === undefined) return none;
  return value === true ? [''] : value.split('\n');
}

/**
 * Column names with commas between them, in parentheses or without. A name is taken as it is, upper and lower case too;
 * one with a comma, a dot, a parenthesis or a blank in it stands in double quotes. Undefined if the text is no such list.
 */
export function parseColumnsTag(text: string): readonly string[] | undefined {
  const match = /^\((.*)\)$/.exec(text.trim());
  const list = (match?.[1] ?? text).trim();
  if (!listPattern.test(list)) return undefined;
  return [...list.matchAll(namePattern)].map(([name]) => unquoted(name));
}

/** Undefined if the text is not `(cols) references ns.table (cols)`. */
export function parseForeignKeyTag(text: string): ForeignKeyTag | undefined {
  const match = foreignKeyPattern.exec(text.trim());
  if (match?.groups === undefined) return undefined;
  const { columns, namespace, table, referenced } = match.groups;
  const own = parseColumnsTag(columns ?? '');
  const others = referenced === undefined ? undefined : parseColumnsTag(referenced);
  if (own === undefined || table === undefined || (referenced !== undefined && others === undefined)) return undefined;
  if (others !== undefined && others.length !== own.length) return undefined;
  return {
    columns: own,
    namespace: namespace === undefined ? undefined : unquoted(namespace),
    table: unquoted(table),
    referencedColumns: others,
  };
}

/** What `@type value as Name (cols) joins ns.table` says. */
export interface RowTypeTag {
  readonly value: string;
  readonly name: string | undefined;
  readonly columns: readonly string[] | undefined;
  readonly joins: { readonly namespace: string | undefined; readonly table: string } | undefined;
}

/** Undefined if the text is not `value as Name (cols) joins ns.table`, in which all but the value may be left out. */
export function parseRowTypeTag(text: string): RowTypeTag | undefined {
  const match = rowTypePattern.exec(text.trim());
  if (match?.groups === undefined) return undefined;
  const { value, as, columns, namespace, table } = match.groups;
  const own = columns === undefined ? undefined : parseColumnsTag(columns);
  if (value === undefined || (columns !== undefined && own === undefined)) return undefined;
  return {
    value: unquoted(value),
    name: as === undefined ? undefined : unquoted(as),
    columns: own,
    joins:
      table === undefined
        ? undefined
        : { namespace: namespace === undefined ? undefined : unquoted(namespace), table: unquoted(table) },
  };
}

/** What `@search name (configuration, column, …)` says. */
export interface SearchTag {
  readonly name: string;
  /** Undefined: `pg_catalog`. */
  readonly namespace: string | undefined;
  readonly configuration: string;
  readonly columns: readonly string[];
}

/** Undefined if the text is not `name (configuration, column, …)`. */
export function parseSearchTag(text: string): SearchTag | undefined {
  const { field, namespace, configuration, columns } = searchPattern.exec(text.trim())?.groups ?? {};
  const names = parseColumnsTag(columns ?? '');
  if (field === undefined || configuration === undefined || names === undefined) return undefined;
  return {
    name: field,
    namespace: namespace === undefined ? undefined : unquoted(namespace),
    configuration: unquoted(configuration),
    columns: names,
  };
}

const name = String.raw`"(?:[^"]|"")+"|[^\s",.()]+`;
const namePattern = new RegExp(name, 'g');
const listPattern = new RegExp(String.raw`^(?:${name})(?:\s*,\s*(?:${name}))*$`);
const parenthesised = String.raw`\((?:"(?:[^"]|"")*"|[^"()])*\)`;
const foreignKeyPattern = new RegExp(
  String.raw`^(?<columns>${parenthesised})\s*references\s+(?:(?<namespace>${name})\.)?(?<table>${name})` +
    String.raw`\s*(?<referenced>${parenthesised})?$`,
  'i',
);
const rowTypePattern = new RegExp(
  String.raw`^(?<value>${name})(?:\s+as\s+(?<as>${name}))?(?:\s*(?<columns>${parenthesised}))?` +
    String.raw`(?:\s*\bjoins\s+(?:(?<namespace>${name})\.)?(?<table>${name}))?$`,
  'i',
);

const searchPattern = new RegExp(
  String.raw`^(?<field>[_A-Za-z]\w*)\s*\(\s*(?:(?<namespace>${name})\.)?(?<configuration>${name})\s*,\s*(?<columns>.+?)\s*\)$`,
);

function unquoted(identifier: string): string {
  return identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier;
}
