import type { Catalog } from '../catalog/catalog.js';
import { PillionError } from '../errors/pillion-error.js';
import { parseComment } from './comment-tags.js';
import { nearestName } from './nearest-name.js';

/** The tags that mean something; a host may have others of its own, which the model keeps. */
export const knownTags: ReadonlySet<string> = new Set([
  'name',
  'fieldName',
  'foreignFieldName',
  'manyToManyFieldName',
  'ancestorsFieldName',
  'descendantsFieldName',
  'omit',
  'expose',
  'primaryKey',
  'unique',
  'foreignKey',
  'notNull',
  'deprecated',
  'partitions',
  'enum',
  'interface',
  'type',
  'search',
  'dimensions',
  'defaultPageSize',
  'maxPageSize',
]);

/**
 * Holds the tags of what is exposed to those that are known, or unlike them.
 *
 * @throws PillionError `CONFIGURATION` for a tag that is not known and reads like one that is.
 */
export function assertKnownTags(catalog: Catalog): void {
  const exposed = new Set(catalog.namespaces.flatMap((row) => (row.exposed ? row.nspname : [])));
  const relations = new Map(
    catalog.classes
      .filter(({ nspname }) => exposed.has(nspname))
      .map((row) => [row.oid, `${row.nspname}.${row.relname}`]),
  );
  const check = (owner: string | undefined, description: string | null, part?: string): void => {
    // Most objects have no comment, and most comments no tag.
    if (owner === undefined || description?.includes('@') !== true) return;
    for (const tag of Object.keys(parseComment(description).tags)) {
      const meant = knownTags.has(tag) ? undefined : nearestName(tag, knownTags, 1);
      if (meant !== undefined) throw unknownTag(tag, meant, part === undefined ? owner : `${owner}.${part}`);
    }
  };
  for (const row of catalog.classes) check(relations.get(row.oid), row.description);
  for (const row of catalog.attributes) check(relations.get(row.attrelid), row.description, row.attname);
  for (const row of catalog.constraints) check(relations.get(row.conrelid), row.description, row.conname);
  for (const row of catalog.indexes) check(relations.get(row.indrelid), row.description, row.relname);
  for (const row of catalog.procs) check(row.nspname, row.description, row.proname);
}

function unknownTag(tag: string, meant: string, of: string): PillionError {
  return new PillionError(
    'CONFIGURATION',
    `There is no tag @${tag}, which ${of} has; write @${meant}. If it is no tag, put a word before it in the comment.`,
  );
}
