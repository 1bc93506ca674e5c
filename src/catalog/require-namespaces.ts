import { PillionError } from '../errors/pillion-error.js';
import type { Catalog } from './catalog.js';

/** @throws PillionError `CONFIGURATION` if one of the names is no namespace of the database, or not in the catalog. */
export function requireNamespaces({ namespaces }: Pick<Catalog, 'namespaces'>, names: readonly string[]): void {
  for (const name of names) {
    const found = namespaces.find(({ nspname }) => nspname === name);
    if (found === undefined) {
      const candidates = namespaces.map(({ nspname }) => nspname).filter((nspname) => !isOwn(nspname));
      throw new PillionError(
        'CONFIGURATION',
        `The namespace "${name}" does not exist. Namespaces of this database: ${listed(candidates)}.`,
      );
    }
    if (!found.exposed) {
      const held = namespaces.filter(({ exposed }) => exposed).map(({ nspname }) => nspname);
      throw new PillionError(
        'CONFIGURATION',
        `The catalog was read without the namespace "${name}"; it holds: ${listed(held)}. Read it again with that one.`,
      );
    }
  }
}

/** PostgreSQL reserves names that begin with `pg_`. */
function isOwn(nspname: string): boolean {
  return nspname.startsWith('pg_') || nspname === 'information_schema';
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
