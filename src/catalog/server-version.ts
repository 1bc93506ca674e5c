import { PillionError } from '../errors/pillion-error.js';
import type { Catalog } from './catalog.js';

export const minimumServer = 'PostgreSQL 14 or later';

/** @throws PillionError `CONFIGURATION` for a server that Pillion cannot serve. */
export function requireServerVersion({ server_version_num: version }: Pick<Catalog, 'server_version_num'>): void {
  if (version >= 140000) return;
  const found = `${Math.floor(version / 10000)}.${version % 10000}`;
  throw new PillionError(
    'CONFIGURATION',
    `This server is PostgreSQL ${found}; Pillion needs ${minimumServer}. Upgrade the server.`,
  );
}
