import { createHash } from 'node:crypto';
import type { Catalog } from './catalog.js';

/**
 * The same for two readings of an unchanged database: SHA-256, in hexadecimal, of all that a schema can rest on. Rows
 * that come and go, ANALYZE, and namespaces that are not exposed leave it as it is.
 */
export function fingerprintOf(catalog: Catalog): string {
  const relevant: Record<keyof Catalog, unknown> = {
    ...catalog,
    namespaces: catalog.namespaces.filter(({ exposed }) => exposed),
    classes: catalog.classes.map((row) => ({ ...row, reltuples: undefined })),
  };
  const text = JSON.stringify(relevant);
  return createHash('sha256').update(text).digest('hex');
}
