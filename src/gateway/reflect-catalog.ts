import type { Catalog } from '../catalog/catalog.js';
import { readCatalog, type ReadCatalogOptions } from '../catalog/read-catalog.js';
import { readEnumRows } from '../catalog/read-enum-rows.js';
import { enumTablesOf } from '../model/enum-tables.js';
import type { GatewayOptions } from './gateway-options.js';
import { type GatewaySettings, resolveSettings } from './gateway-settings.js';

/**
 * What a gateway with these options would read from the database when it starts. Saved as JSON, it lets a gateway start
 * without asking the database.
 *
 * @throws PillionError `CONFIGURATION` as `createGateway` does; whatever a loan throws.
 * @example
 * await writeFile('catalog.json', JSON.stringify(await reflectCatalog(options)));
 * const gateway = await createGateway({ ...options, catalog: parseCatalog(await readFile('catalog.json', 'utf8')) });
 */
export async function reflectCatalog<Context>(options: GatewayOptions<Context>): Promise<Catalog> {
  return readWholeCatalog(resolveSettings(options));
}

/** One round trip, and one more where there are tables whose rows are enums. */
export async function readWholeCatalog<Context>(settings: GatewaySettings<Context>): Promise<Catalog> {
  const reading = readingOf(settings);
  const catalog = await readCatalog(settings.withConnection, reading);
  const tables = enumTablesOf(catalog, settings.tags);
  return { ...catalog, enumRows: await readEnumRows(settings.withConnection, tables, reading) };
}

/** A catalog of thousands of tables takes longer than an operation may. */
const CATALOG_TIMEOUT = 60_000;

/** How the catalog is read. */
export function readingOf<Context>(settings: GatewaySettings<Context>): ReadCatalogOptions {
  const { namespaces, guard, statementTimeout, loanTimeout } = settings;
  return { namespaces, guard, loanTimeout, statementTimeout: statementTimeout && CATALOG_TIMEOUT };
}
