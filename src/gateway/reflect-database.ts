import type { Catalog } from '../catalog/catalog.js';
import { fingerprintOf } from '../catalog/fingerprint.js';
import type { PreparedStatements } from '../database/prepared-statements.js';
import { attachResolvers } from '../execution/attach-resolvers.js';
import { createExecutor } from '../execution/create-executor.js';
import { buildDatabaseModel } from '../model/build-database-model.js';
import { buildNames } from '../naming/build-names.js';
import { buildSchema } from '../typesystem/build-schema.js';
import type { GatewaySettings } from './gateway-settings.js';
import { pageSizesOf } from './page-sizes.js';
import { readWholeCatalog } from './reflect-catalog.js';
import type { Reflection } from './reflection.js';

/** The pipeline from a database, or a saved catalog, to a schema that answers. */
export async function reflectDatabase<Context>(
  settings: GatewaySettings<Context>,
  savedCatalog: Catalog | undefined,
  prepared: PreparedStatements | undefined,
): Promise<Reflection<Context>> {
  const catalog = savedCatalog ?? (await readWholeCatalog(settings));
  const model = buildDatabaseModel(catalog, {
    namespaces: settings.namespaces,
    tags: settings.tags,
    partitions: settings.partitions,
    volatileFunctions: settings.volatileFunctions,
    expose: settings.expose,
  });
  const names = buildNames(model, { naming: settings.naming, relayIds: settings.relayIds });
  const schema = buildSchema(model, names, { relayIds: settings.relayIds, regexFilters: settings.regexFilters });
  const executeText = createExecutor({
    ...settings,
    hidesValues: settings.expose !== undefined,
    prepared,
    schema,
    names,
    pageSizes: pageSizesOf(settings, model),
  });
  attachResolvers(schema, executeText);
  return { schema, fingerprint: fingerprintOf(catalog), tables: model.tables.length, executeText };
}
