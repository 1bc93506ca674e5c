import type { Catalog } from '../catalog/catalog.js';
import { fingerprintOf } from '../catalog/fingerprint.js';
import { readPrivileges, type RolePrivileges } from '../catalog/read-privileges.js';
import type { PreparedStatements } from '../database/prepared-statements.js';
import { PillionError } from '../errors/pillion-error.js';
import { attachResolvers } from '../execution/attach-resolvers.js';
import { createExecutor } from '../execution/create-executor.js';
import { createStreamer } from '../execution/create-streamer.js';
import type { RowFilters } from '../execution/row-filters.js';
import { buildHostSchema, type HostSchema } from '../extension/build-host-schema.js';
import { createExtendedExecutor } from '../extension/create-extended-executor.js';
import { createExtendedStreamer } from '../extension/create-extended-streamer.js';
import { extendSchema } from '../extension/extend-schema.js';
import { buildDatabaseModel } from '../model/build-database-model.js';
import { withAllPrivileges, withPrivileges } from '../model/with-privileges.js';
import { buildNames } from '../naming/build-names.js';
import { buildSchema } from '../typesystem/build-schema.js';
import { assertReadersFiltered, buildRowFilters } from './build-row-filters.js';
import type { GatewaySettings } from './gateway-settings.js';
import { pageSizesOf } from './page-sizes.js';
import { readingOf, readWholeCatalog } from './reflect-catalog.js';
import type { Reflection } from './reflection.js';
import { RoleReflections } from './role-reflections.js';

/** The pipeline from a database, or a saved catalog, to a schema that answers. */
export async function reflectDatabase<Context>(
  settings: GatewaySettings<Context>,
  savedCatalog: Catalog | undefined,
  prepared: PreparedStatements | undefined,
): Promise<Reflection<Context>> {
  const catalog = savedCatalog ?? (await readWholeCatalog(settings));
  const fingerprint = fingerprintOf(catalog);
  const rowFilters = buildRowFilters(settings, catalog);
  const host = settings.extension && (await buildHostSchema(settings.extension));
  const checked = host && settings.role && checkExtension({ settings, rowFilters }, withAllPrivileges(catalog), host);
  const parts = { settings, prepared, rowFilters, fingerprint, host, checked };
  return {
    ...publish(parts, catalog),
    roles: new RoleReflections<Context>({
      read: (role) => readPrivileges(settings.withConnection, role, catalog, readingOf(settings)),
      publish: (role, privileges) => publishFor(parts, catalog, role, privileges),
    }),
  };
}

interface PublishingParts<Context> {
  readonly settings: GatewaySettings<Context>;
  readonly prepared: PreparedStatements | undefined;
  readonly rowFilters: RowFilters<Context> | undefined;
  readonly fingerprint: string;
  /** The host's own part of the schema. */
  readonly host: HostSchema | undefined;
  /** The types of rows that it stands for in the schema of everything; undefined where there is but one schema. */
  readonly checked: ReadonlySet<string> | undefined;
}

/**
 * Whatever the host's classes need has to be in the database, whether or not the role that reflects it may read it.
 * @returns The types of rows that they stand for.
 */
function checkExtension<Context>(
  parts: Pick<PublishingParts<Context>, 'settings' | 'rowFilters'>,
  catalog: Catalog,
  host: HostSchema,
): ReadonlySet<string> {
  const { schema } = reflectedSchema(parts, catalog);
  return new Set([...extendSchema(schema.inReadingOrder(), host).classes.keys()].map(({ name }) => name));
}

function reflectedSchema<Context>(
  { settings, rowFilters }: Pick<PublishingParts<Context>, 'settings' | 'rowFilters'>,
  catalog: Catalog,
  closedTables?: ReadonlySet<number>,
) {
  const model = buildDatabaseModel(catalog, {
    namespaces: settings.namespaces,
    tags: settings.tags,
    partitions: settings.partitions,
    volatileFunctions: settings.volatileFunctions,
    expose: settings.expose,
    filteredTables: rowFilters && new Set(rowFilters.tables.keys()),
    closedTables,
  });
  const names = buildNames(model, { naming: settings.naming, relayIds: settings.relayIds });
  const schema = buildSchema(model, names, { relayIds: settings.relayIds, regexFilters: settings.regexFilters });
  return { model, names, schema };
}

function publish<Context>(
  { settings, prepared, rowFilters, fingerprint, host, checked }: PublishingParts<Context>,
  catalog: Catalog,
  closedTables?: ReadonlySet<number>,
): Reflection<Context> {
  const { model, names, schema } = reflectedSchema({ settings, rowFilters }, catalog, closedTables);
  assertReadersFiltered(model, catalog, rowFilters);
  const extended = host && extendSchema(schema.inReadingOrder(), host, checked);
  const parts = {
    ...settings,
    rowFilters,
    hidesValues: settings.expose !== undefined || rowFilters !== undefined || settings.role !== undefined,
    prepared,
    schema: extended?.schema ?? schema,
    names,
    pageSizes: pageSizesOf(settings, model),
  };
  const executeText = createExecutor(parts);
  if (extended === undefined) attachResolvers(schema, executeText);
  const { maxStreamedRows } = settings;
  const streamRows = maxStreamedRows === undefined ? undefined : createStreamer(parts, maxStreamedRows);
  return {
    schema: parts.schema,
    fingerprint,
    tables: model.tables.length,
    executeText: extended === undefined ? executeText : createExtendedExecutor(parts, extended, executeText),
    streamRows: extended === undefined ? streamRows : streamRows && createExtendedStreamer(parts.schema, streamRows),
    roles: undefined,
  };
}

function publishFor<Context>(
  parts: PublishingParts<Context>,
  catalog: Catalog,
  role: string,
  privileges: RolePrivileges,
): Reflection<Context> {
  if (privileges.tables.length === 0 && privileges.columns.length === 0) {
    throw new PillionError(
      'FORBIDDEN',
      `The role "${role}" may read no table. Grant it SELECT, and USAGE of a namespace.`,
    );
  }
  const { settings } = parts;
  // One that this role may not call is not a mistake of the options.
  const routines = new Set(privileges.routines);
  const callable = new Set(
    catalog.procs.filter(({ oid }) => routines.has(oid)).map((row) => `${row.nspname}.${row.proname}`),
  );
  const volatileFunctions = settings.volatileFunctions.filter((name) => callable.has(name));
  const seen = withPrivileges(catalog, privileges);
  // What a role may not read of a table, it shall not find in the type of what a function gives.
  const closed = new Set(seen.classes.flatMap(({ oid, selectable }) => (selectable ? [] : oid)));
  return publish({ ...parts, settings: { ...settings, volatileFunctions } }, seen, closed);
}
