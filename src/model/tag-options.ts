import type { Catalog, PgProc } from '../catalog/catalog.js';
import { PillionError } from '../errors/pillion-error.js';
import { parseComment } from './comment-tags.js';
import type { Tags } from './database-model.js';
import { groupedBy } from './grouped-by.js';
import { nearestName } from './nearest-name.js';

/**
 * Tags by the object that has them: `namespace.table`, `namespace.table.column`, `namespace.table.constraint` (also a
 * unique index, or the foreign key of a view), `namespace.function` or `namespace.function(int4, text[])`. A name with a
 * comma, a dot, a parenthesis or a blank in it stands in double quotes. A list gives a tag several times; false takes
 * away that of the comment.
 *
 * @example
 * const tags: TagOptions = { 'public.film': { name: 'movie' }, 'public.film.title': { deprecated: 'Ask for name.' } };
 */
export type TagOptions = Readonly<Record<string, Readonly<Record<string, string | boolean | readonly string[]>>>>;

/**
 * The catalog as it were if the tags stood in comments; they go before those that do.
 *
 * @throws PillionError `CONFIGURATION` for a name that no object of the exposed namespaces has.
 */
export function withTagOptions(catalog: Catalog, options: TagOptions): Catalog {
  const entries = Object.entries(options);
  if (entries.length === 0) return catalog;
  const objectNamed = objectFinder(catalog);
  const given = new Map(entries.map(([name, tags]) => [objectNamed(name), tags]));
  const retagged = <Row extends Described>(rows: readonly Row[]): readonly Row[] =>
    rows.map((row) => {
      const tags = given.get(row);
      return tags === undefined ? row : { ...row, description: described(row.description, tags) };
    });
  return {
    ...catalog,
    classes: retagged(catalog.classes),
    attributes: retagged(catalog.attributes),
    constraints: retagged(catalog.constraints),
    indexes: retagged(catalog.indexes),
    procs: retagged(catalog.procs),
  };
}

interface Described {
  readonly description: string | null;
}

function described(description: string | null, given: TagOptions[string]): string {
  const { comment, tags } = parseComment(description);
  const options = Object.entries(given).map(([name, value]): [string, Tags[string] | undefined] => [
    name,
    value === false ? undefined : Array.isArray(value) ? value.join('\n') : (value as string | true),
  ]);
  const lines = Object.entries({ ...tags, ...Object.fromEntries(options) }).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return value === true ? [`@${name}`] : value.split('\n').map((one) => `@${name} ${one}`);
  });
  return [...lines, ...(comment === undefined ? [] : [comment])].join('\n');
}

function objectFinder(catalog: Catalog): (name: string) => Described {
  const exposed = new Set(catalog.namespaces.flatMap((row) => (row.exposed ? row.nspname : [])));
  const relations = catalog.classes.filter(({ nspname }) => exposed.has(nspname));
  const routines = groupedBy(catalog.procs, ({ nspname, proname }) => path(nspname, proname));
  const relationNames = new Map(relations.map((row) => [row.oid, [row.nspname, row.relname] as const]));
  const objects = new Map<string, Described>();
  const add = (relid: number, name: string, row: Described): void => {
    const relation = relationNames.get(relid);
    if (relation !== undefined) objects.set(path(...relation, name), row);
  };
  // Of one name, the last one counts: the column.
  for (const row of catalog.indexes) add(row.indrelid, row.relname, row);
  for (const row of catalog.constraints) add(row.conrelid, row.conname, row);
  for (const row of catalog.attributes) add(row.attrelid, row.attname, row);
  for (const row of relations) objects.set(path(row.nspname, row.relname), row);

  return (name) => {
    const target = parseTarget(name);
    if (target === undefined) throw refused(name, 'Write it as namespace.table or namespace.table.column.');
    const key = path(...target.names);
    const object = target.parameters === undefined ? objects.get(key) : undefined;
    return object ?? routineOf(name, routines.get(key) ?? [], target.parameters) ?? missing(name, key);
  };

  function routineOf(name: string, found: readonly PgProc[], parameters: string | undefined): PgProc | undefined {
    const matching = found.filter((row) => parameters === undefined || signature(row) === parameters);
    if (matching.length <= 1) return matching[0];
    const ways = matching.map((row) => `(${signature(row)})`).join(' and ');
    throw refused(name, `There are functions of that name with ${ways}: add one of these.`);
  }

  function signature({ proargtypes }: PgProc): string {
    return proargtypes.map((oid) => typeName(oid)).join(', ');
  }

  function typeName(oid: number): string {
    const row = catalog.types.find((type) => type.oid === oid);
    const element = catalog.types.find((type) => type.oid === row?.typelem && type.typarray === oid);
    return element === undefined ? (row?.typname ?? '') : `${element.typname}[]`;
  }

  function missing(name: string, key: string): never {
    const names = [...objects.keys(), ...routines.keys()];
    const nearest = nearestName(key, names, 3);
    const meant = nearest === undefined ? undefined : (JSON.parse(nearest) as string[]).map(quoted).join('.');
    throw refused(name, `There is no such object in the namespaces.${meant === undefined ? '' : ` Is it "${meant}"?`}`);
  }
}

interface Target {
  readonly names: readonly string[];
  /** The types of a function's parameters, with one blank behind each comma. */
  readonly parameters: string | undefined;
}

function parseTarget(text: string): Target | undefined {
  const match = /^((?:"(?:[^"]|"")+"|[^\s",.()])+(?:\.(?:"(?:[^"]|"")+"|[^\s",.()]+)){1,2})(?:\(([^()]*)\))?$/.exec(
    text,
  );
  if (match?.[1] === undefined) return undefined;
  const names = [...match[1].matchAll(/"(?:[^"]|"")+"|[^\s",.()]+/g)].map(([name]) =>
    name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name,
  );
  const parameters = match[2]
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(', ');
  return { names, parameters };
}

function path(...names: readonly string[]): string {
  return JSON.stringify(names);
}

function quoted(name: string): string {
  return /[\s",.()]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

function refused(name: string, reason: string): PillionError {
  return new PillionError('CONFIGURATION', `The option "tags" cannot be used for ${JSON.stringify(name)}. ${reason}`);
}
