import { PillionError } from '../errors/pillion-error.js';
import { type Catalog, catalogVersion } from './catalog.js';
import { requireServerVersion } from './server-version.js';

/**
 * A catalog that was saved with `JSON.stringify(catalog)`.
 *
 * @throws PillionError `CONFIGURATION` if the text is no such snapshot, or one of another version of Pillion.
 */
export function parseCatalog(text: string): Catalog {
  const value = jsonOf(text);
  if (!isRecord(value) || typeof value.catalogVersion !== 'number') {
    throw refusal('it has no "catalogVersion"');
  }
  if (value.catalogVersion !== catalogVersion) {
    throw refusal(`its version is ${value.catalogVersion}, this Pillion reads version ${catalogVersion}`);
  }
  if (typeof value.server_version_num !== 'number') throw refusal('it has no "server_version_num"');
  for (const list of lists) {
    if (!Array.isArray(value[list]) || !value[list].every(isRecord)) throw refusal(`it has no list "${list}"`);
  }
  const catalog = value as unknown as Catalog;
  requireServerVersion(catalog);
  return catalog;
}

const lists = [
  'namespaces',
  'classes',
  'attributes',
  'types',
  'constraints',
  'indexes',
  'views',
  'procs',
  'enumRows',
  'textSearchConfigurations',
] as const satisfies readonly (keyof Catalog)[];

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal('it is not JSON', cause);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(reason: string, cause?: unknown): PillionError {
  const message = `The saved catalog cannot be used: ${reason}. Save it again from the database.`;
  return new PillionError('CONFIGURATION', message, { cause });
}
