import type { Catalog } from '../catalog/catalog.js';
import { fingerprintOf } from '../catalog/fingerprint.js';
import type { PreparedStatements } from '../database/prepared-statements.js';
import { attachResolvers } from '../execution/attach-resolvers.js';
import { createExecutor } from '../execution/create-executor.js';
import { buildDatabaseModel } from '../model/build-database-model.js';
import { buildNames } from '../naming/build-names.js';
import { buildSchema } from '../typesystem/build-schema.js';
import { assertReadersFiltered, buildRowFilters } from './build-row-filters.js';
import type { GatewaySettings } from './gateway-settings.js';
import { readWholeCatalog } from './reflect-catalog.js';
import type { Reflection } from './reflection.js';

/** The pipeline from a database, or a saved catalog, to a schema that answers. */
export async function reflectDatabase<Context>(
  settings: GatewaySettings<Context>,
  savedCatalog: Catalog | undefined,
  prepared: PreparedStatements | undefined,
): Promise<Reflection<Context>> {
  const catalog = savedCatalog ?? (await readWholeCatalog(settings));
  const rowFilters = buildRowFilters(settings, catalog);
  const model = buildDatabaseModel(catalog, {
    namespaces: settings.namespaces,
    tags: settings.tags,
    partitions: settings.partitions,
    volatileFunctions: settings.volatileFunctions,
    expose: settings.expose,
    filteredTables: rowFilters && new Set(rowFilters.tables.keys()),
  });
  assertReadersFiltered(model, catalog, rowFilters);
  const names = buildNames(model, { naming: settings.naming, relayIds: settings.relayIds });
  const schema = buildSchema(model, names, { relayIds: settings.relayIds, regexFilters: settings.regexFilters });
  const executeText = createExecutor({
    ...settings,
    rowFilters,
    hidesValues: settings.expose !== undefined || rowFilters !== undefined,
    prepared,
    schema,
    names,
    pageSizes: { defaultOf: () => settings.defaultPageSize, maximumOf: () => settings.maxPageSize },
  });
  attachResolvers(schema, executeText);
  return { schema, fingerprint: fingerprintOf(catalog), tables: model.tables.length, executeText };
}
