import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { readCatalog } from '../../src/catalog/read-catalog.js';
import { fromPool } from '../../src/database/from-pool.js';
import { createExecutor, type ExecuteText, type ExecutorParts } from '../../src/execution/create-executor.js';
import { buildDatabaseModel, type DatabaseModelOptions } from '../../src/model/build-database-model.js';
import { buildNames } from '../../src/naming/build-names.js';
import type { Names } from '../../src/naming/names.js';
import type { PageSizes } from '../../src/plan/plan-context.js';
import { buildSchema } from '../../src/typesystem/build-schema.js';
import { createDatabase, type TestDatabase } from './database.js';

/** The stages of a gateway over one database, each open to the test. */
export interface ReflectedDatabase {
  readonly database: TestDatabase;
  readonly schema: GraphQLSchema;
  readonly names: Names;
  readonly pageSizes: PageSizes;
  readonly executeText: ExecuteText<unknown>;
}

/** The files of a sample database: `schema/<name>/schema.sql` and `data.sql`. */
export function sampleFiles(name: string): string[] {
  return ['schema.sql', 'data.sql']
    .map((file) => fileURLToPath(new URL(`../../schema/${name}/${file}`, import.meta.url)))
    .filter((path) => existsSync(path));
}

/** A copy of a sample database, reflected. */
export async function reflectSample(
  name: string,
  options: Partial<ExecutorParts<unknown>> & { readonly namespaces?: readonly string[] } = {},
): Promise<ReflectedDatabase> {
  return reflect(await createDatabase({ files: sampleFiles(name), template: true }), options);
}

export async function reflect(
  database: TestDatabase,
  options: Partial<ExecutorParts<unknown>> & DatabaseModelOptions = {},
): Promise<ReflectedDatabase> {
  const { namespaces = ['public'], volatileFunctions, withConnection = fromPool(database.pool), ...parts } = options;
  const model = buildDatabaseModel(await readCatalog(withConnection, { namespaces }), {
    namespaces,
    volatileFunctions,
  });
  const names = buildNames(model);
  const schema = buildSchema(model, names);
  const pageSizes: PageSizes = { defaultOf: () => 100, maximumOf: () => 1000 };
  const executeText = createExecutor({
    schema,
    names,
    pageSizes,
    withConnection,
    guard: 'strict',
    statementTimeout: 20_000,
    loanTimeout: 10_000,
    observers: [],
    ...parts,
  });
  return { database, schema, names, pageSizes: parts.pageSizes ?? pageSizes, executeText };
}
