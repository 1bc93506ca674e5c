import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Catalog } from '../../src/catalog/catalog.js';
import { readCatalog } from '../../src/catalog/read-catalog.js';
import { readEnumRows } from '../../src/catalog/read-enum-rows.js';
import type { WithConnection } from '../../src/database/connection.js';
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
export interface ReflectedDatabase extends ReflectedLoans {
  readonly database: TestDatabase;
}

/** The same, of whatever database lends. */
export interface ReflectedLoans {
  readonly schema: LazySchema;
  readonly names: Names;
  readonly pageSizes: PageSizes;
  readonly executeText: ExecuteText<unknown>;
}

export type ReflectOptions = Partial<ExecutorParts<unknown>> &
  DatabaseModelOptions & {
    readonly regexFilters?: boolean;
    /** Instead of what ANALYZE, or autovacuum at a time of its own, has counted. */
    readonly estimatedRows?: number;
  };

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
  const { withConnection = fromPool(database.pool) } = options;
  return { database, ...(await reflectLoans(withConnection, options)) };
}

export async function reflectLoans(
  withConnection: WithConnection,
  options: Omit<ReflectOptions, 'withConnection'>,
): Promise<ReflectedLoans> {
  const { namespaces = ['public'], tags, partitions, volatileFunctions, regexFilters = false, ...more } = options;
  const { estimatedRows, ...parts } = more;
  const read = await readWholeCatalog({ namespaces, tags, withConnection });
  const catalog = estimatedRows === undefined ? read : withEstimate(read, estimatedRows);
  const model = buildDatabaseModel(catalog, { namespaces, tags, partitions, volatileFunctions });
  const names = buildNames(model);
  const schema = buildSchema(model, names, { regexFilters });
  const pageSizes: PageSizes = { defaultOf: () => 100, maximumOf: () => 1000 };
  const executeText = createExecutor({
    schema,
    names,
    pageSizes,
    guard: 'strict',
    statementTimeout: 20_000,
    loanTimeout: 10_000,
    maxResultBytes: undefined,
    observers: [],
    ...parts,
    withConnection,
  });
  return { schema, names, pageSizes: parts.pageSizes ?? pageSizes, executeText };
}

function withEstimate(catalog: Catalog, reltuples: number): Catalog {
  return { ...catalog, classes: catalog.classes.map((row) => ({ ...row, reltuples })) };
}

/** The catalog and the rows that are enums. */
export async function readWholeCatalog({
  namespaces,
  tags,
  withConnection,
}: Pick<ReflectOptions, 'tags'> & {
  readonly namespaces: readonly string[];
  readonly withConnection: WithConnection;
}): Promise<Catalog> {
  const read = await readCatalog(withConnection, { namespaces });
  return { ...read, enumRows: await readEnumRows(withConnection, enumTablesOf(read, tags)) };
}
