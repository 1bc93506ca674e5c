import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Catalog } from '../../src/catalog/catalog.js';
import { readCatalog } from '../../src/catalog/read-catalog.js';
import { readEnumRows } from '../../src/catalog/read-enum-rows.js';
import { fromPool } from '../../src/database/from-pool.js';
import { createExecutor, type ExecuteText, type ExecutorParts } from '../../src/execution/create-executor.js';
import { buildDatabaseModel, type DatabaseModelOptions } from '../../src/model/build-database-model.js';
import { enumTablesOf } from '../../src/model/enum-tables.js';
import { buildNames } from '../../src/naming/build-names.js';
import type { Names } from '../../src/naming/names.js';
import type { PageSizes } from '../../src/plan/plan-context.js';
import { buildSchema } from '../../src/typesystem/build-schema.js';
import type { LazySchema } from '../../src/typesystem/lazy-schema.js';
import { createDatabase, type TestDatabase } from './database.js';

/** The stages of a gateway over one database, each open to the test. */
export interface ReflectedDatabase {
  readonly database: TestDatabase;
  readonly schema: LazySchema;
  readonly names: Names;
  readonly pageSizes: PageSizes;
  readonly executeText: ExecuteText<unknown>;
}

export type ReflectOptions = Partial<ExecutorParts<unknown>> &
  DatabaseModelOptions & { readonly regexFilters?: boolean };

/** The files of a sample database: `schema/<name>/schema.sql` and `data.sql`. */
export function sampleFiles(name: string): string[] {
  return ['schema.sql', 'data.sql']
    .map((file) => fileURLToPath(new URL(`../../schema/${name}/${file}`, import.meta.url)))
    .filter((path) => existsSync(path));
}

/** A copy of a sample database, reflected. */
export async function reflectSample(name: string, options: ReflectOptions = {}): Promise<ReflectedDatabase> {
  return reflect(await createDatabase({ files: sampleFiles(name), template: true }), options);
}

export async function reflect(database: TestDatabase, options: ReflectOptions = {}): Promise<ReflectedDatabase> {
  const { namespaces = ['public'], tags, partitions, volatileFunctions, regexFilters = false, ...rest } = options;
  const { withConnection = fromPool(database.pool), ...parts } = rest;
  const catalog = await readWholeCatalog(database, { namespaces, tags, withConnection });
  const model = buildDatabaseModel(catalog, { namespaces, tags, partitions, volatileFunctions });
  const names = buildNames(model);
  const schema = buildSchema(model, names, { regexFilters });
  const pageSizes: PageSizes = { defaultOf: () => 100, maximumOf: () => 1000 };
  const executeText = createExecutor({
    schema,
    names,
    pageSizes,
    withConnection,
    guard: 'strict',
    statementTimeout: 20_000,
    loanTimeout: 10_000,
    maxResultBytes: undefined,
    observers: [],
    ...parts,
  });
  return { database, schema, names, pageSizes: parts.pageSizes ?? pageSizes, executeText };
}

/** The catalog and the rows that are enums. */
export async function readWholeCatalog(
  database: TestDatabase,
  options: Pick<ReflectOptions, 'tags' | 'withConnection'> & { readonly namespaces: readonly string[] },
): Promise<Catalog> {
  const { namespaces, tags, withConnection = fromPool(database.pool) } = options;
  const read = await readCatalog(withConnection, { namespaces });
  return { ...read, enumRows: await readEnumRows(withConnection, enumTablesOf(read, tags)) };
}
