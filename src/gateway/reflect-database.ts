import type { Catalog } from '../catalog/catalog.js';
import { fingerprintOf } from '../catalog/fingerprint.js';
import { readCatalog, type ReadCatalogOptions } from '../catalog/read-catalog.js';
import { readEnumRows } from '../catalog/read-enum-rows.js';
import { attachResolvers } from '../execution/attach-resolvers.js';
import { createExecutor } from '../execution/create-executor.js';
import { buildDatabaseModel } from '../model/build-database-model.js';
import { enumTablesOf } from '../model/enum-tables.js';
import { buildNames } from '../naming/build-names.js';
import { buildSchema } from '../typesystem/build-schema.js';
import type { GatewaySettings } from './gateway-settings.js';
import type { Reflection } from './reflection.js';

/** The pipeline from a database, or a saved catalog, to a schema that answers. */
export async function reflectDatabase<Context>(
  settings: GatewaySettings<Context>,
  savedCatalog: Catalog | undefined,
): Promise<Reflection<Context>> {
  const catalog = savedCatalog ?? (await readWholeCatalog(settings));
  const model = buildDatabaseModel(catalog, {
    namespaces: settings.namespaces,
    tags: settings.tags,
    partitions: settings.partitions,
    volatileFunctions: settings.volatileFunctions,
  });
  const names = buildNames(model, { naming: settings.naming, relayIds: settings.relayIds });
  const schema = buildSchema(model, names, { relayIds: settings.relayIds, regexFilters: settings.regexFilters });
  const executeText = createExecutor({
    ...settings,
    schema,
    names,
    pageSizes: { defaultOf: () => settings.defaultPageSize, maximumOf: () => settings.maxPageSize },
  });
  attachResolvers(schema, executeText);
  return { schema, fingerprint: fingerprintOf(catalog), tables: model.tables.length, executeText };
}

/** One round trip, and one more where there are tables whose rows are enums. */
async function readWholeCatalog<Context>(settings: GatewaySettings<Context>): Promise<Catalog> {
  const reading = readingOf(settings);
  const catalog = await readCatalog(settings.withConnection, reading);
  const tables = enumTablesOf(catalog, settings.tags);
  return { ...catalog, enumRows: await readEnumRows(settings.withConnection, tables, reading) };
}

/** A catalog of thousands of tables takes longer than an operation may. */
const CATALOG_TIMEOUT = 60_000;

function readingOf<Context>(settings: GatewaySettings<Context>): ReadCatalogOptions {
  const { namespaces, guard, statementTimeout, loanTimeout } = settings;
  return { namespaces, guard, loanTimeout, statementTimeout: statementTimeout && CATALOG_TIMEOUT };
}
