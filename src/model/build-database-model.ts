import type { Catalog } from '../catalog/catalog.js';
import { requireNamespaces } from '../catalog/require-namespaces.js';
import { dataTypesOf } from './data-types-of.js';
import { buildForeignKeys } from './build-foreign-keys.js';
import { buildPolymorphisms } from './build-polymorphisms.js';
import { buildRelationships } from './build-relationships.js';
import { buildRoutines } from './build-routines.js';
import { buildTables } from './build-tables.js';
import type { DatabaseModel } from './database-model.js';
import { enumColumnsOf } from './enum-tables.js';
import { type Exposure, withExposure } from './exposure.js';
import { assertKnownTags } from './known-tags.js';
import { withHiddenRows } from './hidden-rows.js';
import { type TagOptions, withTagOptions } from './tag-options.js';
import { withViewConstraints } from './view-constraints.js';

export interface DatabaseModelOptions {
  /** Undefined: all that the catalog holds. */
  readonly namespaces?: readonly string[] | undefined;
  /** Tags beside those of comments. */
  readonly tags?: TagOptions | undefined;
  /** True: partitions are tables of their own too. Default: false. */
  readonly partitions?: boolean | undefined;
  /** VOLATILE functions to publish, as `namespace.name`; without being named here, none is. */
  readonly volatileFunctions?: readonly string[] | undefined;
  /** What is published at all. Default: everything. */
  readonly expose?: Exposure | undefined;
  /** Tables of which a request may not see every row, by `pg_class.oid`. */
  readonly filteredTables?: ReadonlySet<number> | undefined;
  /** Tables whose rows no other column and no function may show as values, by `pg_class.oid`. */
  readonly closedTables?: ReadonlySet<number> | undefined;
}

/**
 * What a catalog means: tables with their keys, the ways between them, and functions; of the given namespaces, as far as
 * the role of the catalog may read them.
 *
 * @throws PillionError `CONFIGURATION` for a namespace or function that the catalog does not hold, or an unusable tag.
 * @example
 * const model = buildDatabaseModel(await readCatalog(withConnection, { namespaces: ['shop'] }));
 */
export function buildDatabaseModel(read: Catalog, options: DatabaseModelOptions = {}): DatabaseModel {
  const tagged = withTagOptions(withViewConstraints(read), options.tags ?? {});
  assertKnownTags(tagged);
  const exposed = withExposure(
    withHiddenRows(tagged, options.filteredTables),
    options.expose,
    options.filteredTables,
    options.closedTables,
  );
  const { catalog } = exposed;
  const held = catalog.namespaces.filter(({ exposed }) => exposed).map(({ nspname }) => nspname);
  const namespaces = options.namespaces ?? held;
  requireNamespaces(catalog, namespaces);
  const types = dataTypesOf(catalog);
  const tables = buildTables(catalog, namespaces, types, options.partitions, enumColumnsOf(catalog, types));
  const relationships = buildRelationships(buildForeignKeys(catalog, tables));
  return {
    serverVersion: catalog.server_version_num,
    namespaces,
    tables: [...tables.values()],
    relationships,
    polymorphisms: buildPolymorphisms(catalog, tables, relationships),
    routines: buildRoutines(catalog, {
      namespaces,
      types,
      tables,
      volatileFunctions: options.volatileFunctions ?? [],
      exposed,
    }),
    textSearchConfigurations: catalog.textSearchConfigurations.map(({ nspname, cfgname }) => ({
      namespace: nspname,
      name: cfgname,
    })),
  };
}
