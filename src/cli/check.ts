import { buildDatabaseModel } from '../model/build-database-model.js';
import { reflectCatalog } from '../gateway/reflect-catalog.js';
import { resolveSettings } from '../gateway/gateway-settings.js';
import { startEngine } from '../gateway/start-engine.js';
import type { OpenDatabase } from './cli-database.js';
import { type CliSource, requireDatabase } from './cli-source.js';
import { checkOperation, type CheckedOperation } from './check-operation.js';
import type { CheckOptions, CheckReport } from './check-report.js';
import { explainingConnection } from './explaining-connection.js';
import { keysWithoutIndex } from './keys-without-index.js';
import { printCheck } from './print-check.js';
import { createProgress } from './progress.js';
import { readStoredOperations, type StoredOperation } from './stored-operations.js';
import { readTableSizes } from './table-sizes.js';

/**
 * Holds stored operations against a database: each must be valid, be answered without long sequential scans and, where a limit
 * is given, not cost more. No operation is run. Gives the exit code.
 */
export async function check(source: CliSource, patterns: readonly string[], options: CheckOptions): Promise<number> {
  const stored = await readStoredOperations(patterns);
  const database = await requireDatabase(source).open();
  let report: CheckReport;
  try {
    report = await reportOn(stored, source, database, options);
  } finally {
    await database.close();
  }
  if (options.json === true) console.log(JSON.stringify(report, null, 2));
  else printCheck(report, options);
  const failed = report.operations.some(({ problems }) => problems.length > 0);
  return failed || (options.failOn === 'warning' && report.warnings.length > 0) ? 1 : 0;
}

async function reportOn(
  stored: readonly StoredOperation[],
  source: CliSource,
  database: OpenDatabase,
  options: CheckOptions,
): Promise<CheckReport> {
  const progress = createProgress(process.stderr);
  try {
    progress.at('Reading the catalog …');
    const gateway = { ...source.options, withConnection: database.withConnection };
    const catalog = await reflectCatalog(gateway);
    const sizes = await readTableSizes(database.withConnection);
    const engine = await startEngine({
      ...gateway,
      catalog,
      withConnection: explainingConnection(database.withConnection),
    });
    const operations: CheckedOperation[] = [];
    for (const operation of stored) {
      progress.at(`Asking the planner, ${operations.length + 1} of ${stored.length}: ${operation.name}`);
      operations.push(await checkOperation(operation, engine, sizes, options));
    }
    await engine.close();
    const model = buildDatabaseModel(catalog, resolveSettings(gateway));
    return { operations, warnings: keysWithoutIndex(model) };
  } finally {
    progress.end();
  }
}
